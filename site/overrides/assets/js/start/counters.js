// Counts characters as people do (code points, not bytes) against the chosen rule set's limits.
const lengthOf = (text) => [...text.normalize("NFC")].length;

function limitOf(form, name) {
  const chosen = form.querySelector("input[name=rule_set]:checked");
  return chosen ? Number(chosen.dataset[name]) : 0;
}

/** How many characters too many a field holds; 0 when it fits. */
export function excess(form, name) {
  const limit = limitOf(form, name);
  return limit ? Math.max(0, lengthOf(form.elements.namedItem(name).value) - limit) : 0;
}

function tell(form, note) {
  const name = note.dataset.counter;
  const limit = limitOf(form, name);
  if (!limit) return;
  const left = limit - lengthOf(form.elements.namedItem(name).value);
  const words = left < 0 ? note.dataset.over : note.dataset.left;
  note.textContent = words.replace("#", Math.abs(left));
  note.classList.toggle("c-count--over", left < 0);
}

/** Keep every counter right; a rule set without details hides that field. */
export function count(form) {
  const notes = [...form.querySelectorAll("[data-counter]")];
  const all = () => notes.forEach((note) => tell(form, note));
  form.addEventListener("input", all);
  form.addEventListener("change", all);
  all();
}

/** The fields of one step that are too long, as errors. */
export function tooLong(form, controls) {
  return [...controls]
    .filter((control) => form.querySelector(`[data-counter="${control.name}"]`))
    .map((control) => ({ control, over: excess(form, control.name) }))
    .filter(({ over }) => over > 0)
    .map(({ control }) => ({
      name: control.name,
      detail: form.querySelector(`[data-counter="${control.name}"]`).textContent,
    }));
}
