// What the screens of datasets share: the first rows, and what is wrong with a file.
import { h } from "./dom.js";
import { number, t } from "./words.js";

export function preview({ names, rows }, count) {
  return h("section", { class: "d-part d-gap" }, h("h2", {}, t("desk.dataset.preview")),
    h("p", { class: "c-mut" }, t("desk.dataset.rows", { n: count })),
    h("div", { class: "c-scroll", tabindex: "0", role: "group", "aria-label": t("desk.dataset.preview") }, h("table", {},
      h("thead", {}, h("tr", {}, names.map((each) => h("th", { scope: "col" }, each)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, cell))))))));
}

/** Each problem with its line and column; one of a described column leads to its description. */
export function problems({ problems: found, total }, columnOf) {
  const item = ({ text, field }) => {
    const at = columnOf(field);
    const go = (event) => {
      event.preventDefault();
      at.scrollIntoView();
      at.focus();
    };
    return h("li", {}, at ? h("a", { href: `#${at.id}`, onclick: go }, text) : text);
  };
  return h("div", { class: "c-errors", role: "alert", tabindex: "-1", "data-problems": "" },
    h("h2", {}, t("desk.dataset.problems", { n: total })), h("ol", {}, found.map(item)),
    total > found.length && h("p", {}, t("desk.dataset.untold", { n: number(total - found.length) })));
}

export function changes(said) {
  return said.length > 0 && h("div", { class: "c-note c-note--warn d-gap" }, h("p", {}, t("desk.dataset.changes")), h("ul", {}, said.map((each) => h("li", {}, each))));
}
