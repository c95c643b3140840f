// Greedy budget votes: projects by votes, the most first, as long as the money lasts.
import { compare, fraction } from "/assets/js/poll/recount_numbers.js";
import { addUp } from "/assets/js/poll/recount_plain.js";

function enough(rule, votes, valid) {
  if (votes < BigInt(rule.least_votes)) return false;
  return !rule.least_share || (valid > 0n && compare(fraction(votes, valid), rule.least_share) >= 0);
}

export function budgetVote(rule, cast, ties) {
  const tallies = addUp(rule, cast);
  const able = tallies.filter(({ votes }) => enough(rule, votes, cast.valid));
  const votes = new Map(able.map((one) => [one.option, one.votes]));
  let left = BigInt(rule.budget);
  const rounds = [];
  for (const option of ties.ranked(votes)) {
    const cost = rule.known.get(option);
    const funded = cost <= left;
    if (funded) left -= cost;
    rounds.push({ option, votes: votes.get(option), cost, funded, left });
    if (!funded && rule.method === "greedy_no_skip") break;
  }
  const winners = rounds.filter(({ funded }) => funded).map(({ option }) => option);
  tellTies(rule, { votes, winners, rounds }, ties);
  return { winners, tallies, rounds };
}

/** Of those level some got money and some not, or all ended. */
function tellTies(rule, { votes, winners, rounds }, ties) {
  const last = rounds.at(-1);
  const ended = last && !last.funded && rule.method === "greedy_no_skip" ? last.votes : null;
  const ranked = ties.ranked(votes);
  for (const count of new Set(ranked.map((one) => votes.get(one)))) {
    const among = ranked.filter((one) => votes.get(one) === count);
    const won = among.filter((one) => winners.includes(one)).length;
    if (among.length > 1 && ((won && won < among.length) || count === ended)) ties.tell("votes", count, among);
  }
}
