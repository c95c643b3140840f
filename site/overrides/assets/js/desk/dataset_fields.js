// The fields of a dataset's description, and the description that is read back out of them.
import { control } from "./fields.js";
import { lineOf, textsOf } from "./survey_lines.js";
import { languages, name, t } from "./words.js";

const CHARTS = ["", "bars", "line", "tiles"];
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const CC_BY = "CC_BY_4_0";
// The service knows the words of CC BY itself.
const LICENCES = {
  [CC_BY]: null,
  CC0: { code: "CC0", url: "https://creativecommons.org/publicdomain/zero/1.0/", title: { en: "CC0 1.0 Universal" } },
};
const keywordsOf = (line) => Object.fromEntries(Object.entries(textsOf(line)).map(([code, said]) => [code, said.split(",").map((each) => each.trim()).filter(Boolean)]));
const joined = (keywords) => Object.fromEntries(Object.entries(keywords ?? {}).map(([code, words]) => [code, words.join(", ")]));

export function controls(list, choices, dataset) {
  const named = (all, id) => name(all.find((each) => each.id === id)) || id;
  const bodies = list.bodies.map((id) => [id, named(choices.bodies, id)]);
  const places = choices.jurisdictions.map(({ code, name: own }) => [code, name({ name: own }) || code]);
  const worded = (codes, prefix) => codes.map((each) => [each, t(`${prefix}.${each || "nothing"}`)]);
  const chart = dataset.charts?.[0] ?? {};
  const source = dataset.sources?.[0] ?? {};
  const field = (key, kind, value, more = {}) => {
    const made = control({ name: key, kind, label: t(`desk.dataset.field.${key}`), ...more });
    const input = made.querySelector("[data-name]");
    if (value) input.value = value;
    if (key === "id" && dataset.id) input.readOnly = true;
    return made;
  };
  return [
    field("title", "text", lineOf(dataset.title)),
    field("id", "text", dataset.id),
    field("description", "long", lineOf(dataset.description), { rows: 5 }),
    field("keywords", "text", lineOf(joined(dataset.keywords))),
    field("publisher", "select", dataset.publisher, { options: bodies }),
    field("theme", "select", dataset.theme ?? "GOVE", { options: worded(list.themes, "dataset.theme") }),
    field("area", "select", dataset.area, { options: places }),
    field("start", "date", dataset.period?.start),
    field("end", "date", dataset.period?.end),
    field("frequency", "select", dataset.frequency ?? "NEVER", { options: worded(list.frequencies, "desk.dataset.frequency") }),
    field("licence", "select", dataset.licence?.code ?? CC_BY, { options: worded([...new Set([...Object.keys(LICENCES), dataset.licence?.code ?? CC_BY])], "desk.dataset.licence") }),
    field("source", "text", source.title),
    field("source_url", "url", source.url),
    field("chart", "select", chart.kind ?? "", { options: worded(CHARTS, "desk.dataset.chart") }),
    field("chart_x", "text", chart.x),
    field("chart_y", "text", chart.y?.join(", ")),
  ];
}

const split = (line) => line.split(",").map((each) => each.trim()).filter(Boolean);

/** What is typed as a description; what the form does not ask of the earlier one is kept. */
export function described(typed, { columns, key }, kept) {
  const title = textsOf(typed.title);
  const table = { ...kept.tables?.[0], name: kept.tables?.[0].name ?? (NAME.test(typed.id.trim()) ? typed.id.trim() : "table"), title, columns, key };
  const made = {
    ...kept, id: typed.id.trim(), title, description: textsOf(typed.description), keywords: keywordsOf(typed.keywords),
    publisher: typed.publisher, theme: typed.theme, area: typed.area, frequency: typed.frequency,
    period: typed.end ? { start: typed.start, end: typed.end } : { start: typed.start }, tables: [table],
  };
  made.licence = LICENCES[typed.licence] ?? (typed.licence === kept.licence?.code ? kept.licence : undefined);
  made.sources = typed.source.trim() ? [{ title: typed.source.trim(), ...(typed.source_url.trim() && { url: typed.source_url.trim() }) }] : [];
  made.charts = typed.chart ? [{ kind: typed.chart, x: typed.chart_x.trim(), y: split(typed.chart_y) }] : [];
  return made;
}

const RENAMED = { "period.start": "start", "period.end": "end", "sources.0.url": "source_url", "sources.0.title": "source", charts: "chart", tables: "title" };

/** The input that a field of the service is typed into, if there is one. */
export function inputOf(form, field) {
  const path = field.replace(/^dataset\.?/, "");
  const column = /^tables\.0\.columns\.(\d+)(?:\.(\w+))?/.exec(path);
  if (column) return document.getElementById(`c-${column[1]}-${column[2]}`) ?? document.getElementById(`column-${column[1]}`);
  const parts = path.split(".");
  const names = parts.map((_, at) => parts.slice(0, parts.length - at).join(".")).map((each) => RENAMED[each] ?? each);
  return names.map((each) => each && form.querySelector(`[data-name="${CSS.escape(each)}"]`)).find(Boolean);
}

export const allLanguages = () => languages.map(([, , full]) => full).join(" | ");
