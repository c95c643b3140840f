// What each act asks for: its fields, its texts in several languages, and the request it makes.
import { h } from "./dom.js";
import { files } from "./media.js";
import { language, languages, lastDay, moment, name, number, pick, t, today } from "./words.js";

const plain = ({ filled = {}, ...rest }) => ({ prepare: () => filled, ...rest });
const KINDS = ["debate", "hearing"];
const OUTCOMES = ["accepted", "partly", "refused"];

// Returns the plan of an act on a petition as the server described it.
export function plan(act, seen) {
  return { hint: t(`desk.hint.${act}`), ...PLANS[act](seen) };
}

function leaveOut({ id }, without) {
  const box = h("input", { type: "checkbox", id: `d-without-${id}`, onchange: () => (box.checked ? without.add(id) : without.delete(id)) });
  return h("p", { class: "c-check" }, box, h("label", { for: box.id }, t("desk.file_leave_out")));
}

const PLANS = {
  publication: (seen) => {
    const { given, mine } = seen.approvals;
    const second = seen.rules.two_person && h("div", { class: "c-note c-note--info" },
      h("p", {}, t("desk.hint.second_person")),
      given > 0 && h("p", {}, t(mine ? "desk.hint.approved_by_you" : "desk.hint.approved_once")));
    const without = new Set();
    const clean = (seen.files ?? []).filter((file) => file.state === "clean");
    const choice = clean.length > 0 && h("div", { class: "c-note c-note--info" },
      h("p", {}, t("desk.files_choose")), files(clean, (file) => leaveOut(file, without)));
    return {
      before: h("div", {}, second, choice),
      fields: [{ name: "checked", kind: "check" }],
      check: ticked,
      prepare: () => ({ checked: true, ...(without.size && { without: [...without] }) }),
    };
  },
  rejection: (seen) => ({
    danger: true,
    fields: [{ name: "code", kind: "select", options: [["", t("desk.field.code_choose")], ...codes(seen)] }],
    texts: [{ name: "details", kind: "texts", label: t("desk.field.reason"), rows: 4, most: seen.rules.limits.reason }],
    firstTab: seen.petition.language,
    check: needs("code"),
    preview: (typed) => rejectionPreview(seen, typed),
    prepare: ({ code, details }) => ({ code, details: written(details) }),
  }),
  return: (seen) => ({
    texts: [{ name: "reason", kind: "texts", rows: 5, most: seen.rules.limits.reason }],
    firstTab: seen.petition.language,
    prepare: ({ reason }) => ({ reason: written(reason) }),
  }),
  translation: (seen) => ({
    fields: [
      { name: "language", kind: "select", options: languages.filter(([code]) => code !== seen.petition.language).map(([code, , full]) => [code, full]) },
      { name: "title", kind: "text", label: t("desk.petition_title"), most: seen.rules.texts.title },
      { name: "background", kind: "long", label: t("desk.background"), rows: 4, most: seen.rules.texts.background },
      ...(seen.rules.texts.details ? [{ name: "details", kind: "long", label: t("desk.details"), rows: 8, most: seen.rules.texts.details }] : []),
    ],
    check: needs("title", "background"),
    prepare: (typed) => typed,
  }),
  removal: () => ({
    danger: true,
    fields: [{ name: "code", kind: "select", options: ["court_order", "personal_data", "unlawful", "mistake"].map((code) => [code, t(`desk.removal.${code}`)]) }],
    prepare: (typed) => typed,
  }),
  restoration: () => plain({}),
  response: (seen) => ({
    fields: [
      bodyField(seen),
      { name: "responded_on", kind: "date", value: today(), top: today() },
      { name: "decision", kind: "select", options: [["", t("desk.decision.none")], ...OUTCOMES.map((kind) => [kind, t(`desk.decision.${kind}`)])] },
    ],
    texts: [
      { name: "summary", kind: "texts", rows: 2, most: seen.rules.limits.summary },
      { name: "details", kind: "texts", rows: 10, most: seen.rules.limits.details },
    ],
    firstTab: seen.petition.language,
    prepare: ({ decision, summary, details, ...rest }) => ({ ...rest, ...(decision && { decision }), summary: written(summary), details: written(details) }),
  }),
  debate: () => ({
    fields: [kindField(KINDS), { name: "on", kind: "date", least: today() }],
    check: needs("on"),
    prepare: (typed) => typed,
  }),
  "debate-outcome": (seen) => ({
    fields: [
      kindField(KINDS.filter((kind) => seen.petition.debates?.some((each) => each.kind === kind && !each.held_at))),
      { name: "on", kind: "date", value: today(), top: today() },
      { name: "transcript_url", kind: "url" },
      { name: "video_url", kind: "url" },
    ],
    texts: [{ name: "overview", kind: "texts", rows: 8, most: seen.rules.limits.details }],
    firstTab: seen.petition.language,
    prepare: ({ overview, ...rest }) => ({ ...rest, overview: written(overview) }),
  }),
  decision: (seen) => ({
    fields: [bodyField(seen), kindField(OUTCOMES, "desk.decision")],
    texts: [{ name: "details", kind: "texts", rows: 8, most: seen.rules.limits.details }],
    firstTab: seen.petition.language,
    prepare: ({ details, ...rest }) => ({ ...rest, details: written(details) }),
  }),
  implementation: (seen) => ({
    fields: [stepField(seen), { name: "on", kind: "date", value: today() }, { name: "done", kind: "check" }],
    texts: [{ name: "title", kind: "texts", rows: 2, most: seen.rules.limits.title }],
    firstTab: seen.petition.language,
    prepare: ({ step, title, ...rest }) => ({ ...rest, ...(step && { step: Number(step) }), title: written(title) }),
  }),
  extension: (seen) => ({
    before: lost(seen),
    fields: [{ name: "minutes", kind: "number", least: 1, ...(seen.outage?.minutes && { value: String(seen.outage.minutes) }) }],
    texts: [{ name: "reason", kind: "texts", rows: 3, most: seen.rules.limits.reason }],
    check: needs("minutes"),
    preview: ({ minutes }) => (minutes > 0 ? extended(seen, Number(minutes)) : []),
    prepare: ({ minutes, reason }) => ({ minutes: Number(minutes), reason: written(reason) }),
  }),
  paper: () => ({
    fields: [{ name: "count", kind: "number", least: 1 }, { name: "received_on", kind: "date", value: today(), top: today() }],
    check: needs("count", "received_on"),
    prepare: ({ count, received_on }) => ({ count: Number(count), received_on }),
  }),
  erasure: () => ({
    danger: true,
    fields: [{ name: "confirm", kind: "number" }],
    check: needs("confirm"),
    prepare: ({ confirm }) => ({ confirm: Number(confirm) }),
  }),
  stop: (seen) => ({
    danger: true,
    texts: [{ name: "reason", kind: "texts", rows: 3, most: seen.rules.limits.reason }],
    prepare: ({ reason }) => ({ reason: written(reason) }),
  }),
};

