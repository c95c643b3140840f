// What points were exchanged for: a code that somebody shows is found, then handed over or cancelled.
import { written } from "./acts.js";
import * as api from "./claim_api.js";
import { h, say } from "./dom.js";
import * as drafts from "./drafts.js";
import { actForm } from "./form.js";
import { empty, heading, show } from "./frame.js";
import { example } from "./pieces.js";
import * as session from "./session.js";
import { date, name, pick, t } from "./words.js";

const ID = "claim";
const ACTS = ["handing-over", "cancellation"];
// The claim on the screen stays here and never in the address: its code opens it.
let found = null;
let chosen = "";
let told = "";
let owner = "";

export async function screen(go) {
  const { token } = session.current();
  if (owner !== token) found = null;
  owner = token;
  const { offers } = await api.offers();
  return () => draw(offers, go);
}

function draw(offers, go) {
  show(t("desk.claims"),
    heading(t("desk.claims"), { class: "d-h" }),
    told && h("div", { class: "c-note c-note--ok d-gap", role: "status" }, h("p", {}, told)),
    h("p", { class: "c-mut d-gap" }, t("desk.claim.lead")),
    found ? claim(go) : finder(go),
    h("h2", { class: "d-gap" }, t("desk.claim.offers")),
    offers.length ? h("ul", { class: "d-rows" }, offers.map(row)) : empty("empty", t("desk.claim.none")));
  told = "";
}

function finder(go) {
  const plan = {
    title: t("desk.claim.find"),
    fields: [{ name: "code", kind: "text", label: t("desk.claim.code") }],
    check: ({ code }) => (code.trim() ? [] : [{ name: "code", code: "required" }]),
    prepare: ({ code }) => ({ code }),
    send: ({ code }) => api.lookup(code),
  };
  return actForm("lookup", plan, {}, { id: "claims", cancel: leave, reload: () => go(), done: (answer) => keep(answer, "", go) });
}

function claim(go) {
  const { offer, state, points, on, ended_on: ended, acts } = found;
  return h("section", { class: "d-part", "aria-labelledby": "d-claim" },
    h("h2", { id: "d-claim" }, name(offer)),
    h("p", {}, h("code", {}, found.code), " ", h("span", { class: "c-badge d-badge" }, t(`desk.claim.state.${state}`)), ended && ` ${date(ended)}`),
    h("p", { class: "c-mut" }, t("desk.claim.points", { n: points }), " · ", t("desk.claim.claimed_on"), " ", date(on)),
    h("p", { class: "d-gap" }, pick(found.reason)[0] || pick(offer.how)[0]),
    acts.includes(chosen) && form(chosen, go),
    h("div", { class: "c-acts" },
      acts.filter((act) => act !== chosen).map((act) => h("button", { type: "button", class: "c-btn", onclick: () => choose(act, go) }, t(`desk.claim.${act}`))),
      h("button", { type: "button", class: "c-link", onclick: () => keep(null, "", go) }, t("desk.claim.find"))));
}

function form(act, go) {
  const isCancel = act === "cancellation";
  const sent = { code: found.code, seen: found.state };
  const plan = {
    title: t(`desk.claim.${act}`),
    danger: isCancel,
    hint: isCancel && t("desk.claim.cancel_hint"),
    texts: isCancel ? [{ name: "reason", kind: "texts", rows: 2, most: found.limits.reason }] : [],
    prepare: ({ reason }) => (isCancel ? { ...sent, reason: written(reason ?? {}) } : sent),
    send: (body) => api.act(act, body),
  };
  const again = async () => {
    found = await api.lookup(sent.code).catch(() => found);
    go();
  };
  return actForm(act, plan, {}, { id: ID, cancel: () => keep(null, "", go), reload: again, done: (answer) => keep(answer, t("desk.claim.done"), go) });
}

function choose(act, go) {
  chosen = act;
  go({ quiet: true });
}

function keep(answer, text, go) {
  for (const act of ACTS) drafts.forget(ID, act);
  found = answer;
  chosen = answer?.state === "waiting" ? ACTS[0] : "";
  told = text;
  if (text) say(text);
  go();
}

function leave() {
  location.hash = "#/queue/moderation";
}

function row(each) {
  const [title, lang] = pick(each.name);
  return h("li", { class: "d-row" },
    h("div", { class: "d-row__t" },
      h("h3", { lang }, title),
      h("p", { class: "c-mut" }, t("desk.claim.points", { n: each.points }), " · ", t("desk.claim.numbers", { claimed: each.claimed, limit: each.limit, handed: each.handed_over }))),
    h("div", { class: "d-row__s" }, each.ended && h("span", { class: "c-badge d-badge" }, t("desk.claim.ended")), each.example && example()));
}
