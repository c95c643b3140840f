// An expert's review of an idea: a score for each criterion, a reason where it fails, a conflict said first.
import { written } from "./acts.js";
import { h } from "./dom.js";
import { stageNow, text, words } from "./project_pieces.js";
import { language, number, pick } from "./words.js";

const TEXT_MOST = 2_000;

export function review(seen, each) {
  const rule = stageNow(seen);
  const mine = each.reviews.find((one) => one.mine && one.stage === rule.key);
  const reason = (criterion) => pick(mine?.reasons?.[criterion.key])[0];
  return {
    before: h("div", { class: "c-note c-note--info" }, h("p", {}, words("review_public")), h("p", {}, words("review_conflict"))),
    fields: [
      { name: "conflict", kind: "long", rows: 2, label: words("field.conflict"), most: TEXT_MOST, value: pick(mine?.conflict)[0] },
      ...rule.criteria.flatMap((criterion) => [
        { name: `score:${criterion.key}`, kind: "number", least: 0, top: criterion.most, label: scored(criterion), value: String(mine?.scores?.[criterion.key] ?? "") },
        { name: `reason:${criterion.key}`, kind: "long", rows: 2, label: words("field.reason_of", { criterion: text(criterion.name) }), value: reason(criterion) },
      ]),
    ],
    texts: [{ name: "summary", kind: "texts", label: words("field.summary"), rows: 4, most: TEXT_MOST, value: mine?.summary }],
    firstTab: each.idea.language,
    check: (typed) => wrong(rule, typed),
    preview: (typed) => total(rule, typed),
    prepare: (typed) => request(rule, typed),
  };
}

function scored(criterion) {
  const mark = criterion.pass_mark ?? null;
  return [text(criterion.name), words("score_range", { most: criterion.most }), words("weight", { n: criterion.weight }), mark !== null && words("pass_mark", { n: mark })].filter(Boolean).join(" · ");
}

const fails = (criterion, score) => (criterion.pass_mark ?? null) !== null && score < criterion.pass_mark;

function wrong(rule, typed) {
  return rule.criteria.flatMap((criterion) => {
    const score = typed[`score:${criterion.key}`];
    if (score === "") return [{ name: `score:${criterion.key}`, code: "required" }];
    if (Number(score) < 0 || Number(score) > criterion.most) return [{ name: `score:${criterion.key}`, code: "invalid" }];
    return fails(criterion, Number(score)) && !typed[`reason:${criterion.key}`].trim() ? [{ name: `reason:${criterion.key}`, code: "required" }] : [];
  });
}

// The weighted share of the best possible, as the server will compute it.
function total(rule, typed) {
  const all = rule.criteria.map((criterion) => [criterion, typed[`score:${criterion.key}`]]);
  if (all.some(([, score]) => score === "")) return [];
  const weights = rule.criteria.reduce((sum, { weight }) => sum + weight, 0);
  const reached = all.reduce((sum, [{ weight, most }, score]) => sum + (Number(score) * weight) / most, 0);
  return [h("p", {}, words("your_total"), " ", h("b", {}, words("percent_plain", { n: number(Math.round((reached / weights) * 1000) / 10) })))];
}

function request(rule, typed) {
  const reasons = rule.criteria.map(({ key }) => [key, typed[`reason:${key}`].trim()]).filter(([, reason]) => reason);
  const summary = written(typed.summary);
  return {
    stage: rule.key,
    scores: Object.fromEntries(rule.criteria.map(({ key }) => [key, Number(typed[`score:${key}`])])),
    reasons: Object.fromEntries(reasons.map(([key, reason]) => [key, { [language()]: reason }])),
    ...(Object.keys(summary).length && { summary }),
    ...(typed.conflict.trim() && { conflict: { [language()]: typed.conflict.trim() } }),
  };
}
