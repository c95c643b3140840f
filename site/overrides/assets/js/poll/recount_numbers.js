// Exact fractions of BigInt.
export function gcd(a, b) {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y) [x, y] = [y, x % y];
  return x;
}

/** over / under in lowest terms; `under` is above zero. */
export function fraction(over, under = 1n) {
  const by = gcd(over, under) || 1n;
  return { over: over / by, under: under / by };
}

/** Below zero, zero or above zero as a is less than, equal to or more than b. */
export function compare(a, b) {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : Number(difference > 0n);
}

/** As JSON holds it: a whole number, or "a/b". */
export function told({ over, under }) {
  return under === 1n ? over : `${over}/${under}`;
}

/** A share: "70" and "66 2/3" are per cent, "1/2" is a part of one. */
export function share(text) {
  const found = /^(?:(\d{1,3})(?:\.(\d{1,6}))?(?![\d/]))?\s*(?:(\d{1,15})\/(\d{1,15}))?\s*(%)?$/.exec(text.trim());
  if (!found || !(found[1] || found[3])) throw new Error(`not a share: ${text}`);
  const [, whole, tenths = "", over = "0", under = "1", percent] = found;
  const scale = 10n ** BigInt(tenths.length);
  const sum = BigInt((whole ?? "0") + tenths) * BigInt(under) + BigInt(over) * scale;
  return fraction(sum, scale * BigInt(under) * (whole || percent ? 100n : 1n));
}
