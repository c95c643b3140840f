// What the pages behind a private link share: which complaint a link, a key or a number means.
const LINK = /^(\d{1,9})\.([^.\s]+)$/;

/** The id and secret in a pasted link or in what follows its # sign; the id is 0 where only a number is known. */
export function keyOf(typed) {
  const part = typed.trim().split("#").pop();
  const [, id = "0", secret = part] = LINK.exec(part) ?? [];
  return { id: Number(id), secret };
}

/** Let the way on lead to the complaint itself. */
export function leadOn(id) {
  const way = document.querySelector("[data-to-one]");
  way.href = `${way.getAttribute("href")}${Number(id)}/`;
  way.hidden = false;
}

/** The words of a list that the page carries: states, moves. */
export function namesOf(kind) {
  const rows = document.querySelectorAll(`[data-names="${kind}"] li`);
  return Object.fromEntries([...rows].map((one) => [one.dataset.id, one.textContent]));
}
