// Comments by quality, as they are published, or the newest first.

function sort(lists, newest) {
  for (const list of lists) {
    const items = [...list.children];
    const by = newest ? (a, b) => b.dataset.at.localeCompare(a.dataset.at) : (a, b) => a.dataset.place - b.dataset.place;
    list.append(...items.sort(by));
  }
}

export function order(box) {
  const lists = document.querySelectorAll("[data-threads]");
  if (!lists.length) return;
  for (const list of lists) [...list.children].forEach((item, at) => (item.dataset.place = at));
  const buttons = { best: box.querySelector("[data-best]"), newest: box.querySelector("[data-newest]") };
  for (const [name, button] of Object.entries(buttons)) {
    button.addEventListener("click", () => {
      sort(lists, name === "newest");
      for (const other of Object.values(buttons)) other.setAttribute("aria-pressed", String(other === button));
    });
  }
  box.hidden = false;
}
