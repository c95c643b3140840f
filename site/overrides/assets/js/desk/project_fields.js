// The fields of a project's draft, for creating and for editing it, and the request they make.
import { written } from "./acts.js";
import { bodyOptions, placeOptions, startOf, text, words } from "./project_pieces.js";
import * as session from "./session.js";
import { languages, t, today } from "./words.js";

const TITLE_MOST = 200, TEXT_MOST = 4_000, DRAFT_MOST = 20_000;
const KINDS = ["donation", "reward", "return", "loan"];
const MODES = ["all_or_nothing", "keep"];
const CLASSES = [["", "any"], ["eid", "eid"]];
const TEXTS = ["title", "problem", "aims", "fixed"];
const label = (name) => words(`field.${name}`);

export function textsOf(process) {
  const all = TEXTS.map((name) => ({
    name, kind: "texts", label: label(name), rows: name === "title" ? 2 : 5, most: name === "title" ? TITLE_MOST : TEXT_MOST,
  }));
  if (process.subject === "articles") all.push({ name: "articles", kind: "texts", label: label("articles"), rows: 14, most: DRAFT_MOST });
  if (process.subject === "campaign") all.push(...["terms", "provider", "rewards"].map((name) => ({ name, kind: "texts", label: label(name), rows: 4, most: TEXT_MOST })));
  return all;
}

// `now` is the project as it stands, or null for a new one.
export function fields(process, choices, now) {
  const limits = now?.money ?? process.limits ?? {};
  const who = now?.eligibility ?? { minimum_age: process.minimum_age, assurance: process.assurance };
  const fixed = [
    { name: "jurisdiction", kind: "select", label: t("desk.jurisdiction"), options: placeOptions(choices), value: now?.jurisdiction },
    { name: "body", kind: "select", label: label("body"), options: bodyOptions(choices), value: now?.body ?? ownBody() },
    { name: "begins_on", kind: "date", label: label("begins_on"), value: now ? now.begins_on : today() },
    ...process.stages.map((stage) => ({ name: `days:${stage.key}`, kind: "number", least: 1, top: 3650, label: words("stage_days", { stage: text(stage.name) }), value: String(planned(now, stage)) })),
    { name: "minimum_age", kind: "number", least: 0, top: 120, label: label("minimum_age"), value: String(who.minimum_age ?? "") },
    { name: "assurance", kind: "select", label: label("assurance"), options: CLASSES.map(([value, key]) => [value, words(`assurance.${key}`)]), value: who.assurance?.length === 1 ? who.assurance[0] : "" },
    { name: "locals", kind: "check", label: label("locals"), value: Boolean(who.jurisdiction) },
  ];
  const amounts = process.subject === "ideas" ? ["project", "district", "total"] : [];
  fixed.push(...amounts.map((name) => ({ name: `money:${name}`, kind: "number", least: 1, label: label(`money_${name}`), value: String(limits[name] ?? "") })));
  return process.subject === "campaign" ? [...fixed, ...campaignFields(now?.campaign)] : fixed;
}

// A clerk usually acts for the one body they belong to.
const ownBody = () => session.current()?.roles.find((role) => role.startsWith("clerk:"))?.slice("clerk:".length);
const planned = (now, stage) => now?.plans?.find((plan) => plan.stage === stage.key)?.days ?? stage.days;

function campaignFields(campaign) {
  return [
    { name: "goal", kind: "number", least: 1, label: label("goal"), value: String(campaign?.goal ?? "") },
    { name: "kind", kind: "select", label: label("kind"), options: KINDS.map((kind) => [kind, words(`kind.${kind}`)]), value: campaign?.kind ?? KINDS[0] },
    { name: "mode", kind: "select", label: label("mode"), options: MODES.map((mode) => [mode, words(`mode.${mode}`)]), value: campaign?.mode ?? MODES[0] },
    { name: "pay_url", kind: "url", label: label("pay_url"), value: campaign?.pay_url ?? "" },
  ];
}

export function request(process, typed) {
  const body = { jurisdiction: typed.jurisdiction, body: typed.body, begins_at: startOf(typed.begins_on) };
  for (const name of TEXTS) if (Object.keys(written(typed[name])).length) body[name] = written(typed[name]);
  body.plans = process.stages.filter((stage) => Number(typed[`days:${stage.key}`]) > 0 && Number(typed[`days:${stage.key}`]) !== stage.days)
    .map((stage) => ({ stage: stage.key, days: Number(typed[`days:${stage.key}`]) }));
  body.eligibility = {
    jurisdiction: typed.locals ? typed.jurisdiction : null,
    minimum_age: typed.minimum_age === "" ? null : Number(typed.minimum_age),
    assurance: typed.assurance ? [typed.assurance] : [],
  };
  const amounts = ["project", "district", "total"].filter((name) => typed[`money:${name}`]);
  if (amounts.length) body.money = { currency: process.limits?.currency ?? "KZT", ...Object.fromEntries(amounts.map((name) => [name, Number(typed[`money:${name}`])])) };
  if (process.subject === "articles") body.articles = articles(typed.articles);
  if (process.subject === "campaign") body.campaign = campaign(typed);
  return body;
}

// A draft is pasted whole: a line that begins with # is the title of an article, what follows its text.
export function articles(texts) {
  const found = [];
  for (const [code] of languages) {
    const parts = (texts?.[code] ?? "").split(/^#+[ \t]*/m).slice(1);
    for (const [at, part] of parts.entries()) {
      found[at] ??= { number: at + 1, title: {}, text: {} };
      const [title, ...rest] = part.split("\n");
      found[at].title[code] = title.trim();
      found[at].text[code] = rest.join("\n").trim();
    }
  }
  return found.map((each) => ({ ...each, title: written(each.title), text: written(each.text) }));
}

// The same draft as it would be pasted.
export const pasted = (list, code) => (list ?? []).map((each) => `# ${each.title[code] ?? ""}\n${each.text[code] ?? ""}`).join("\n\n");

function campaign(typed) {
  const { kind, mode } = typed;
  return { goal: Number(typed.goal), kind, mode, pay_url: typed.pay_url, terms: written(typed.terms), provider: written(typed.provider), rewards: rewards(typed.rewards) };
}

// Line by line, "5000 a postcard": the amount, then the name; the same line in each language.
function rewards(texts) {
  const found = [];
  for (const [code, lines] of Object.entries(written(texts ?? {}))) {
    for (const [at, line] of lines.split("\n").filter((each) => each.trim()).entries()) {
      const [, amount, name] = /^\s*([\d ]+)\s*(.*)$/.exec(line) ?? [null, "0", line];
      found[at] ??= { key: `r${at + 1}`, amount: Number(amount.replaceAll(" ", "")), name: {} };
      found[at].name[code] = name.trim();
    }
  }
  return found;
}

export const rewardLines = (list, code) => (list ?? []).map((each) => `${each.amount} ${each.name[code] ?? ""}`).join("\n");
