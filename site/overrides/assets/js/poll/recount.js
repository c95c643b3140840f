// Counts a poll again in the reader's browser: the same rule and ballots give, byte for byte, the
// same result as functions/polls/methods. Numbers are BigInt and fractions, so nothing is rounded.
import { gather } from "/assets/js/poll/recount_ballots.js";
import { budgetVote } from "/assets/js/poll/recount_budget.js";
import { equalShares } from "/assets/js/poll/recount_equal.js";
import { fraction, told } from "/assets/js/poll/recount_numbers.js";
import { forAgainst, most } from "/assets/js/poll/recount_plain.js";
import { runOff, schulze } from "/assets/js/poll/recount_ranked.js";
import { complete } from "/assets/js/poll/recount_rule.js";
import { tieBreak } from "/assets/js/poll/recount_ties.js";

const METHODS = {
  for_against: forAgainst,
  irv: runOff,
  schulze,
  greedy: budgetVote,
  greedy_no_skip: budgetVote,
  greedy_threshold: budgetVote,
  equal_shares: equalShares,
};

/** Count ballots, each [choice, how many]; `toJson` of the result is what the server publishes. */
export async function recount(sealed, ballots, seedHex = "") {
  const rule = complete(sealed);
  const cast = gather(rule, ballots);
  const ties = await tieBreak(rule, seedHex);
  const found = (METHODS[rule.method] ?? most)(rule, cast, ties);
  const total = cast.valid + cast.blank + cast.invalid;
  const met = cast.valid + cast.blank >= BigInt(rule.quorum);
  const cost = new Map(rule.options.map(({ id, cost: money }) => [id, BigInt(money)]));
  return {
    method: rule.method,
    winners: found.winners,
    tallies: found.tallies,
    rounds: found.rounds ?? [],
    ties: ties.told,
    cast: total,
    valid: cast.valid,
    blank: cast.blank,
    invalid: cast.invalid,
    turnout: rule.electorate ? told(fraction(total, BigInt(rule.electorate))) : null,
    quorum_met: met,
    share: found.share ? told(found.share) : null,
    passed: met && (found.passed ?? found.winners.length > 0),
    spent: found.winners.reduce((sum, id) => sum + cost.get(id), 0n),
    exact: true,
  };
}

/** The result as text: ASCII, keys sorted, no spaces. */
export function toJson(value) {
  if (Array.isArray(value)) return `[${value.map(toJson).join(",")}]`;
  if (typeof value === "bigint" || typeof value === "number") return String(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${toJson(value[key])}`).join(",")}}`;
}
