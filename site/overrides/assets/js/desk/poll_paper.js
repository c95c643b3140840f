// Paper as it is typed, a line each, and what it is sent as.
//   voters:   iin:901231300123 KZ-75 1990        (the place and the year may be left out)
//   ballots:  0001 for · 0002 3 · 0003 1,4,5 · 0004 2>1>3 · 0005 1=5,3=2 · 0006 -
const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
const STANCES = ["for", "against", "abstain"];
const numbers = (text, mark) => text.split(mark).map((part) => Number(part.trim()));

export function people(text) {
  return lines(text).map((line) => {
    const [ident, ...rest] = line.split(/[\s;]+/);
    const born = rest.find((part) => /^\d{4}$/.test(part));
    return { ident, region: rest.find((part) => /^[A-Z]/.test(part)) ?? "", born: born ? Number(born) : null };
  });
}

/** A choice as it is typed: a stance, a number, numbers, an order, marks; "-" is a blank ballot. */
export function choice(typed, kind) {
  const text = typed.trim().toLowerCase();
  if (text === "-") return null;
  if (STANCES.includes(text)) return text;
  if (text.includes("=")) return Object.fromEntries(text.split(",").map((part) => part.split("=").map((one) => one.trim())).map(([id, mark]) => [id, Number(mark)]));
  if (text.includes(">")) return numbers(text, ">");
  if (kind === "one") return Number(text);
  return numbers(text, ",");
}

export function ballots(text, kind) {
  return lines(text).map((line) => {
    const [serial, ...rest] = line.split(/\s+/);
    return { serial, choice: choice(rest.join(""), kind) };
  });
}

export const kindOf = ({ method }) => (method === "single" ? "one" : method);
