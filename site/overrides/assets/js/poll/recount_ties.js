// Ties: broken by the order that the rule names, and told.
const text = new TextEncoder();

/** What an option draws in the lot: SHA-256 of seed, "dauys lot" and its number; the lowest is preferred. */
export async function draw(seedHex, option) {
  const seed = (seedHex.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
  const bytes = new Uint8Array([...seed, ...text.encode(`dauys lot${option}`)]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function keyOf(rule, seedHex, { id, cost }) {
  if (rule.tie_break === "lot") return draw(seedHex, id);
  return rule.tie_break === "cost" ? String(cost).padStart(20, "0") : "";
}

export async function tieBreak(rule, seedHex) {
  const keys = new Map(await Promise.all(rule.options.map(async (one) => [one.id, await keyOf(rule, seedHex, one)])));
  const by = (a, b) => (keys.get(a.id) < keys.get(b.id) ? -1 : Number(keys.get(a.id) > keys.get(b.id)));
  const rank = new Map([...rule.options].sort(by).map(({ id }, place) => [id, place]));
  const order = (options) => [...options].sort((a, b) => rank.get(a) - rank.get(b));
  const told = [];
  return {
    told,
    order,
    /** Options of a Map of votes: the most votes first, level ones by preference. */
    ranked: (votes) => order(votes.keys()).sort((a, b) => (votes.get(b) > votes.get(a) ? 1 : -Number(votes.get(b) < votes.get(a)))),
    tell(where, at, among) {
      const level = [...among].sort((a, b) => a - b);
      told.push({ where, at, among: level, order: order(level), by: rule.tie_break });
    },
  };
}
