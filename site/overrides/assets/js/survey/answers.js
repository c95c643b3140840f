// Reads the answer to one question out of its field set; undefined if there is none.
const OTHER = "other";

const controls = (box, selector) => [...box.querySelectorAll(selector)];
const partOf = (control, box) => control.name.slice(`q-${box.dataset.question}-`.length);

function single(box) {
  const picked = box.querySelector(".c-opts input:checked");
  return withWords(box, picked?.value);
}

function multiple(box) {
  const picked = controls(box, ".c-opts input:checked").map((control) => control.value);
  return withWords(box, picked.length ? picked : undefined);
}

function withWords(box, picked) {
  const words = box.querySelector("[data-words] input")?.value.trim();
  const isOther = picked === OTHER || (Array.isArray(picked) && picked.includes(OTHER));
  return words && isOther ? { chosen: picked, [OTHER]: words } : picked;
}

function scale(box) {
  const picked = box.querySelector("input:checked");
  return picked ? Number(picked.value) : undefined;
}

function typed(box) {
  return box.querySelector("input, textarea").value.trim() || undefined;
}

// A number may be written with a comma, as in Kazakh and Russian.
function number(box) {
  return typed(box)?.replace(",", ".");
}

function matrix(box) {
  const rows = controls(box, "input:checked").map((control) => [partOf(control, box), Number(control.value)]);
  return rows.length ? Object.fromEntries(rows) : undefined;
}

function ranking(box) {
  const places = controls(box, "select").map((control) => [partOf(control, box), control.value]);
  return places.some(([, place]) => place) ? Object.fromEntries(places) : undefined;
}

const READ = { single, multiple, scale, number, text: typed, matrix, ranking };

export const answerOf = (box) => READ[box.dataset.kind](box);

/** What was chosen, without the words of one's own beside it. */
export function chosen(answer) {
  return answer?.chosen ?? answer;
}

/** The name of the first control of a question, where messages about the whole of it go. */
export function firstName(box) {
  return box.querySelector("input, select, textarea").name;
}
