// Ranked votes: instant run-off and Schulze.
function topOf(places, standing) {
  for (const place of places) {
    if (place.length > 1) return null;
    if (standing.has(place[0][0])) return place[0][0];
  }
  return null;
}

function firstVotes(cast, ids) {
  const votes = new Map(ids.map((id) => [id, 0n]));
  for (const { choice, weight } of cast.groups) {
    const top = topOf(choice, votes);
    if (top !== null) votes.set(top, votes.get(top) + weight);
  }
  return votes;
}

function tallies(rule, cast) {
  const first = firstVotes(cast, rule.standing.map(({ id }) => id));
  const named = new Map([...first.keys()].map((id) => [id, 0n]));
  for (const { choice, weight } of cast.groups) for (const [id] of choice.flat()) named.set(id, named.get(id) + weight);
  return [...first].map(([option, votes]) => ({ option, votes, ballots: named.get(option) }));
}

/** It matters who of those level goes first, unless all do before anybody else. */
function decides(level, votes) {
  const sum = level.reduce((all, id) => all + votes.get(id), 0n);
  const others = [...votes].filter(([id]) => !level.includes(id));
  return level.length > 1 && (!others.length || others.some(([, count]) => sum >= count));
}

export function runOff(rule, cast, ties) {
  let standing = rule.standing.map(({ id }) => id);
  const rounds = [];
  const end = (winners) => ({ winners, tallies: tallies(rule, cast), rounds });
  while (cast.valid && standing.length) {
    const votes = firstVotes(cast, standing);
    const living = [...votes.values()].reduce((sum, count) => sum + count, 0n);
    const shown = [...votes].map(([option, count]) => ({ option, votes: count }));
    const round = { votes: shown, exhausted: cast.valid - living, out: null };
    rounds.push(round);
    const [leader] = ties.ranked(votes);
    if (living === 0n) return end([]);
    if (2n * votes.get(leader) > living || standing.length === 1) return end([leader]);
    const fewest = [...votes.values()].reduce((least, count) => (count < least ? count : least));
    const level = standing.filter((id) => votes.get(id) === fewest);
    round.out = ties.order(level).at(-1);
    if (decides(level, votes)) ties.tell("out", rounds.length, level);
    standing = standing.filter((id) => id !== round.out);
  }
  return end([]);
}

/** For each pair, how many ballots want the first more; what a ballot does not rank is last. */
function pairwise(ids, cast) {
  const at = new Map(ids.map((id, place) => [id, place]));
  const wins = ids.map(() => ids.map(() => 0n));
  for (const { choice, weight } of cast.groups) {
    const place = new Array(ids.length).fill(choice.length);
    choice.forEach((ranked, rank) => ranked.forEach(([id]) => (place[at.get(id)] = rank)));
    for (let a = 0; a < ids.length; a += 1) {
      for (let b = 0; b < ids.length; b += 1) if (place[a] < place[b]) wins[a][b] += weight;
    }
  }
  return wins;
}

/** A path is as strong as the weakest of its wins, a win as strong as the votes for it. */
function strongest(wins) {
  const paths = wins.map((row, a) => row.map((count, b) => (count > wins[b][a] ? count : 0n)));
  const size = wins.length;
  for (let via = 0; via < size; via += 1) {
    for (let a = 0; a < size; a += 1) {
      for (let b = 0; b < size; b += 1) {
        if (a === b || a === via || b === via) continue;
        const weakest = paths[a][via] < paths[via][b] ? paths[a][via] : paths[via][b];
        if (weakest > paths[a][b]) paths[a][b] = weakest;
      }
    }
  }
  return paths;
}

export function schulze(rule, cast, ties) {
  const options = rule.standing.map(({ id }) => id);
  const found = { winners: [], tallies: tallies(rule, cast), rounds: [] };
  if (!cast.groups.length || !options.length) return found;
  const wins = pairwise(options, cast);
  const paths = strongest(wins);
  const order = [];
  let left = options.map((_, place) => place);
  while (left.length) {
    const free = left.filter((one) => left.every((rival) => paths[rival][one] <= paths[one][rival]));
    const tier = free.map((place) => options[place]);
    if (order.length < rule.winners && rule.winners < order.length + tier.length) ties.tell("winners", rule.winners, tier);
    order.push(...ties.order(tier));
    left = left.filter((one) => !free.includes(one));
  }
  found.winners = order.slice(0, rule.winners);
  found.rounds.push({ options, order, pairwise: wins, paths });
  return found;
}
