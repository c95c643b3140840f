// Pages of several states (asked, done, too late): one is shown at a time and read aloud.
const box = document.querySelector("[data-states]");

/** Show the state of this name; false if the page has none. */
export function show(name) {
  const next = box.querySelector(`[data-state="${CSS.escape(name)}"]`);
  if (!next) return false;
  for (const one of box.querySelectorAll("[data-state]")) one.hidden = one !== next;
  box.querySelector("[data-ways]").hidden = name === "ask";
  next.focus();
  return true;
}

/** Put the values of an answer in the places that wait for them. */
export function fill(root, data) {
  for (const place of root.querySelectorAll("[data-of]")) place.textContent = data[place.dataset.of] ?? "";
}

/** Let the way back lead to the petition itself. */
export function leadTo(petition) {
  const way = box.querySelector("[data-to-petition]");
  way.href = `${way.getAttribute("href")}${Number(petition)}/`;
  way.hidden = false;
}
