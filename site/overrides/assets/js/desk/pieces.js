// Small pieces of several screens: a duty's clock, a state's badge, a text with its language.
import { h, icon, paragraphs } from "./dom.js";
import { languageName, lastDay, name, pick, t, word } from "./words.js";

const LOOKS = {
  moderation: "review", returned: "review", proving: "open", open: "open", gathering_sponsors: "open",
  awaiting_response: "review", awaiting_debate: "review", responded: "answered", debated: "answered",
  decided: "answered", implemented: "done",
};

export const stateBadge = (state) => h("span", { class: `c-badge c-badge--${LOOKS[state] ?? "closed"}` }, word(`desk.state.${state}`, state));

export function flag(kind) {
  const late = kind === "overdue";
  return h("span", { class: `c-badge ${late ? "c-badge--late" : "c-badge--review"}` }, late && icon("warning"), word(`desk.flag.${kind}`, kind));
}

export const dutyName = (duty) => word(`desk.duty.${duty.kind}`, duty.kind);

export function daysLeft(duty) {
  if (duty.days_left === null) return "";
  if (duty.days_left < 0) return t("desk.days_late", { n: -duty.days_left });
  return duty.days_left === 0 ? t("desk.last_day") : t("desk.days_left", { n: duty.days_left });
}

// What is due and when; red when it is late.
export function due(duty) {
  if (!duty) return h("p", { class: "d-due c-mut" }, t("desk.nothing_due"));
  const late = duty.state === "late";
  const soon = !late && duty.days_left !== null && duty.days_left <= 3;
  return h("p", { class: `d-due${late ? " d-due--late" : soon ? " d-due--soon" : ""}` },
    late && icon("warning"),
    h("b", {}, dutyName(duty)), " ",
    h("span", {}, daysLeft(duty)),
    duty.due_at && h("small", {}, t("desk.due_on", { date: lastDay(duty.due_at) })));
}

// A text in the official's language, or in another with its name before it.
export function inAnyLanguage(texts) {
  const [text, lang] = pick(texts);
  return h("div", { lang }, paragraphs(text));
}

export const example = () => h("span", { class: "c-badge d-badge" }, t("desk.example"));
export const bodyName = (body) => name(body);
export const original = (code) => `${languageName(code)}, ${t("desk.original")}`;
