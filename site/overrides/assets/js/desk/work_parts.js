// The parts of a work's screen: where it comes from, money, milestones, photos, what residents say.
import { h, icon, paragraphs } from "./dom.js";
import { files } from "./media.js";
import { money, part, rows, text, texts } from "./project_pieces.js";
import { date, moment, number, t } from "./words.js";

const LOOKS = { planned: "review", running: "open", done: "done", stopped: "closed" };
const PLACES = { idea: ([project, number]) => `#/idea/${project}-${number}`, petition: ([id]) => `#/petitions/${id}`, complaint: ([id]) => `#/complaint/${id}`, project: ([id]) => `#/project/${id}`, poll: ([id]) => `#/poll/${id}` };

export const word = (key, params) => t(`desk.work.${key}`, params);
export const stateBadge = (state) => h("span", { class: `c-badge c-badge--${LOOKS[state] ?? "closed"}` }, word(`state.${state}`));

export function bar(progress) {
  return h("p", { class: "d-bar" }, h("progress", { max: "100", value: String(progress), "aria-label": word("progress") }), " ", h("b", {}, t("desk.project.percent", { n: progress })));
}

// Names the idea, petition, vote or complaint that a work came from; below, leads to it.
export function originName(trail) {
  const [kind, ...numbers] = trail.split("-");
  return `${word(`trail.${kind}`)} ${numbers.at(-1)}`;
}

export function origin(trail) {
  const [kind, ...numbers] = trail.split("-");
  return h("a", { href: PLACES[kind]?.(numbers) ?? "#/works" }, originName(trail));
}

export function facts({ work, over_budget: over }, body) {
  return part("d-facts", t("desk.facts"), rows([
    [word("trail"), origin(work.trail)],
    [t("desk.project.field.body"), body],
    [word("field.contractor"), work.contractor],
    [word("field.planned"), money(work.planned, work.currency)],
    [word("field.spent"), money(work.spent, work.currency)],
    [word("over_by"), over > 0 && money(over, work.currency)],
    [word("field.decided_on"), work.decided_on && date(work.decided_on)],
    [word("field.begins_on"), work.begins_on && date(work.begins_on)],
    [word("field.ends_on"), date(work.ends_on)],
    [word("done_on"), work.done_on && date(work.done_on)],
  ]));
}

export const asked = ({ work }) => part("d-asked", word("asked_decided"),
  h("div", { class: "d-said" }, h("h3", {}, word("field.asked")), texts(work.asked)),
  h("div", { class: "d-said" }, h("h3", {}, word("field.decided")), texts(work.decided)));

export function milestones({ work, progress, late_milestones: late }) {
  if (!work.milestones.length) return null;
  return part("d-milestones", word("milestones"), bar(progress), h("ol", { class: "d-clocks d-milestones" }, work.milestones.map((each) => milestone(each, late))));
}

function milestone(each, late) {
  const isLate = late.includes(each.key);
  return h("li", {}, h("p", { class: `d-due${isLate ? " d-due--late" : each.done_on ? " d-due--ok" : ""}` }, each.done_on ? icon("check") : isLate && icon("warning"),
    h("b", {}, text(each.name)), " ", h("span", {}, each.done_on ? t("desk.done_on", { date: date(each.done_on) }) : t("desk.project.percent", { n: each.progress ?? 0 })),
    h("small", {}, t("desk.due_on", { date: date(each.due_on) }), isLate && ` · ${t(each.done_on ? "desk.project.kept_late" : "desk.project.late")}`, ` · ${t("desk.project.weight", { n: each.weight })}`)));
}

// What is shown to everybody, and what was sent and is not shown yet.
export function photos({ uploads, work }) {
  const shown = work.photos ?? [];
  const others = uploads.filter((each) => !shown.some((photo) => photo.id === each.id));
  if (!shown.length && !others.length) return null;
  return part("d-photos", word("photos"),
    shown.length > 0 && h("ul", { class: "d-files" }, shown.map((each) => h("li", {}, h("img", { class: "d-files__i", src: `/media/${each.id}.small.jpg`, alt: text(each.name) || word("photo"), loading: "lazy" }), h("p", { class: "c-small" }, text(each.name))))),
    others.length > 0 && [h("p", { class: "c-label" }, word("photos_waiting")), files(others)]);
}

export function confirmations({ confirmations: said = [] }) {
  if (!said.length) return null;
  const yes = said.filter((each) => each.is_done).length;
  return part("d-said", word("residents"), h("p", {}, word("confirmed", { a: number(yes), b: number(said.length) })),
    h("ul", { class: "d-notes" }, said.filter((each) => each.text).map((each) => h("li", {}, h("p", { class: "c-mut c-small" }, word(each.is_done ? "says_done" : "says_not"), " · ", moment(each.at)), h("div", { lang: each.language }, paragraphs(each.text))))));
}
