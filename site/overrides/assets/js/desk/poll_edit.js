// A draft of a vote: its texts in three languages, its times, who may vote, and the whole rule.
// Options are typed a line each, "text | explanation"; their prices a line each in a box of their own.
import { written } from "./acts.js";
import { h } from "./dom.js";
import { actForm } from "./form.js";
import { heading, show } from "./frame.js";
import * as api from "./poll_api.js";
import { dayOf, instant, method, timeOf, words } from "./poll_pieces.js";
import { BUDGET, has, PARAMETERS, rule, stepFor } from "./poll_rule.js";
import { told } from "./project_pieces.js";
import { languages, name, setZone, t, today } from "./words.js";

const MOST = { question: 300, about: 6_000, options: 20_000 };
const WEEK = 7;
const label = (key) => words(`field.${key}`);
const lines = (text) => (text ?? "").split("\n").map((line) => line.trim()).filter(Boolean);

export async function screen(id, go) {
  const seen = id ? await api.poll(id) : null;
  const all = await api.polls();
  setZone(all.timezone);
  const named = await (await fetch("/assets/desk/complaints.json")).json();
  return () => draw(seen, { bodies: all.may_draft_for, named }, go);
}

function draw(seen, known, go) {
  const title = seen ? words("edit") : words("new");
  show(title,
    h("nav", { class: "c-crumb d-crumb" }, h("a", { href: seen ? `#/poll/${seen.poll.id}` : "#/polls" }, `← ${seen ? words("back_one", { id: String(seen.poll.id) }) : words("back")}`)),
    heading(title, { class: "d-h" }),
    actForm("draft", plan(seen, known, title), {}, {
      id: `poll-${seen?.poll.id ?? "new"}`,
      version: seen?.version ?? 0,
      cancel: () => { location.hash = seen ? `#/poll/${seen.poll.id}` : "#/polls"; },
      reload: () => go(),
      done: ({ poll }) => {
        told.text = words("saved");
        location.hash = `#/poll/${poll}`;
      },
    }));
  suit(document.getElementById("f-method").value);
}

function plan(seen, known, title) {
  const now = seen?.poll;
  return {
    title,
    press: words("save"),
    whole: true,
    dense: true,
    hint: words("hint.draft"),
    fields: [...general(now, known), ...parameters(now?.rule ?? {})],
    texts: texts(now),
    preview: ({ method: chosen }) => suit(chosen),
    check: (typed) => (Object.keys(written(typed.question)).length ? [] : [{ name: "question", code: "required" }]),
    prepare: request,
    send: (body) => (seen ? api.act(now.id, "draft", { seen: seen.version, ...body }) : api.create(body)),
  };
}

function general(now, { bodies, named }) {
  const who = now?.eligibility ?? {};
  const places = named.jurisdictions.map((place) => [place.code, name(place)]);
  const own = named.bodies.filter(({ id }) => bodies.includes(id) || id === now?.body).map((body) => [body.id, name(body)]);
  const opens = now?.opens_at, closes = now?.closes_at;
  return [
    { name: "body", kind: "select", label: label("body"), options: own, value: now?.body },
    { name: "jurisdiction", kind: "select", label: t("desk.jurisdiction"), options: places, value: now?.jurisdiction },
    { name: "opens_on", kind: "date", label: label("opens_on"), value: opens ? dayOf(opens) : today() },
    { name: "opens_time", kind: "time", label: label("opens_time"), value: opens ? timeOf(opens) : "09:00" },
    { name: "closes_on", kind: "date", label: label("closes_on"), value: closes ? dayOf(closes) : later() },
    { name: "closes_time", kind: "time", label: label("closes_time"), value: closes ? timeOf(closes) : "18:00" },
    { name: "who", kind: "select", label: label("who"), options: [["", words("anybody")], ...places], value: who.jurisdiction ?? "" },
    { name: "minimum_age", kind: "number", least: 0, top: 120, label: label("minimum_age"), value: String(who.minimum_age ?? "") },
    { name: "eid", kind: "check", label: label("eid"), value: who.assurance?.join() === "eid" },
    { name: "paper", kind: "check", label: label("paper"), value: Boolean(now?.paper) },
    { name: "publish_ballots", kind: "check", label: label("publish_ballots"), value: now?.publish_ballots ?? true },
  ];
}

