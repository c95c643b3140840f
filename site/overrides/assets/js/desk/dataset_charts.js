// How a dataset is best seen: the kind of each chart, the column along, and the columns of numbers.
import { rows } from "./dataset_rows.js";
import { h } from "./dom.js";
import { language, t } from "./words.js";

const KINDS = ["bars", "line", "tiles"];
const NUMBERS = ["integer", "number"];
const MOST = 6;

const named = ({ name, label }) => (label?.[language()] ? `${label[language()]} (${name})` : name);

function select(part, id, options, value) {
  return h("div", { class: "d-field" }, h("label", { for: id(part) }, t(`desk.dataset.chart.${part}`)),
    h("select", { id: id(part), "data-part": part }, options.map(([code, text]) => h("option", { value: code, selected: code === value }, text))));
}

function upward(id, columns, chosen) {
  const tick = ({ name, ...column }, at) => h("div", { class: "c-check" },
    h("input", { type: "checkbox", id: id(`y-${at}`), value: name, checked: chosen.includes(name) }),
    h("label", { for: id(`y-${at}`) }, named({ name, ...column })));
  return h("fieldset", { id: id("y"), tabindex: "-1", "data-part": "y" }, h("legend", { class: "c-label" }, t("desk.dataset.chart.y")),
    columns.length ? columns.map(tick) : h("p", { class: "c-hint" }, t("desk.dataset.chart.no_numbers")));
}

/** `columns` tells the columns as they are described now; `kept` is what an earlier version of a chart has besides. */
export function charts(given, columns) {
  // A column that is chosen and no longer there stays to be seen, and the service names it.
  const withChosen = (known, names) => [...known, ...names.filter((name) => name && !known.some((each) => each.name === name)).map((name) => ({ name }))];
  return rows({
    name: "chart",
    most: MOST,
    fields: ({ kind, x, y = [] }, id) => [
      h("div", { class: "d-two" },
        select("kind", id, KINDS.map((each) => [each, t(`desk.dataset.chart.${each}`)]), kind),
        select("x", id, [["", "–"], ...withChosen(columns(), [x]).map((each) => [each.name, named(each)])], x)),
      upward(id, withChosen(columns().filter((each) => NUMBERS.includes(each.kind)), y), y),
    ],
    read: (box) => ({
      kind: box.querySelector("[data-part=kind]").value, x: box.querySelector("[data-part=x]").value,
      y: [...box.querySelectorAll("[data-part=y] input:checked")].map((each) => each.value),
    }),
    isEmpty: () => false,
  }, given);
}
