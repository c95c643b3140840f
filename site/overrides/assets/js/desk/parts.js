// The parts of a petition's screen: text, facts, clocks, history, what the rules say.
import { h, icon, paragraphs } from "./dom.js";
import { files } from "./media.js";
import { due, dutyName, inAnyLanguage, original } from "./pieces.js";
import { languageName, moment, name, number, pick, shortDate, t, word } from "./words.js";

const part = (id, title, ...children) => h("section", { class: "d-part", "aria-labelledby": id }, h("h2", { id }, title), ...children);
const rows = (pairs) => h("dl", { class: "c-dl" }, pairs.filter(([, value]) => value).map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))));

export function text({ petition }) {
  const all = [[petition.language, petition.text], ...Object.entries(petition.translations ?? {})];
  return part("d-text", t("desk.text"), all.map(([lang, each], at) => h("details", { class: "d-version", open: at === 0, lang },
    h("summary", {}, at === 0 ? original(lang) : languageName(lang)),
    h("h3", {}, each.title),
    h("p", { class: "c-label" }, t("desk.background")), paragraphs(each.background),
    each.details && [h("p", { class: "c-label" }, t("desk.details")), paragraphs(each.details)])));
}

export function attachments({ files: added }) {
  return added?.length > 0 && part("d-attachments", t("desk.attachments"), files(added));
}

export function clocks({ status }) {
  if (!status.duties.length) return null;
  return part("d-clocks", t("desk.duties"), h("ul", { class: "d-clocks" }, status.duties.map((duty) => h("li", {},
    duty.done_at ? finished(duty) : due(duty),
    h("p", { class: "c-mut c-small" }, name(duty.body))))));
}

function finished(duty) {
  const late = duty.state === "done_late";
  return h("p", { class: `d-due ${late ? "d-due--soon" : "d-due--ok"}` }, icon("check"), h("b", {}, dutyName(duty)), " ",
    h("span", {}, t("desk.done_on", { date: shortDate(duty.done_at) })), late && h("small", {}, t("desk.done_late")));
}

export function counts({ counts: split, status }) {
  return part("d-counts", t("desk.count"),
    h("p", { class: "d-total" }, h("strong", {}, number(split.total)), " ",
      h("span", { class: "c-mut" }, ["email", "eid", "paper"].filter((kind) => split[kind]).map((kind) => `${t(`desk.count_${kind}`)} ${number(split[kind])}`).join(" · "))),
    status.goals.map((goal) => h("div", { class: "c-goal" },
      h("span", {}, t("desk.of", { a: Math.min(goal.reached_at ? goal.count_needed : split.total, goal.count_needed), b: goal.count_needed }), goal.reached_at && ` · ${t("desk.goal_reached")} ${shortDate(goal.reached_at)}`),
      h("span", { class: "c-bar" }, h("progress", { max: goal.count_needed, value: goal.reached_at ? goal.count_needed : Math.min(split.total, goal.count_needed), "aria-label": t("desk.goals") })))));
}

export function facts({ petition, rules, status }) {
  return part("d-facts", t("desk.facts"), rows([
    [t("desk.addressed_to"), name(petition.body)],
    [t("desk.jurisdiction"), name(petition.jurisdiction)],
    [t("desk.category"), name(petition.category)],
    [t("desk.rule_set"), pick(rules.title)[0]],
    [t("desk.submitted"), moment(petition.submitted_at)],
    [t("desk.closes"), petition.published_at && status.closes_at && moment(status.closes_at)],
  ]));
}

export function petitioner({ petition, contact }) {
  if (contact.seen === "no") return part("d-petitioner", t("desk.petitioner"), h("p", { class: "c-mut" }, t("desk.petitioner_hidden")));
  if (contact.seen === "erased") return part("d-petitioner", t("desk.petitioner"), h("p", { class: "c-mut" }, petition.example ? t("desk.example_note") : t("desk.petitioner_erased")));
  return part("d-petitioner", t("desk.petitioner"),
    rows([[t("desk.name"), contact.name], [t("desk.email"), contact.email], [t("desk.region"), contact.region], [t("desk.language"), languageName(contact.lang)]]),
    h("p", { class: "c-hint" }, t("desk.petitioner_note")));
}

export function history({ history: told }) {
  return part("d-history", t("desk.history"),
    h("p", { class: "c-hint" }, t("desk.history_note")),
    told.length ? h("ol", { class: "c-tl" }, told.map(event)) : h("p", { class: "c-mut" }, t("desk.history_empty")));
}

function event({ at, what, role, facts: small }) {
  return h("li", {}, h("time", { datetime: at }, moment(at)), h("h3", {}, word(`desk.event.${what}`, what)),
    h("p", {}, word(`desk.role.${role}`, role ?? "")),
    small?.reason && inAnyLanguage(small.reason));
}

// The checklist's ticks help whoever is reading; the decision itself is one box in the form.
export function checklist({ petition, rules }) {
  const key = `desk-ticks/${petition.id}`;
  const ticks = new Set(read(key));
  const items = rules.checklist.map((each, at) => h("li", { class: "c-check" },
    h("input", { type: "checkbox", id: `d-tick-${at}`, checked: ticks.has(at), onchange: (change) => {
      if (change.target.checked) ticks.add(at);
      else ticks.delete(at);
      sessionStorage.setItem(key, JSON.stringify([...ticks]));
    } }), h("label", { for: `d-tick-${at}` }, pick(each)[0])));
  const forbidden = rules.prohibited.length > 0 && h("details", { class: "d-version" },
    h("summary", {}, t("desk.prohibited"), " (", number(rules.prohibited.length), ")"),
    h("ul", {}, rules.prohibited.map((each) => h("li", {}, pick(each)[0]))));
  return part("d-checklist", t("desk.checklist"), h("ul", { class: "d-checks" }, items),
    h("p", { class: "c-hint" }, t("desk.checklist_note")), forbidden);
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}
