// Small pieces of the screens of projects and works: badges, clocks, texts, money, choices.
import { h, icon } from "./dom.js";
import { languages, lastDay, name, number, pick, t, timeZone, word } from "./words.js";

const LOOKS = {
  draft: "closed", announced: "open", running: "open", ended: "done", stopped: "closed", discarded: "closed",
  pending: "review", returned: "review", published: "open", rework: "review", reworked: "review", screened: "open",
  selected: "open", on_ballot: "open", won: "answered", fallback: "answered", in_work: "answered", done: "done",
  flagged: "review", shown: "open", hidden: "closed", planned: "open", pledged: "open", paid: "answered",
};
const DAY = 86_400_000;
const SOON_DAYS = 3;

export const words = (key, params) => t(`desk.project.${key}`, params);
export const badge = (kind, state) => h("span", { class: `c-badge c-badge--${LOOKS[state] ?? "closed"}` }, word(`desk.project.${kind}.${state}`, state));
export const part = (id, title, ...children) => h("section", { class: "d-part", "aria-labelledby": id }, h("h2", { id }, title), ...children);
export const rows = (pairs) => h("dl", { class: "c-dl" }, pairs.filter(([, value]) => value || value === 0).map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))));
export const text = (texts) => pick(texts)[0];
export const money = (amount, currency) => (amount === null || amount === undefined ? "" : `${number(amount)} ${currency}`);
export const percent = (n) => t("desk.project.percent", { n: Math.round(n) });

// A clock of whole days; what is late says so in words, not only in red.
export function clock(label, { due_at: due, done_at: done, late }) {
  if (done) return h("p", { class: `d-due${late ? " d-due--late" : " d-due--ok"}` }, icon("check"), h("b", {}, label), " ", h("span", {}, t("desk.done_on", { date: lastDay(done) }), late && ` · ${words("kept_late")}`));
  const left = Math.floor((Date.parse(due) - Date.now()) / DAY);
  const look = late ? " d-due--late" : left <= SOON_DAYS ? " d-due--soon" : "";
  const told = late ? words("late") : words("days_left", { n: Math.max(0, left) });
  return h("p", { class: `d-due${look}` }, late && icon("warning"), h("b", {}, label), " ", h("span", {}, told), h("small", {}, t("desk.due_on", { date: lastDay(due) })));
}

// A text in the official's language; other languages one press away, missing ones named.
export function texts(given) {
  const [shown, lang] = pick(given);
  if (!shown) return h("p", { class: "c-mut" }, "–");
  const others = languages.filter(([code]) => code !== lang && given[code]);
  return [h("p", { class: "d-lines", lang }, shown), others.length > 0 && h("details", { class: "d-version" },
    h("summary", {}, others.map(([, short]) => short).join(", ")), others.map(([code]) => h("p", { class: "d-lines", lang: code }, given[code])))];
}

export const bodyName = (choices, id) => name(choices.bodies.find((body) => body.id === id) ?? { id });
export const stageNow = ({ project, stand }) => project.process.stages.find((stage) => stage.key === stand.stage);
export const bodyOptions = (choices) => choices.bodies.map((body) => [body.id, name(body)]);
export const placeOptions = (choices) => choices.jurisdictions.map((place) => [place.code, name(place)]);

// Lists what lacks a language, since nothing is published half-translated.
export function lacking(missing) {
  const found = Object.entries(missing ?? {});
  if (!found.length) return null;
  return h("div", { class: "c-note c-note--warn d-gap" }, h("p", {}, words("missing")),
    h("ul", {}, found.map(([field, codes]) => h("li", {}, word(`desk.project.field.${field}`, field), ": ", codes.map((code) => languages.find(([known]) => known === code)?.[2]).join(", ")))));
}

// The instant at which a day begins where the government is.
export function startOf(day, hour = "00:00") {
  const at = new Date(`${day}T${hour}:00Z`);
  const named = new Intl.DateTimeFormat("en", { timeZone: timeZone(), timeZoneName: "longOffset" }).formatToParts(at);
  const offset = named.find((each) => each.type === "timeZoneName").value.replace("GMT", "") || "+00:00";
  return `${day}T${hour}:00${offset}`;
}

export const told = { text: "" };

// What the last act did, shown once.
export function result() {
  const shown = told.text && h("div", { class: "c-note c-note--ok d-gap", role: "status" }, h("p", {}, told.text));
  told.text = "";
  return shown;
}
