// A rule with every field, and what kind of ballot it takes.
import { share } from "/assets/js/poll/recount_numbers.js";

const DEFAULTS = {
  options: [],
  winners: 1,
  budget: 0,
  ballot: "approval",
  min_choices: 1,
  max_choices: 0,
  scale: [1, 5],
  points: 0,
  threshold: null,
  strict: false,
  threshold_of: "valid",
  quorum: 0,
  electorate: 0,
  least_votes: 1,
  least_share: null,
  completion: "add1",
  comparison: false,
  step: 1,
  tie_break: "order",
  withdrawn: [],
};
const MAJORITY = { threshold: "1/2", strict: true, threshold_of: "for_against" };
const BUDGET = ["greedy", "greedy_no_skip", "greedy_threshold", "equal_shares"];
const OF_BALLOT = { cumulative: "scores", scoring: "scores", ordinal: "ranking" };
const OF_METHOD = { for_against: "stance", single: "one", rating: "scores", points: "scores", irv: "ranking", schulze: "ranking" };

/** The sealed rule with its defaults filled in and its shares as fractions. */
export function complete(sealed) {
  const majority = sealed.method === "for_against" && !sealed.threshold ? MAJORITY : {};
  const rule = { ...DEFAULTS, ...sealed, ...majority };
  rule.options = rule.options.map((one) => (typeof one === "number" ? { id: one, cost: 0 } : { cost: 0, ...one }));
  rule.standing = rule.options.filter(({ id }) => !rule.withdrawn.includes(id));
  rule.known = new Map(rule.options.map(({ id, cost }) => [id, BigInt(cost)]));
  rule.threshold = rule.threshold && share(rule.threshold);
  rule.least_share = rule.least_share && share(rule.least_share);
  rule.kind = BUDGET.includes(rule.method) ? (OF_BALLOT[rule.ballot] ?? "set") : (OF_METHOD[rule.method] ?? "set");
  return rule;
}
