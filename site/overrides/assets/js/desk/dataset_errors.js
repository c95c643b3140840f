// What is wrong with a dataset's description: each mistake leads to its field, and nothing typed is lost.
import { fill, h } from "./dom.js";
import { message } from "./frame.js";
import { t, word } from "./words.js";

const RENAMED = { "period.start": "start", "period.end": "end", tables: "title" };

/** The input that a field of the service is typed into, if there is one. */
function inputOf(form, field, lists) {
  const path = field.replace(/^dataset\.?/, "");
  const column = /^tables\.0\.columns\.(\d+)(?:\.(\w+))?/.exec(path);
  if (column) return document.getElementById(`c-${column[1]}-${column[2]}`) ?? document.getElementById(`column-${column[1]}`);
  const row = /^(source|chart)s(?:\.(\d+)(?:\.(\w+))?)?/.exec(path);
  if (row) return inRow(row[1], lists[row[1]].place(Number(row[2])), row[3]);
  const parts = path.split(".");
  const names = parts.map((_, at) => parts.slice(0, parts.length - at).join(".")).map((each) => RENAMED[each] ?? each);
  return names.map((each) => each && form.querySelector(`[data-name="${CSS.escape(each)}"]`)).find(Boolean);
}

const inRow = (list, at, part) => document.getElementById(`${list}-${at}-${part}`) ?? document.getElementById(`${list}-${at}`) ?? document.getElementById(`${list}s`);

function labelOf(form, at, field) {
  const own = at.matches("fieldset") ? at.querySelector("legend") : form.querySelector(`label[for="${at.id}"]`);
  const box = at.parentElement.closest("[data-column], [data-row]");
  return [box?.querySelector("legend"), own].filter(Boolean).map((each) => each.textContent).join(", ") || field;
}

export function tell(form, trouble, error, lists) {
  for (const box of form.querySelectorAll("[aria-invalid]")) box.removeAttribute("aria-invalid");
  const items = (error.fields ?? []).map(({ name: field, detail }) => {
    const at = inputOf(form, field, lists);
    const text = detail || t("desk.error.invalid");
    if (!at) return h("li", {}, `${field}: ${text}`);
    if (at.matches("input, select, textarea")) at.setAttribute("aria-invalid", "true");
    const go = (event) => {
      event.preventDefault();
      at.focus();
    };
    return h("li", {}, h("a", { href: `#${at.id}`, onclick: go }, `${labelOf(form, at, field)}: ${text}`));
  });
  const summary = h("div", { class: "c-errors", role: "alert", tabindex: "-1" }, h("h2", {}, items.length ? t("desk.error.summary") : word(`desk.error.${error.code}`, message(error))), h("ul", {}, items));
  fill(trouble, summary);
  summary.focus();
}
