// Ballots checked, made canonical, and identical ones gathered.
const STANCES = ["for", "against", "abstain"];
const LARGEST = 1e15;
const LARGEST_WEIGHT = 1e12;

class Unfit extends Error {}

function need(fits) {
  if (!fits) throw new Unfit();
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function isBlank(choice) {
  if (choice === null || choice === "") return true;
  if (Array.isArray(choice)) return choice.length === 0;
  return isObject(choice) && Object.keys(choice).length === 0;
}

function known(rule, number) {
  need(Number.isInteger(number) && rule.known.has(number));
  return number;
}

function limits(rule, chosen) {
  need(new Set(chosen).size === chosen.length);
  need(chosen.length >= rule.min_choices);
  need(!rule.max_choices || chosen.length <= rule.max_choices);
}

const byNumber = (a, b) => a - b;

/** Canonical forms: a stance, a number, or lists of places, each place a list of [option, points]. */
const READ = {
  stance(_, choice) {
    need(STANCES.includes(choice));
    return choice;
  },
  one: (rule, choice) => [[[known(rule, choice), 1]]],
  set(rule, choice) {
    need(Array.isArray(choice));
    const chosen = choice.map((one) => known(rule, one));
    limits(rule, chosen);
    const spent = chosen.reduce((sum, one) => sum + rule.known.get(one), 0n);
    need(rule.ballot !== "knapsack" || spent <= BigInt(rule.budget));
    return chosen.sort(byNumber).map((one) => [[one, 1]]);
  },
  scores(rule, choice) {
    need(isObject(choice));
    const shares = rule.method === "points" || rule.ballot === "cumulative";
    const marks = [];
    for (const [key, mark] of Object.entries(choice)) {
      need(/^[1-9][0-9]{0,19}$/.test(key) && Number.isInteger(mark) && Math.abs(mark) <= LARGEST);
      if (known(rule, Number(key)) && (mark || !shares)) marks.push([Number(key), mark]);
    }
    if (!marks.length) return null;
    limits(rule, marks.map(([option]) => option));
    const [low, high] = shares ? [0, LARGEST] : rule.scale;
    need(marks.every(([, mark]) => low <= mark && mark <= high));
    const sum = marks.reduce((all, [, mark]) => all + BigInt(mark), 0n);
    need(!shares || !rule.points || sum <= BigInt(rule.points));
    return marks.sort(([a], [b]) => a - b).map((one) => [one]);
  },
  ranking(rule, choice) {
    need(Array.isArray(choice));
    const places = choice.map((one) => (Array.isArray(one) ? one : [one]).map((id) => known(rule, id)));
    limits(rule, places.flat());
    need(rule.ballot !== "ordinal" || places.every((place) => place.length < 2));
    const filled = places.filter((place) => place.length);
    return filled.length ? filled.map((place) => place.sort(byNumber).map((id) => [id, 1])) : null;
  },
};

function stand(rule, places) {
  if (typeof places === "string" || !rule.withdrawn.length) return places;
  const left = places.map((place) => place.filter(([id]) => !rule.withdrawn.includes(id)));
  return left.filter((place) => place.length);
}

/** { groups: [{ choice, weight }], valid, blank, invalid }; only the numbers are BigInt. */
export function gather(rule, ballots) {
  const found = new Map();
  const cast = { valid: 0n, blank: 0n, invalid: 0n };
  for (const [choice, count] of ballots) {
    if (!Number.isInteger(count) || count < 1 || count > LARGEST_WEIGHT) throw new Error(`not a number of ballots: ${count}`);
    const weight = BigInt(count);
    let read = null;
    try {
      if (!isBlank(choice)) read = READ[rule.kind](rule, choice);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      cast.invalid += weight;
      continue;
    }
    cast[read === null ? "blank" : "valid"] += weight;
    if (read === null) continue;
    const counted = stand(rule, read);
    const key = JSON.stringify(counted);
    found.set(key, { choice: counted, weight: weight + (found.get(key)?.weight ?? 0n) });
  }
  return { ...cast, groups: [...found.values()] };
}
