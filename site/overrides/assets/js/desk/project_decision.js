// The decision: who won in which order, who waits as a fallback if a winner turns out impossible.
import { written } from "./acts.js";
import { h } from "./dom.js";
import { titleOf } from "./project_ideas.js";
import { money, stageNow, words } from "./project_pieces.js";
import { gate } from "./project_selection.js";

const TEXT_MOST = 6_000;

export function decision(seen) {
  const listed = seen.project.process.subject === "ideas" ? inOrder(seen) : [];
  const kinds = [["", words("place.none")], ["winner", words("place.winner")], ["fallback", words("place.fallback")]];
  return {
    hint: words(listed.length ? "hint.decide" : "hint.decide_outcome"),
    before: listed.length > 0 && computed(seen),
    fields: listed.map(({ idea }) => ({ name: `place:${idea.number}`, kind: "select", label: label(idea, seen), options: kinds, value: likely(seen, idea.number) })),
    texts: [{ name: "text", kind: "texts", label: words("field.decision"), rows: 6, most: TEXT_MOST }],
    check: ({ text }) => (Object.keys(written(text)).length ? [] : [{ name: "text", code: "required" }]),
    prepare: (typed) => ({
      ...(listed.length && { winners: placed(listed, typed, "winner"), fallback: placed(listed, typed, "fallback") }),
      text: written(typed.text),
    }),
  };
}

// What is still in it, in the order that vote, scores and the stage's places say.
function inOrder(seen) {
  const { winners, fallback } = seen.proposal;
  const order = [...winners, ...fallback];
  return seen.ideas.filter((each) => each.state === gate(seen.project.process, stageNow(seen)) || order.includes(each.idea.number))
    .sort((a, b) => order.indexOf(a.idea.number) - order.indexOf(b.idea.number));
}

const label = (idea, { project }) => [`№ ${idea.number} ${titleOf(idea)}`, money(idea.estimate ?? idea.cost, project.money.currency)].filter(Boolean).join(" · ");
const likely = ({ proposal }, number) => (proposal.winners.includes(number) ? "winner" : proposal.fallback.includes(number) ? "fallback" : "");
const placed = (listed, typed, kind) => listed.map(({ idea }) => idea.number).filter((n) => typed[`place:${n}`] === kind);
const numbers = (all) => all.map((n) => `№ ${n}`).join(", ") || "–";

function computed({ proposal }) {
  return h("div", { class: "c-note c-note--info" }, h("p", {}, words("computed_winners"), " ", h("b", {}, numbers(proposal.winners))),
    h("p", {}, words("computed_fallback"), " ", numbers(proposal.fallback)));
}