const codes = (seen) => seen.rules.rejections.map((each) => [each.code, pick(each.title)[0]]);
const bodyField = (seen) => ({ name: "body", kind: "select", options: seen.bodies.map((body) => [body.id, name(body)]) });
const kindField = (kinds, words = "desk.kind") => ({ name: "kind", kind: "select", options: kinds.map((kind) => [kind, t(`${words}.${kind}`)]) });
const needs = (...names) => (typed) => names.filter((each) => !typed[each]).map((each) => ({ name: each, code: "required" }));
const ticked = (typed) => (typed.checked ? [] : [{ name: "checked", code: "required" }]);
export const written = (texts) => Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()));

function stepField(seen) {
  const planned = (seen.petition.implementation ?? []).map((step, at) => [String(at), step]).filter(([, step]) => !step.done);
  return { name: "step", kind: "select", options: [["", t("desk.step_new")], ...planned.map(([at, step]) => [at, pick(step.title)[0]])] };
}

function rejectionPreview(seen, { code, details }) {
  const reason = seen.rules.rejections.find((each) => each.code === code);
  if (!reason) return [];
  const text = details?.[language()]?.trim() || pick(written(details ?? {}))[0];
  return [h("h3", {}, t("desk.preview")), h("div", { class: `c-note ${reason.hidden ? "c-note--bad" : "c-note--warn"}` },
    h("p", {}, h("b", {}, t(reason.hidden ? "desk.hidden_reason" : "desk.public_reason"))),
    h("p", {}, pick(reason.title)[0]),
    h("p", { class: "c-mut" }, pick(reason.help)[0]),
    !reason.hidden && text && h("p", { class: "d-lines" }, text))];
}

// What was measured: the minutes that the form proposes, and when they were.
function lost({ outage }) {
  if (!outage?.minutes) return h("p", { class: "c-mut" }, t("desk.outage_none"));
  return h("div", { class: "c-note c-note--info" }, h("p", {}, t("desk.outage_proposed", { n: outage.minutes })),
    h("ul", {}, outage.intervals.map((one) => h("li", {}, `${moment(one.from)} – ${moment(one.until)}`))));
}

function extended(seen, minutes) {
  const closes = new Date(Date.parse(seen.status.closes_at) + minutes * 60_000).toISOString();
  return h("p", {}, t("desk.closes"), ": ", h("b", {}, lastDay(closes)), ` (+${number(minutes)})`);
}
