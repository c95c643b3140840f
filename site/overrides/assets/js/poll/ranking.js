// Ranking with buttons: up and down move an option among those that have a place; the numbers stay what counts.
const list = document.querySelector("#ballot-form [data-lines]");
const rows = list ? [...list.querySelectorAll("[data-option]")] : [];
const field = (row) => row.querySelector("select");
const place = (row) => Number(field(row).value) || Infinity;
const ranked = () => rows.filter((row) => field(row).value).sort((a, b) => place(a) - place(b));

function number(order) {
  const most = field(rows[0]).options.length - 1;
  for (const row of rows) field(row).value = "";
  order.slice(0, most).forEach((row, at) => {
    field(row).value = String(at + 1);
  });
  arrange();
}

function arrange() {
  const order = ranked();
  for (const row of rows) {
    const at = order.indexOf(row);
    row.querySelector("[data-up]").disabled = at === 0;
    row.querySelector("[data-down]").disabled = at < 0;
    row.classList.toggle("moved", at >= 0);
  }
}

// Up gives an option without a place the last one; down takes the last one's place away.
function move(row, by) {
  const order = ranked();
  const at = order.indexOf(row);
  if (at < 0) order.push(row);
  else if (at + by >= order.length) order.pop();
  else [order[at], order[at + by]] = [order[at + by], order[at]];
  number(order);
}

for (const row of rows) {
  for (const [name, by] of [["[data-up]", -1], ["[data-down]", 1]]) {
    const button = row.querySelector(name);
    button.hidden = false;
    button.addEventListener("click", () => move(row, by));
  }
}
if (list) {
  list.addEventListener("change", arrange);
  arrange();
}
