// Which parameters a way of counting has, and the rule that typed ones make.
const RANKED = ["irv", "schulze"];
const GREEDY = ["greedy", "greedy_no_skip", "greedy_threshold"];
export const BUDGET = [...GREEDY, "equal_shares"];
const SHARED = ["for_against", "single", "multiple", "approval"];
const SET = ["multiple", "approval", ...BUDGET];
const FEW = 2;

// Each parameter with the methods that have it; `number` ones are sent as whole numbers.
export const PARAMETERS = {
  winners: { number: true, of: ["multiple", "approval", "rating", "points", "schulze"] },
  min_choices: { number: true, of: [...SET, ...RANKED] },
  max_choices: { number: true, of: [...SET, ...RANKED] },
  scale_low: { of: ["rating"] },
  scale_high: { of: ["rating"] },
  points: { number: true, of: ["points"] },
  budget: { number: true, of: BUDGET },
  ballot: { of: BUDGET },
  least_votes: { number: true, of: GREEDY },
  least_share: { of: GREEDY },
  completion: { of: ["equal_shares"] },
  comparison: { of: ["equal_shares"] },
  step: { number: true, of: ["equal_shares"] },
  threshold: { of: SHARED },
  strict: { of: SHARED },
  threshold_of: { of: SHARED },
  electorate: { number: true, of: SHARED },
  quorum: { number: true, of: null },
  tie_break: { of: null },
};

export const has = (method, name) => PARAMETERS[name].of === null || PARAMETERS[name].of.includes(method);

/** What a step of equal shares is worth where nothing was typed: a thousandth of one voter's part would be too fine. */
export const stepFor = (budget) => Math.max(1, 10 ** (Math.floor(Math.log10(Math.max(budget, 1))) - FEW * 2));

export function rule(typed, options) {
  const { method } = typed;
  const made = { method };
  for (const [name, { number }] of Object.entries(PARAMETERS)) {
    const value = typed[name];
    if (name.startsWith("scale_") || !has(method, name) || value === "" || value === undefined) continue;
    made[name] = number ? Number(value) : value;
  }
  if (has(method, "scale_low") && typed.scale_low !== "" && typed.scale_high !== "") made.scale = [Number(typed.scale_low), Number(typed.scale_high)];
  if (!made.threshold) for (const name of ["threshold", "strict", "threshold_of"]) delete made[name];
  if (method === "for_against") return made;
  return { ...made, options: options.map(({ id, cost }) => ({ id, cost })) };
}
