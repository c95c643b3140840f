// Small pieces of the complaints' screens: a state's badge, a clock, the steps of a due date.
import { h, icon } from "./dom.js";
import { date, name, pick, t, word } from "./words.js";

const LOOKS = {
  received: "review", accepted: "open", verifying: "open", confirmed: "open", assigned: "open", in_progress: "open",
  waiting_reporter: "review", forwarded: "open", appealed: "review", resolved: "answered", survey: "answered", closed: "done",
};
const SOON = 3;

export const stateBadge = (state) => h("span", { class: `c-badge c-badge--${LOOKS[state] ?? "closed"}` }, word(`desk.complaint.state.${state}`, state));

// `kind` is accept, decide or forward; red when it is late.
export function clock(kind, { on, days_left: left, late }) {
  const look = late ? " d-due--late" : left <= SOON ? " d-due--soon" : "";
  const told = left < 0 ? t("desk.days_late", { n: -left }) : left === 0 ? t("desk.last_day") : t("desk.days_left", { n: left });
  return h("p", { class: `d-due${look}` }, late && icon("warning"), h("b", {}, t(`desk.complaint.screen.clock.${kind}`)), " ", h("span", {}, told),
    h("small", {}, t("desk.due_on", { date: date(on) })));
}

export function steps(list) {
  return h("details", { class: "d-version" }, h("summary", {}, t("desk.complaint.screen.how_due")),
    h("ol", { class: "d-steps" }, list.map((step) => h("li", {}, t(`desk.complaint.step.${step.kind}`), ": ", date(step.on)))));
}

export const texts = (given) => Object.entries(given ?? {}).filter(([, text]) => text);

// A text in the official's language; the other languages are one press away.
export function said(given) {
  const all = texts(given);
  if (!all.length) return null;
  const [text, lang] = pick(given);
  const others = all.filter(([code]) => code !== lang);
  return [h("p", { class: "d-lines", lang }, text), others.length > 0 && h("details", { class: "d-version" },
    h("summary", {}, others.map(([code]) => code.toUpperCase()).join(", ")), others.map(([code, other]) => h("p", { class: "d-lines", lang: code }, other)))];
}

export const named = (one) => (one ? name(one) : "");
