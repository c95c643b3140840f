// The running total below a ballot: marks, points or money that are left, and what no longer fits.
const form = document.getElementById("ballot-form");
const bar = form.querySelector("[data-left]");
// Browsers know no Kazakh way to write numbers; it is the Russian one.
const { lang } = document.documentElement;
const style = lang === "kk" ? "ru" : lang;

const boxes = [...form.querySelectorAll('[name="choice[]"]')];
const points = [...form.querySelectorAll('[name^="points-"]')];
const whole = (text) => (/^\d+$/.test(text.trim()) ? Number(text) : 0);
const shown = (n) => n.toLocaleString(style);
const money = (n) => bar.dataset.money.replace("#", shown(n));

const USED = {
  choices: () => boxes.filter((one) => one.checked).length,
  budget: () => boxes.filter((one) => one.checked).reduce((sum, one) => sum + Number(one.dataset.cost), 0),
  points: () => points.reduce((sum, one) => sum + whole(one.value), 0),
};

function close(kind, left) {
  for (const one of boxes) {
    const fits = kind === "budget" ? Number(one.dataset.cost) <= left : left > 0;
    one.disabled = !one.checked && !fits;
  }
  for (const more of form.querySelectorAll("[data-more]")) more.disabled = kind === "points" && left <= 0;
  for (const less of form.querySelectorAll("[data-less]")) less.disabled = whole(less.parentElement.querySelector("input").value) <= 0;
}

export function tell() {
  if (!bar) return;
  const { left: kind, of, words } = bar.dataset;
  const used = USED[kind]();
  const left = Number(of) - used;
  const say = kind === "budget" ? money : shown;
  bar.querySelector("span").textContent = words.replace("#1", say(kind === "points" ? left : used)).replace("#2", say(Number(of)));
  bar.querySelector("progress")?.setAttribute("value", Math.min(used, Number(of)));
  bar.classList.toggle("c-left--over", left < 0);
  close(kind, left);
}

function step(button, by) {
  const field = button.parentElement.querySelector("input");
  field.value = Math.max(0, whole(field.value) + by);
  tell();
}

for (const [name, by] of [["[data-more]", 1], ["[data-less]", -1]]) {
  for (const button of form.querySelectorAll(name)) {
    button.hidden = false;
    button.addEventListener("click", () => step(button, by));
  }
}
if (bar) {
  bar.hidden = false;
  form.addEventListener("input", tell);
  tell();
}
