// What a dataset says of itself, whole: the official who releases it sees all that becomes public.
import { h } from "./dom.js";
import { languages, name, t, word } from "./words.js";

const field = (key) => t(`desk.dataset.field.${key}`);
const inEach = (texts) => languages.filter(([code]) => texts?.[code]).map(([code]) => h("p", { class: "d-lines", lang: code }, [texts[code]].flat().join(", ")));
const named = (all, is, otherwise) => name(all.find(is) ?? {}) || otherwise;

function pairs(dataset, choices) {
  const { period, licence = { code: "CC_BY_4_0" }, sources = [] } = dataset;
  return [
    [field("title"), inEach(dataset.title)],
    [field("description"), inEach(dataset.description)],
    [field("keywords"), inEach(dataset.keywords)],
    [field("publisher"), named(choices.bodies, (each) => each.id === dataset.publisher, dataset.publisher)],
    [field("theme"), word(`dataset.theme.${dataset.theme ?? "GOVE"}`, dataset.theme)],
    [field("area"), named(choices.jurisdictions, (each) => each.code === dataset.area, dataset.area)],
    [t("desk.dataset.period"), `${period.start} – ${period.end ?? ""}`],
    [field("frequency"), t(`desk.dataset.frequency.${dataset.frequency ?? "NEVER"}`)],
    [field("licence"), word(`desk.dataset.licence.${licence.code}`, licence.code)],
    [t("desk.dataset.sources"), sources.map(({ title, url }) => h("p", {}, url ? h("a", { href: url, rel: "noreferrer" }, title) : title))],
    [t("desk.dataset.charts"), (dataset.charts ?? []).map(({ kind, x, y }) => h("p", {}, `${t(`desk.dataset.chart.${kind}`)}: ${x} → ${y.join(", ")}`))],
  ];
}

function columns({ columns: all, key = [] }) {
  const parts = ["name", "label", "kind", "unit"];
  const cells = (each) => [each.name, inEach(each.label), t(`desk.dataset.kind.${each.kind ?? "string"}`), each.unit];
  const kept = (each) => [each.required && t("desk.dataset.column.required"), key.includes(each.name) && t("desk.dataset.column.key")].filter(Boolean).join(", ");
  return h("div", { class: "c-scroll", tabindex: "0", role: "group", "aria-label": t("desk.dataset.columns") }, h("table", {},
    h("thead", {}, h("tr", {}, parts.map((part) => h("th", { scope: "col" }, t(`desk.dataset.column.${part}`))), h("th", { scope: "col" }, t("desk.dataset.conditions")))),
    h("tbody", {}, all.map((each) => h("tr", {}, cells(each).map((cell) => h("td", {}, cell)), h("td", {}, kept(each)))))));
}

export const shown = (dataset, choices) => h("section", { class: "d-part d-gap" }, h("h2", {}, t("desk.dataset.whole")),
  h("dl", { class: "c-dl" }, pairs(dataset, choices).filter(([, told]) => told?.length).map(([label, told]) => h("div", {}, h("dt", {}, label), h("dd", {}, told)))),
  h("h3", { class: "d-gap" }, t("desk.dataset.columns")), columns(dataset.tables[0]));
