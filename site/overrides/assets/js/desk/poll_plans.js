// What each act on a vote asks for, and the request it makes.
import { written } from "./acts.js";
import { h } from "./dom.js";
import { ballots, kindOf, people } from "./poll_paper.js";
import { words } from "./poll_pieces.js";
import { pick } from "./words.js";

const REASON_MOST = 6_000;
const label = (key) => words(`field.${key}`);
const reason = () => ({ name: "reason", kind: "texts", label: label("reason"), rows: 4, most: REASON_MOST });
const needsReason = ({ reason: given }) => (Object.keys(written(given)).length ? [] : [{ name: "reason", code: "required" }]);
const batch = (seen) => ({ name: "batch", kind: "text", label: label("batch"), value: seen.poll.paper?.waiting?.[0] ?? "" });
const typed = (seen) => ({
  hint: words("hint.paper_ballots"),
  fields: [batch(seen), { name: "ballots", kind: "long", rows: 12, label: label("ballots") }],
  prepare: ({ batch: name, ballots: text }) => ({ batch: name.trim(), ballots: ballots(text, kindOf(seen.poll.rule)) }),
});

const PLANS = {
  seal: ({ document: sealed, problems }) => ({
    hint: words(problems.length ? "hint.seal_not_yet" : "hint.seal"),
    before: sealed && preview(sealed),
    prepare: () => ({ hash: sealed?.hash ?? "" }),
  }),
  discard: () => ({ danger: true, hint: words("hint.discard"), prepare: () => ({}) }),
  withdraw: () => ({
    danger: true,
    hint: words("hint.withdraw"),
    texts: [reason()],
    check: needsReason,
    prepare: ({ reason: given }) => ({ reason: written(given) }),
  }),
  override: ({ poll }) => ({
    danger: true,
    hint: words("hint.override"),
    fields: poll.options.length
      ? poll.options.map((one) => ({ name: `win:${one.id}`, kind: "check", label: pick(one.text)[0], value: poll.result.winners.includes(one.id) }))
      : [{ name: "passed", kind: "select", label: label("passed"), options: [["true", words("passed")], ["false", words("not_passed")]], value: String(!poll.result.passed) }],
    texts: [reason()],
    check: needsReason,
    prepare: (given) => ({
      winners: poll.options.filter(({ id }) => given[`win:${id}`]).map(({ id }) => id),
      passed: given.passed === undefined ? null : given.passed === "true",
      reason: written(given.reason),
    }),
  }),
  "paper-marks": () => ({
    hint: words("hint.paper_marks"),
    fields: [{ name: "people", kind: "long", rows: 10, label: label("people") }],
    prepare: (given) => ({ people: people(given.people) }),
  }),
  "paper-ballots": typed,
  "paper-check": (seen) => ({ ...typed(seen), hint: words("hint.paper_check") }),
  "paper-drop": (seen) => ({ danger: true, hint: words("hint.paper_drop"), fields: [batch(seen)], prepare: ({ batch: name }) => ({ batch: name.trim() }) }),
  "paper-done": () => ({ hint: words("hint.paper_done"), prepare: () => ({}) }),
};

// The document as it will be sealed, byte for byte, with its fingerprint.
export function preview({ hash, text }) {
  return h("div", { class: "d-said" },
    h("p", {}, words("hash"), ": ", h("code", { class: "d-lines" }, hash)),
    h("details", {}, h("summary", {}, words("document")), h("pre", { class: "c-code", tabindex: "0" }, JSON.stringify(JSON.parse(text), null, 2))));
}

export const plan = (act, seen) => PLANS[act](seen);
