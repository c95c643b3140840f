// The columns of a table as an official describes them, first guessed from the file.
import { h } from "./dom.js";
import { lineOf, textsOf } from "./survey_lines.js";
import { language, t } from "./words.js";

const KINDS = ["string", "integer", "number", "boolean", "date", "datetime", "year"];

const wrap = (part, at, input) => {
  const id = `c-${at}-${part}`;
  input.id = id;
  input.dataset.part = part;
  return h("div", { class: "d-field" }, h("label", { for: id }, t(`desk.dataset.column.${part}`)), input);
};
const line = (part, at, value) => wrap(part, at, h("input", { value: value ?? "", autocomplete: "off" }));

function tick(part, at, checked) {
  const id = `c-${at}-${part}`;
  return h("div", { class: "c-check" }, h("input", { type: "checkbox", id, checked: Boolean(checked), "data-part": part }), h("label", { for: id }, t(`desk.dataset.column.${part}`)));
}

/** A field set for each column; what the form does not ask of one is kept as it was. */
export function fieldset(column, at, isKey) {
  const kinds = wrap("kind", at, h("select", {}, KINDS.map((each) => h("option", { value: each, selected: each === column.kind }, t(`desk.dataset.kind.${each}`)))));
  const node = h("fieldset", { class: "d-part d-gap", id: `column-${at}`, tabindex: "-1", "data-column": "" },
    h("legend", {}, t("desk.dataset.column", { n: at + 1 }), column.header && `: ${column.header}`),
    column.examples?.length > 0 && h("p", { class: "c-mut" }, t("desk.dataset.examples", { examples: column.examples.join(", ") })),
    h("div", { class: "d-two" }, line("name", at, column.name), kinds),
    h("div", { class: "d-two" }, line("label", at, lineOf(column.label)), line("unit", at, column.unit)),
    h("div", { class: "d-gap" }, tick("required", at, column.required), tick("key", at, isKey)));
  node.column = column;
  return node;
}

export const guessed = (each) => ({ ...each, label: { [language()]: each.header } });

/** Read the columns back as they are to be drawn again, and the names of those that are the key. */
export function typed(node) {
  const boxes = [...node.querySelectorAll("[data-column]")];
  const part = (box, name) => box.querySelector(`[data-part=${name}]`);
  const said = (box, name) => part(box, name).value.trim();
  const columns = boxes.map((box) => ({
    ...box.column, name: said(box, "name"), kind: said(box, "kind"),
    label: textsOf(said(box, "label")), unit: said(box, "unit"), required: part(box, "required").checked,
  }));
  return { columns, key: boxes.filter((box) => part(box, "key").checked).map((box) => said(box, "name")) };
}

/** Read the columns back as the service takes them: what the file says of them is not part of that. */
export function read(node) {
  const { columns, key } = typed(node);
  return { columns: columns.map(({ header, examples, ...column }) => column), key };
}
