// The stages of a project in time: begun, planned and real ends, what is owed, what is late.
import { h, icon } from "./dom.js";
import { badge, clock, part, text, texts, words } from "./project_pieces.js";
import { lastDay, moment, name, shortDate, t, word } from "./words.js";

export function timeline({ stand }) {
  return part("d-stages", words("stages"), h("ol", { class: "c-tl d-stages" }, stand.spans.map((span) => stage(span, stand))));
}

function stage(span, stand) {
  const isNow = span.key === stand.stage;
  return h("li", { "aria-current": isNow ? "step" : null },
    h("p", { class: "c-mut c-small" }, `${shortDate(span.begins_at)} – ${lastDay(span.finished_at ?? span.ends_at)}`),
    h("h3", {}, span.finished_at && icon("check"), text(span.name), " ", isNow && badge("phase", "running"), span.late && h("span", { class: "c-badge c-badge--late" }, icon("warning"), words("late"))),
    h("p", { class: "c-mut c-small" }, name(span.body)),
    span.duties.map((owed) => clock(`${text(owed.name)}:`, owed)));
}

// What is due now: the end of the present stage and its duties.
export function clocks({ stand }) {
  const now = stand.spans.find((span) => span.key === stand.stage);
  const late = stand.spans.filter((span) => span !== now).flatMap((span) => span.duties.filter((owed) => owed.late && !owed.done_at));
  if (!now && !late.length) return null;
  return part("d-clocks", t("desk.duties"), h("ul", { class: "d-clocks" },
    now && h("li", {}, clock(`${text(now.name)}:`, { due_at: now.ends_at, late: now.late }), h("p", { class: "c-mut c-small" }, name(now.body))),
    [...(now?.duties ?? []), ...late].map((owed) => h("li", {}, clock(`${text(owed.name)}:`, owed)))));
}

// `stages` are those of the process, to name them; `kind` is project or work, to word the acts.
export function history({ history: told }, stages = [], kind = "project") {
  return part("d-history", t("desk.history"), told.length
    ? h("ol", { class: "c-tl" }, [...told].reverse().map((each) => entry(each, stages, kind)))
    : h("p", { class: "c-mut" }, t("desk.history_empty")));
}

const LISTS = ["selected", "ballot", "winners", "impossible"];

function entry(each, stages, kind) {
  const facts = each.facts;
  const stage = stages.find(({ key }) => key === facts.stage);
  const ideas = LISTS.map((name) => facts[name]).find((list) => Array.isArray(list) && list.length);
  const small = [stage && text(stage.name), ideas && ideas.map((n) => `№ ${n}`).join(", "), facts.into && `→ № ${facts.into}`, facts.from > 0 && `← № ${facts.from}`, facts.until && shortDate(facts.until)];
  return h("li", {}, h("time", { datetime: each.at }, moment(each.at)), h("h3", {}, word(`desk.${kind}.done.${each.act}`, word(`desk.project.done.${each.act}`, each.act))),
    h("p", { class: "c-mut c-small" }, [word(`desk.project.role.${each.role}`, each.role), ...small].filter(Boolean).join(" · ")),
    Object.keys(each.text).length > 0 && texts(each.text),
    facts.reason && h("p", { class: "d-lines" }, facts.reason));
}