const later = () => new Date(Date.parse(`${today()}T00:00Z`) + WEEK * 86_400_000).toISOString().slice(0, 10);

const CHOICES = {
  ballot: ["approval", "knapsack", "cumulative", "scoring", "ordinal"],
  threshold_of: ["valid", "for_against", "electorate"],
  completion: ["add1", "none"],
  tie_break: ["order", "cost", "lot"],
};
const METHODS = ["for_against", "single", "multiple", "approval", "rating", "points", "irv", "schulze", ...BUDGET];

function parameters(rule) {
  const given = { ...rule, scale_low: rule.scale?.[0], scale_high: rule.scale?.[1] };
  const made = Object.entries(PARAMETERS).map(([key, { number }]) => {
    const base = { name: key, label: label(key), value: String(given[key] ?? "") };
    if (CHOICES[key]) return { ...base, kind: "select", options: CHOICES[key].map((one) => [one, words(`${key}.${one}`)]), value: given[key] ?? CHOICES[key][0] };
    if (["strict", "comparison"].includes(key)) return { ...base, kind: "check", value: Boolean(given[key]) };
    return { ...base, kind: number || key.startsWith("scale") ? "number" : "text" };
  });
  const prices = (rule.options ?? []).map(({ cost }) => cost ?? 0).join("\n");
  return [
    { name: "method", kind: "select", label: label("method"), options: METHODS.map((one) => [one, method(one)]), value: rule.method ?? METHODS[0] },
    ...made,
    { name: "costs", kind: "long", rows: 4, label: label("costs"), value: prices },
  ];
}

// Shows the parameters that the chosen method has, and no others.
function suit(chosen) {
  const field = (key) => document.getElementById(`f-${key}`)?.closest(".d-field");
  for (const key of Object.keys(PARAMETERS)) field(key)?.toggleAttribute("hidden", !has(chosen, key));
  field("costs")?.toggleAttribute("hidden", !BUDGET.includes(chosen));
  for (const [code] of languages) document.getElementById(`f-options-${code}`)?.closest(".d-field").toggleAttribute("hidden", chosen === "for_against");
  return [];
}

function texts(now) {
  const listed = (code) => (now?.options ?? []).map(({ text, more }) => [text[code], more?.[code]].filter(Boolean).join(" | ")).join("\n");
  const options = Object.fromEntries(languages.map(([code]) => [code, listed(code)]));
  return [
    { name: "question", kind: "texts", label: label("question"), rows: 2, most: MOST.question, value: now?.question },
    { name: "about", kind: "texts", label: label("about"), rows: 4, most: MOST.about, value: now?.about },
    { name: "options", kind: "texts", label: label("options"), rows: 8, most: MOST.options, value: now ? options : undefined },
  ];
}

function options(typed) {
  const found = [];
  const costs = lines(typed.costs).map((line) => Number(line.replaceAll(/\s/g, "")));
  for (const [code, text] of Object.entries(written(typed.options))) {
    for (const [at, line] of lines(text).entries()) {
      const [said, more = ""] = line.split("|").map((part) => part.trim());
      found[at] ??= { id: at + 1, text: {}, more: {}, cost: BUDGET.includes(typed.method) ? (costs[at] ?? 0) : 0 };
      found[at].text[code] = said;
      if (more) found[at].more[code] = more;
    }
  }
  return typed.method === "for_against" ? [] : found;
}

function request(typed) {
  const listed = options(typed);
  const step = typed.step || String(stepFor(Number(typed.budget)));
  return {
    question: written(typed.question),
    about: written(typed.about),
    options: listed,
    rule: rule({ ...typed, step }, listed),
    eligibility: { jurisdiction: typed.who || null, minimum_age: typed.minimum_age === "" ? null : Number(typed.minimum_age), assurance: typed.eid ? ["eid"] : [] },
    body: typed.body,
    jurisdiction: typed.jurisdiction,
    opens_at: instant(typed.opens_on, typed.opens_time),
    closes_at: instant(typed.closes_on, typed.closes_time),
    paper: typed.paper,
    publish_ballots: typed.publish_ballots,
  };
}
