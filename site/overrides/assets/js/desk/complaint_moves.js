// What each move asks for, built from what the server says it needs.
import { written } from "./acts.js";
import { h } from "./dom.js";
import { files } from "./media.js";
import { languages, name, pick, t, today } from "./words.js";

const NEXT = { accept: "verify", confirm: "assign", assign: "start" };
const DANGEROUS = ["dismiss", "declare_false"];
const WITH_BODY = ["verify", "assign"];

// `offered` is one entry of the server's `may`; `seen` the whole complaint.
export function plan(offered, seen) {
  const asks = (part) => offered.needs.includes(part) || offered.takes.includes(part);
  const next = offered.then.includes(NEXT[offered.move]) ? NEXT[offered.move] : "";
  const shown = new Set(seen.photos.filter((photo) => photo.shown).map((photo) => photo.id));
  const texts = [
    asks("text") && { name: "text", kind: "texts", label: label("text"), rows: 6, most: seen.limits.text },
    asks("actions") && { name: "actions", kind: "texts", label: label("actions"), rows: 3 },
  ].filter(Boolean);
  const fields = [
    asks("code") && { name: "code", kind: "select", label: label("code"), options: [["", t("desk.field.code_choose")], ...offered.reasons.map((each) => [each.code, pick(each.name)[0]])] },
    asks("body") && bodyField("body", seen, label("body")),
    asks("until") && { name: "until", kind: "date", label: label("until"), least: today(), top: seen.extension?.latest },
    asks("of") && { name: "of", kind: "number", label: label("of"), least: 1 },
    asks("shown") && seen.complaint.publishable && { name: "shown", kind: "long", label: label("shown"), rows: 6, most: seen.limits.shown, value: seen.complaint.shown ?? seen.complaint.description },
    next && { name: "next", kind: "check", label: t(`desk.complaint.screen.next.${next}`), value: true },
    WITH_BODY.includes(next) && bodyField("next_body", seen, t("desk.complaint.screen.next_body")),
  ].filter(Boolean);
  return {
    title: t(`desk.complaint.move.${offered.move}`),
    danger: DANGEROUS.includes(offered.move),
    before: h("div", {}, notes(offered, seen), asks("shown_photos") && photos(seen, shown), asks("text") && templates(offered)),
    fields,
    texts,
    firstTab: seen.complaint.language,
    check: (typed) => missing(offered, typed),
    prepare: (typed) => request(offered, typed, next, asks("shown_photos") ? [...shown] : null),
  };
}

const label = (field) => t(`desk.complaint.field.${field}`);

function bodyField(field, seen, text) {
  const likely = (field === "body" && seen.status.body) || seen.routing?.body || seen.status.body;
  return { name: field, kind: "select", label: text, options: seen.bodies.map((body) => [body.id, name(body)]), value: likely?.id ?? "" };
}

function notes(offered, seen) {
  const told = [
    offered.four_eyes && t("desk.complaint.screen.four_eyes"),
    offered.move === "extend" && seen.extension && t("desk.complaint.screen.extension", { latest: seen.extension.latest, notice: seen.extension.notice_by }),
    offered.needs.includes("actions") && t("desk.complaint.screen.actions_hint"),
    offered.takes.includes("shown") && !seen.complaint.publishable && t("desk.complaint.screen.not_public"),
  ].filter(Boolean);
  return told.length > 0 && h("div", { class: "c-note c-note--info" }, told.map((text) => h("p", {}, text)));
}

// A ready answer goes into every language's field that is still empty or held another ready answer.
function templates(offered) {
  if (!offered.templates.length) return null;
  const put = (event) => {
    const chosen = offered.templates.find((each) => each.id === event.target.value);
    for (const [code] of languages) {
      const box = document.getElementById(`f-text-${code}`);
      if (!chosen || !box || (box.value.trim() && !offered.templates.some((each) => each.text[code] === box.value))) continue;
      box.value = chosen.text[code] ?? "";
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  return h("div", { class: "d-field" }, h("label", { for: "f-template" }, t("desk.complaint.screen.template")),
    h("select", { id: "f-template", onchange: put }, h("option", { value: "" }, t("desk.complaint.screen.template_none")),
      offered.templates.map((each) => h("option", { value: each.id }, pick(each.name)[0]))));
}

function photos(seen, shown) {
  const clean = seen.photos.filter((photo) => photo.state === "clean");
  if (!clean.length || !seen.complaint.publishable) return null;
  const choice = ({ id }) => {
    const box = h("input", { type: "checkbox", id: `d-show-${id}`, checked: shown.has(id), onchange: () => (box.checked ? shown.add(id) : shown.delete(id)) });
    return h("p", { class: "c-check" }, box, h("label", { for: box.id }, t("desk.complaint.screen.photo_shown")));
  };
  return h("div", { class: "c-note c-note--info" }, h("p", {}, label("shown_photos")), files(clean, choice));
}

function missing(offered, typed) {
  const empty = (part) => (typeof typed[part] === "object" ? !Object.keys(written(typed[part])).length : !typed[part]);
  return offered.needs.filter((part) => part in typed && empty(part)).map((part) => ({ name: part, code: "required" }));
}

function request(offered, typed, next, shownPhotos) {
  const { text, actions, of, next: goesOn, next_body: nextBody, ...rest } = typed;
  const body = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ""));
  if ("shown" in typed) body.shown = typed.shown;
  if (Object.keys(written(text ?? {})).length) body.text = written(text);
  if (actions) body.actions = lines(actions);
  if (of) body.of = Number(of);
  if (shownPhotos) body.shown_photos = shownPhotos;
  if (next && goesOn) body.then = [{ move: next, ...(WITH_BODY.includes(next) && { body: nextBody }) }];
  return body;
}

// Line by line: the first line of each language is the first action.
function lines(texts) {
  const split = Object.entries(written(texts)).map(([code, text]) => [code, text.split("\n").map((line) => line.trim()).filter(Boolean)]);
  const most = Math.max(0, ...split.map(([, all]) => all.length));
  return Array.from({ length: most }, (_, at) => Object.fromEntries(split.filter(([, all]) => all[at]).map(([code, all]) => [code, all[at]])));
}

