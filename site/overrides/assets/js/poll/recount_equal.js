// The method of equal shares, with costs as utilities; functions/polls/methods/equal_shares.py explains it.
import { budgetVote } from "/assets/js/poll/recount_budget.js";
import { compare, fraction, gcd, told } from "/assets/js/poll/recount_numbers.js";
import { addUp } from "/assets/js/poll/recount_plain.js";

const byMoney = ([a], [b]) => (a < b ? -1 : Number(a > b));

function market(rule, cast) {
  const fans = new Map(rule.standing.map(({ id }) => [id, []]));
  cast.groups.forEach(({ choice }, place) => choice.flat().forEach(([id]) => fans.get(id).push(place)));
  const weights = cast.groups.map(({ weight }) => weight);
  const voters = new Map([...fans].map(([id, places]) => [id, places.reduce((sum, place) => sum + weights[place], 0n)]));
  const wanted = [...fans.keys()].filter((id) => voters.get(id) && rule.known.get(id));
  return { fans, weights, voters, wanted, cost: rule.known };
}

/** What is due and among how many it is shared, once the poorer have paid all; null if too much. */
function price({ fans, weights, voters, cost }, id, money, unit) {
  let due = cost.get(id) * unit;
  let payers = voters.get(id);
  const purses = fans.get(id).map((place) => [money[place], weights[place]]).sort(byMoney);
  for (const [purse, weight] of purses) {
    if (purse * payers >= due) return { due, payers };
    due -= purse * weight;
    payers -= weight;
  }
  return null;
}

/** The project with the most effective votes; `best` holds what each had last, which only falls. */
function next(shop, best, money, unit, ties) {
  let most = { over: 0n, under: 1n };
  let level = [];
  const prices = new Map();
  const likely = [...best.keys()].sort((a, b) => compare(best.get(b), best.get(a)));
  for (const id of likely) {
    if (compare(best.get(id), most) < 0) continue;
    const found = price(shop, id, money, unit);
    if (!found) {
      best.delete(id);
      continue;
    }
    prices.set(id, found);
    best.set(id, fraction(shop.cost.get(id) * unit * found.payers, found.due));
    const side = compare(best.get(id), most);
    if (side > 0) [most, level] = [best.get(id), []];
    if (side >= 0) level.push(id);
  }
  if (!level.length) return null;
  const [option] = ties.order(level);
  return { option, level, ...prices.get(option) };
}

function buy(shop, each, ties) {
  let unit = each.under;
  let money = shop.weights.map(() => each.over);
  const best = new Map(shop.wanted.map((id) => [id, fraction(shop.voters.get(id))]));
  const bought = [];
  for (let found = next(shop, best, money, unit, ties); found; found = next(shop, best, money, unit, ties)) {
    const { option, level, due, payers } = found;
    bought.push({ option, level, price: fraction(due, payers * unit), effective: best.get(option) });
    best.delete(option);
    const by = gcd(due, payers);
    const [paid, times] = [due / by, payers / by];
    money = money.map((one) => one * times);
    unit *= times;
    for (const place of shop.fans.get(option)) money[place] -= money[place] < paid ? money[place] : paid;
  }
  return bought;
}

/** Raise everybody's part while the result is affordable and something is left to buy. */
function complete(rule, shop, voters, ties) {
  const [budget, step] = [BigInt(rule.budget), BigInt(rule.step)];
  let [each, steps] = [fraction(budget, voters), 0n];
  let bought = buy(shop, each, ties);
  while (rule.completion === "add1" && bought.length < shop.wanted.length) {
    const higher = fraction((budget / voters / step + steps + 1n) * step);
    const more = buy(shop, higher, ties);
    if (more.reduce((sum, { option }) => sum + shop.cost.get(option), 0n) > budget) break;
    [each, steps, bought] = [higher, steps + 1n, more];
  }
  return { each, steps, bought };
}

function compareWith(rival, won, cast) {
  const found = { equal_shares: 0n, greedy: 0n, kept: "equal_shares" };
  for (const { choice, weight } of cast.groups) {
    const chosen = choice.flat().map(([id]) => id);
    const gain = chosen.filter((id) => won.includes(id)).length - chosen.filter((id) => rival.includes(id)).length;
    if (gain) found[gain > 0 ? "equal_shares" : "greedy"] += weight;
  }
  if (found.greedy > found.equal_shares) found.kept = "greedy";
  return found;
}

export function equalShares(rule, cast, ties) {
  const tallies = addUp(rule, cast);
  if (!cast.groups.length) return { winners: [], tallies };
  const shop = market(rule, cast);
  const voters = cast.valid + cast.blank;
  const { each, steps, bought } = complete(rule, shop, voters, ties);
  const won = bought.map(({ option }) => option);
  bought.forEach(({ level }, place) => {
    if (!level.every((id) => won.includes(id))) ties.tell("purchase", place + 1, level);
  });
  let left = BigInt(rule.budget);
  const rounds = [{ voters, each: told(each), raised: steps }];
  for (const { option, price: paid, effective } of bought) {
    const cost = shop.cost.get(option);
    left -= cost;
    rounds.push({ option, cost, price: told(paid), effective: told(effective), left });
  }
  if (!rule.comparison) return { winners: won, tallies, rounds };
  const rival = budgetVote(rule, cast, ties).winners;
  const comparison = compareWith(rival, won, cast);
  rounds.push({ comparison, greedy_winners: rival });
  return { winners: comparison.kept === "greedy" ? rival : won, tallies, rounds };
}
