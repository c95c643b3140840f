// Selecting after an expert review: the order that the rule computes, and departures with their reason.
import { written } from "./acts.js";
import { h } from "./dom.js";
import { titleOf } from "./project_ideas.js";
import { percent, stageNow, text, words } from "./project_pieces.js";
import { number } from "./words.js";

const TEXT_MOST = 6_000;
const GATES = { screening: "screened", review: "selected", vote: "on_ballot" };

export function selection(seen) {
  const rule = stageNow(seen);
  const ranked = seen.ideas.filter((each) => each.state === gate(seen.project.process, rule) && each.assessment).sort(best);
  const computed = select(ranked, rule.selection);
  return {
    hint: words("hint.select"),
    before: h("div", {}, h("p", { class: "c-mut" }, ruleWords(rule)), table(ranked, computed)),
    texts: [{ name: "text", kind: "texts", label: words("field.departure"), rows: 4, most: TEXT_MOST }],
    check: (typed) => (isDeparture(typed, ranked, computed) && !Object.keys(written(typed.text)).length ? [{ name: "text", code: "required" }] : []),
    preview: (typed) => differences(typed, ranked, computed),
    prepare: (typed) => ({
      stage: rule.key,
      ...(isDeparture(typed, ranked, computed) && { ideas: chosen(typed, ranked) }),
      ...(Object.keys(written(typed.text)).length && { text: written(typed.text) }),
    }),
  };
}

// The state of the ideas that a stage deals with: what the last gate before it let through.
export function gate(process, rule) {
  const before = process.stages.slice(0, process.stages.indexOf(rule));
  return before.reduce((state, stage) => GATES[stage.kind] ?? state, "published");
}

// The best total first; ideas that too few experts have seen come last.
const best = (a, b) => (b.assessment.total ?? -1) - (a.assessment.total ?? -1) || a.idea.number - b.idea.number;

// As the server computes it: no failed criterion, the mark reached, equal ideas at the last place all in.
function select(ranked, rule) {
  let able = ranked.filter(({ assessment }) => assessment.total !== null && !assessment.failed);
  if (rule?.mark !== null && rule?.mark !== undefined) able = able.filter(({ assessment }) => assessment.total >= rule.mark);
  if (rule?.count && able.length > rule.count) able = able.filter(({ assessment }) => assessment.total >= able[rule.count - 1].assessment.total);
  return able.map(({ idea }) => idea.number);
}

function ruleWords({ selection: rule, experts }) {
  return [words("rule_experts", { n: experts }), rule?.mark && words("rule_mark", { n: rule.mark }), rule?.count && words("rule_count", { n: rule.count })].filter(Boolean).join(" · ");
}

function table(ranked, computed) {
  return h("div", { class: "d-scroll", tabindex: "0", role: "group", "aria-label": words("ideas") }, h("table", { class: "d-table" },
    h("thead", {}, h("tr", {}, ["chosen", "place", "idea", "total", "spread", "experts"].map((each) => h("th", { scope: "col" }, words(`column.${each}`))))),
    h("tbody", {}, ranked.map((each, at) => row(each, at, computed.includes(each.idea.number))))));
}

function row({ idea, assessment }, at, isComputed) {
  const box = h("input", { type: "checkbox", id: `d-choose-${idea.number}`, checked: isComputed });
  box.dataset.name = `idea:${idea.number}`;
  return h("tr", {},
    h("td", {}, box, h("label", { for: box.id, class: "c-sr" }, words("choose_idea", { n: String(idea.number) }))),
    h("td", {}, number(at + 1), isComputed && h("span", { class: "c-sr" }, " ", words("by_rule"))),
    h("th", { scope: "row" }, h("a", { href: `#/idea/${idea.project}-${idea.number}`, lang: idea.language }, `№ ${idea.number} ${titleOf(idea)}`)),
    h("td", {}, assessment.total === null ? "–" : percent(assessment.total)),
    h("td", {}, assessment.counted < 2 ? "–" : words("points", { n: Math.round(assessment.spread) })),
    h("td", {}, `${number(assessment.counted)} / ${number(assessment.needed)}`));
}

const chosen = (typed, ranked) => ranked.map(({ idea }) => idea.number).filter((n) => typed[`idea:${n}`]);

function isDeparture(typed, ranked, computed) {
  const picked = chosen(typed, ranked);
  return picked.length !== computed.length || picked.some((n) => !computed.includes(n));
}

function differences(typed, ranked, computed) {
  const picked = chosen(typed, ranked);
  const added = picked.filter((n) => !computed.includes(n));
  const left = computed.filter((n) => !picked.includes(n));
  if (!added.length && !left.length) return [h("p", { class: "c-mut" }, words("as_computed"))];
  const named = (all) => all.map((n) => `№ ${n} ${text({ x: titleOf(ranked.find(({ idea }) => idea.number === n)?.idea ?? { number: n }) })}`).join(", ");
  return [h("div", { class: "c-note c-note--warn" }, h("p", {}, h("b", {}, words("departs"))),
    added.length > 0 && h("p", {}, words("departs_added"), " ", named(added)), left.length > 0 && h("p", {}, words("departs_left"), " ", named(left)))];
}
