// The head of the desk, and the states that every screen shares: loading, empty, refused.
import { fill, h, icon } from "./dom.js";
import * as session from "./session.js";
import { language, languages, t, word } from "./words.js";

const SURVEYORS = ["clerk", "operator", "supervisor"];
const COUNTER = ["clerk", "supervisor"];
const KEEPERS = ["operator", "supervisor"];
const content = document.getElementById("content");

export function head(changeLanguage, signOut) {
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = t(node.dataset.word);
  const theme = document.querySelector("[data-theme-switch]");
  theme.setAttribute("aria-label", t("desk.theme"));
  if (!theme.firstChild) theme.append(icon("moon"));
  const group = document.querySelector("[data-languages]");
  group.setAttribute("aria-label", t("desk.language"));
  fill(group, languages.map(([code, short, full]) => h("button", {
    type: "button", class: "d-lang", lang: code, title: full,
    "aria-pressed": String(code === language()), onclick: () => changeLanguage(code),
  }, short)));
  rooms();
  who(signOut);
}

// What the desk is for: petitions, complaints and, for those who may, the keys of outside apps.
function rooms() {
  const place = document.querySelector("[data-rooms]");
  place.setAttribute("aria-label", t("desk.rooms"));
  const signed = session.current();
  if (!signed?.roles.length) return fill(place);
  const here = location.hash.replace(/^#\//, "").split("/")[0];
  const all = [["queue", "desk.petitions", ["queue", "petitions", "outages", ""]], ["complaints", "desk.complaints", ["complaints", "complaint"]], ["projects", "desk.projects", ["projects", "project", "idea", "works", "work"]]];
  if (session.isOnlyExpert()) all.splice(0, 2);
  else all.splice(2, 0, ["polls", "desk.polls", ["polls", "poll"]]);
  if (signed.roles.some((role) => SURVEYORS.includes(role.split(":")[0]))) all.push(["surveys", "desk.surveys", ["surveys", "survey"]], ["datasets", "desk.datasets", ["datasets", "dataset"]]);
  if (signed.roles.some((role) => COUNTER.includes(role.split(":")[0]))) all.push(["claims", "desk.claims", ["claims"]]);
  if (signed.roles.some((role) => KEEPERS.includes(role))) all.push(["keys", "desk.keys", ["keys"]]);
  return fill(place, all.map(([path, word, inside]) => h("a", { href: `#/${path}`, "aria-current": inside.includes(here) ? "page" : null }, t(word))));
}

function who(signOut) {
  const signed = session.current();
  const place = document.querySelector("[data-who]");
  if (!signed) return fill(place);
  const kinds = new Set(signed.roles.map((role) => role.split(":")[0]));
  const roles = [...kinds].map((kind) => word(`desk.role.${kind}`, kind)).join(", ");
  return fill(place,
    h("span", { class: "d-who__n" }, h("span", { class: "c-sr" }, t("desk.signed_in_as"), " "), h("b", {}, signed.name), h("small", {}, roles)),
    h("button", { type: "button", class: "c-link", onclick: signOut }, t("desk.sign_out")));
}

// Puts a screen on the page and moves the focus to its heading.
export function show(title, ...children) {
  document.title = `${title} · ${t("desk.title")} · Dauys`;
  fill(content, h("div", { class: "c-wrap d-page" }, ...children));
  content.querySelector("h1")?.focus();
}

export function heading(text, attributes = {}) {
  return h("h1", { tabindex: "-1", ...attributes }, text);
}

export function loading() {
  fill(content, h("div", { class: "c-wrap d-page", "aria-busy": "true" },
    h("p", { class: "c-sr", role: "status" }, t("desk.loading")),
    h("div", { class: "d-bone d-bone--h" }), h("div", { class: "d-bone" }), h("div", { class: "d-bone" }), h("div", { class: "d-bone" })));
}

export function empty(name, text) {
  return h("div", { class: "c-empty" }, icon(name), h("p", {}, text));
}

export function message(error) {
  const key = `desk.error.${error.code}`;
  return word(key, error.title || t("desk.error.unexpected"));
}

export function refused(error, again) {
  const title = message(error);
  show(title, heading(t("desk.queue"), { class: "c-sr" }), h("div", { class: "c-note c-note--bad d-gap", role: "alert" },
    h("p", {}, title),
    h("div", { class: "c-acts" },
      h("button", { type: "button", class: "c-btn c-btn--p", onclick: again }, t("desk.retry")),
      h("a", { href: "#/queue/moderation" }, t("desk.back")))));
}

export function signIn(note) {
  show(t("desk.sign_in"), h("div", { class: "c-result" },
    note && h("div", { class: "c-note c-note--warn", role: "alert" }, h("p", {}, note)),
    heading(t("desk.title")),
    h("p", { class: "c-mut" }, t("desk.sign_in_lead")),
    h("div", { class: "c-acts" },
      h("button", { type: "button", class: "c-btn c-btn--p", onclick: start }, t("desk.sign_in")),
      h("a", { href: "/" }, t("desk.to_site")))));
}

async function start(event) {
  const button = event.currentTarget;
  button.setAttribute("aria-busy", "true");
  try {
    await session.signIn();
  } catch {
    signIn(t("desk.sign_in_failed"));
  }
}
