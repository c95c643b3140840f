// Short lists as people type them: one thing a line, its parts apart by "|".
import { languages } from "./words.js";

const CODES = languages.map(([code]) => code);
const parts = (line) => line.split("|").map((part) => part.trim());

/** "қаз | рус | eng" as texts by language; empty parts are left out. */
export function textsOf(line) {
  const said = parts(line ?? "");
  return Object.fromEntries(CODES.map((code, at) => [code, said[at] ?? ""]).filter(([, text]) => text));
}

export const lineOf = (texts) => (Object.keys(texts ?? {}).length ? CODES.map((code) => texts[code] ?? "").join(" | ") : "");

/** Lines "id | қаз | рус | eng" as options. */
export function optionsOf(lines) {
  return (lines ?? "").split("\n").filter((line) => line.trim()).map((line) => {
    const [id, ...rest] = parts(line);
    return { id, text: textsOf(rest.join("|")) };
  });
}

export const linesOf = (options) => (options ?? []).map(({ id, text }) => `${id} | ${lineOf(text)}`).join("\n");
