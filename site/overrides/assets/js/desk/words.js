// Words, numbers and dates in the official's language.
const LANGUAGES = [["kk", "Қаз", "Қазақша"], ["ru", "Рус", "Русский"], ["en", "Eng", "English"]];
// Not every browser can write dates in Kazakh.
const MONTHS = ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"];
const KEY = "desk-lang";
let lang = "kk";
let words = {};
let zone = "UTC";

export const languages = LANGUAGES;
export const language = () => lang;
export const languageName = (code) => LANGUAGES.find(([known]) => known === code)?.[2] ?? code;

export function chosen() {
  const known = LANGUAGES.map(([code]) => code);
  const stored = read();
  if (known.includes(stored)) return stored;
  const asked = navigator.languages.map((tag) => tag.slice(0, 2));
  return asked.find((code) => known.includes(code)) ?? "kk";
}

export async function use(code) {
  const answer = await fetch(`/assets/desk/words.${code}.json`);
  if (!answer.ok) throw new Error(`words.${code}.json: ${answer.status}`);
  words = await answer.json();
  lang = code;
  document.documentElement.lang = code;
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // A private window: the choice lasts as long as the page.
  }
}

export const timeZone = () => zone;

export function setZone(name) {
  zone = name;
}

export const has = (key) => key in words;

export function t(key, params = {}) {
  let text = words[key];
  if (text === undefined) return key;
  if (typeof text === "object") text = text[new Intl.PluralRules(lang).select(params.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => shown(params[name], whole));
}

function shown(value, whole) {
  if (value === undefined) return whole;
  return typeof value === "number" ? number(value) : String(value);
}

// The first key that has words, else the plain name: a new kind of event still shows.
export function word(key, otherwise) {
  return has(key) ? t(key) : otherwise;
}

export const number = (value) => new Intl.NumberFormat(lang === "kk" ? "ru" : lang).format(value);
const dates = () => (lang === "en" ? "en-GB" : lang);

export function date(value) {
  return written(value, String(value).length === 10 ? "UTC" : zone, { dateStyle: "long" });
}

export const shortDate = (value) => written(value, zone, { dateStyle: "medium" });
export const moment = (value) => written(value, zone, { dateStyle: "medium", timeStyle: "short" });

function written(value, timeZone, style) {
  const at = new Date(value);
  if (lang !== "kk") return new Intl.DateTimeFormat(dates(), { ...style, timeZone }).format(at);
  const [year, month, day] = new Intl.DateTimeFormat("en-CA", { timeZone }).format(at).split("-").map(Number);
  const on = `${year} ж. ${day} ${MONTHS[month - 1]}`;
  if (!style.timeStyle) return on;
  return `${on}, ${new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone }).format(at)}`;
}

// A due time is the start of the next day; people say the last day that still counts.
export function lastDay(value) {
  return date(new Date(Date.parse(value) - 1000).toISOString());
}

// Today where the government is, as a date field writes it.
export function today() {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date());
}

// A text in this language, else in any; says which language it is.
export function pick(texts) {
  if (!texts) return ["", lang];
  if (texts[lang]) return [texts[lang], lang];
  const [other, text] = Object.entries(texts).find(([, each]) => each) ?? [lang, ""];
  return [text, other];
}

export const name = (named) => pick(named?.name)[0] || named?.id || named?.code || "";

function read() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
