// Where the figures of a dataset come from: a name and perhaps an address each.
import { rows } from "./dataset_rows.js";
import { h } from "./dom.js";
import { t } from "./words.js";

const MOST = 20;

const field = (part, id, value, type = "text") => h("div", { class: "d-field" },
  h("label", { for: id(part) }, t(`desk.dataset.source.${part}`)),
  h("input", { id: id(part), "data-part": part, type, value: value ?? "", autocomplete: "off" }));

const typed = (box, part) => box.querySelector(`[data-part=${part}]`).value.trim();

export const sources = (given = []) => rows({
  name: "source",
  most: MOST,
  fields: ({ title, url }, id) => h("div", { class: "d-two" }, field("title", id, title), field("url", id, url, "url")),
  read: (box) => ({ title: typed(box, "title"), ...(typed(box, "url") && { url: typed(box, "url") }) }),
  isEmpty: ({ title, url }) => !title && !url,
}, given);
