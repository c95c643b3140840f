// The fields of a dataset's description, and the description that is read back out of them.
import { control } from "./fields.js";
import { lineOf, textsOf } from "./survey_lines.js";
import { languages, name, t } from "./words.js";

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const CC_BY = "CC_BY_4_0";
const CREATIVE = "https://creativecommons.org";
const OPEN_DATA = "https://opendatacommons.org/licenses";
const licence = (code, url, en) => [code, { code, url, title: { en } }];
// The service knows the words of CC BY itself.
const LICENCES = {
  [CC_BY]: null,
  ...Object.fromEntries([
    licence("CC0", `${CREATIVE}/publicdomain/zero/1.0/`, "CC0 1.0 Universal"),
    licence("CC_BYSA_4_0", `${CREATIVE}/licenses/by-sa/4.0/`, "Creative Commons Attribution-ShareAlike 4.0 International"),
    licence("ODC_BY", `${OPEN_DATA}/by/1-0/`, "Open Data Commons Attribution License 1.0"),
    licence("ODC_PDDL", `${OPEN_DATA}/pddl/1-0/`, "Open Data Commons Public Domain Dedication and License 1.0"),
    licence("OGL_3_0", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "Open Government Licence v3.0"),
  ]),
};
const keywordsOf = (line) => Object.fromEntries(Object.entries(textsOf(line)).map(([code, said]) => [code, said.split(",").map((each) => each.trim()).filter(Boolean)]));
const joined = (keywords) => Object.fromEntries(Object.entries(keywords ?? {}).map(([code, words]) => [code, words.join(", ")]));

export function controls(list, choices, dataset) {
  const named = (all, id) => name(all.find((each) => each.id === id)) || id;
  const bodies = list.bodies.map((id) => [id, named(choices.bodies, id)]);
  const places = choices.jurisdictions.map(({ code, name: own }) => [code, name({ name: own }) || code]);
  const worded = (codes, prefix) => codes.map((each) => [each, t(`${prefix}.${each || "nothing"}`)]);
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
  ];
}

/** What is typed as a description; what the form does not ask of the earlier one is kept. */
export function described(typed, { columns, key }, { sources, charts }, kept) {
  const title = textsOf(typed.title);
  const table = { ...kept.tables?.[0], name: kept.tables?.[0].name ?? (NAME.test(typed.id.trim()) ? typed.id.trim() : "table"), title, columns, key };
  const made = {
    ...kept, id: typed.id.trim(), title, description: textsOf(typed.description), keywords: keywordsOf(typed.keywords),
    publisher: typed.publisher, theme: typed.theme, area: typed.area, frequency: typed.frequency,
    period: typed.end ? { start: typed.start, end: typed.end } : { start: typed.start }, tables: [table],
  };
  made.licence = LICENCES[typed.licence] ?? (typed.licence === kept.licence?.code ? kept.licence : undefined);
  return { ...made, sources, charts };
}

export const allLanguages = () => languages.map(([, , full]) => full).join(" | ");
