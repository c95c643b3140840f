// Methods that add up: for or against, one choice, several, approval, marks, points.
import { compare, fraction } from "/assets/js/poll/recount_numbers.js";

export function forAgainst(rule, cast) {
  const votes = { for: 0n, against: 0n, abstain: 0n };
  for (const { choice, weight } of cast.groups) votes[choice] += weight;
  const bases = { valid: cast.valid, for_against: votes.for + votes.against, electorate: BigInt(rule.electorate) };
  const base = bases[rule.threshold_of];
  const share = base ? fraction(votes.for, base) : null;
  const tallies = Object.keys(votes).map((option) => ({ option, votes: votes[option], ballots: votes[option] }));
  return { winners: [], tallies, share, passed: reached(rule, share) };
}

/** Exactly the threshold is enough, unless the rule is strict. */
function reached(rule, share) {
  if (!rule.threshold) return true;
  if (!share) return false;
  const side = compare(share, rule.threshold);
  return rule.strict ? side > 0 : side >= 0;
}

/** [option, points] of one ballot; the first of k ranked projects gets k, the last 1. */
function votesOf(rule, places) {
  if (rule.kind !== "ranking") return places.flat();
  return places.map(([[id]], place) => [id, places.length - place]);
}

/** Votes option by option; a rating gives the lowest mark where a ballot gives none. */
export function addUp(rule, cast) {
  const found = new Map(rule.standing.map(({ id }) => [id, { option: id, votes: 0n, ballots: 0n }]));
  for (const { choice, weight } of cast.groups) {
    for (const [id, points] of votesOf(rule, choice)) {
      const tally = found.get(id);
      tally.votes += BigInt(points) * weight;
      tally.ballots += weight;
    }
  }
  if (rule.method === "rating") {
    for (const tally of found.values()) tally.votes += BigInt(rule.scale[0]) * (cast.valid - tally.ballots);
  }
  return [...found.values()];
}

export function most(rule, cast, ties) {
  const tallies = addUp(rule, cast);
  const base = rule.threshold_of === "electorate" ? BigInt(rule.electorate) : cast.valid;
  const shareOf = (votes) => (base ? fraction(votes, base) : null);
  const able = tallies.filter(({ votes, ballots }) => ballots && reached(rule, shareOf(votes)));
  const votes = new Map(able.map((one) => [one.option, one.votes]));
  const ranked = ties.ranked(votes);
  const winners = ranked.slice(0, rule.winners);
  const next = ranked[rule.winners];
  if (next !== undefined && votes.get(winners.at(-1)) === votes.get(next)) {
    ties.tell("winners", rule.winners, ranked.filter((one) => votes.get(one) === votes.get(next)));
  }
  const best = tallies.reduce((top, one) => (top === null || one.votes > top ? one.votes : top), null);
  return { winners, tallies, share: rule.threshold && best !== null ? shareOf(best) : null };
}
