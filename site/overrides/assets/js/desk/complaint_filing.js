// A complaint by phone or at a counter: the official types what the person says.
import * as api from "./api.js";
import { h, paragraphs } from "./dom.js";
import { actForm } from "./form.js";
import { heading, show } from "./frame.js";
import { date, language, moment, name, pick, t } from "./words.js";

const TEXT_MAX = 4000;
let coupon = null;

export async function screen(go) {
  const answer = await fetch("/assets/desk/complaints.json");
  const { categories, jurisdictions } = await answer.json();
  return () => draw(categories, jurisdictions, go);
}

function draw(categories, jurisdictions, go) {
  const title = t("desk.complaint.screen.new");
  show(title,
    h("nav", { class: "c-crumb d-crumb" }, h("a", { href: "#/complaints" }, `← ${t("desk.back")}`)),
    heading(title, { class: "d-h" }),
    coupon && told(coupon),
    form(categories, jurisdictions, go));
  coupon = null;
}

// What is read to the caller or printed.
function told(filed) {
  const link = new URL(filed.link, location.origin).href;
  return h("div", { class: "c-note c-note--ok d-gap", role: "status" },
    h("p", {}, h("b", {}, filed.number), " · ", moment(filed.filed_at)),
    h("p", {}, t("desk.due_on", { date: date(filed.due_on) }), filed.body && ` · ${name(filed.body)}`),
    h("p", {}, t("desk.complaint.screen.private_link"), " ", h("a", { href: link }, link)));
}

function form(categories, jurisdictions, go) {
  const known = new Map(categories.map((each) => [each.id, each]));
  const questions = categories.flatMap((each) => each.attributes.map((asked) => question(each.id, asked)));
  const show_ = (id) => {
    for (const node of document.querySelectorAll("[data-name^='q:']")) node.closest(".d-field").hidden = node.dataset.name.split(":")[1] !== id;
    document.getElementById("d-channel").replaceChildren(...paragraphs(pick(known.get(id)?.channel)[0]));
  };
  const plan = {
    title: t("desk.complaint.screen.new"),
    fields: [
      { name: "category", kind: "select", label: t("desk.category"), options: [["", t("desk.complaint.screen.choose")], ...categories.map((each) => [each.id, name(each)])] },
      { name: "jurisdiction", kind: "select", label: t("desk.jurisdiction"), options: jurisdictions.map((each) => [each.code, name(each)]) },
      { name: "address", kind: "text", label: t("desk.complaint.screen.address") },
      { name: "description", kind: "long", label: t("desk.complaint.screen.reported"), rows: 6, most: TEXT_MAX },
      ...questions,
      { name: "name", kind: "text", label: t("desk.name") },
      { name: "email", kind: "text", label: t("desk.email") },
      { name: "phone", kind: "text", label: t("desk.complaint.screen.phone") },
      { name: "may_publish", kind: "check", label: t("desk.complaint.screen.may_publish"), value: true },
    ],
    before: h("div", { id: "d-channel" }),
    check: (typed) => ["category", "description"].filter((each) => !typed[each].trim()).map((each) => ({ name: each, code: "required" })),
    preview: ({ category }) => {
      queueMicrotask(() => show_(category));
      return [];
    },
    prepare: request,
    send: (body) => api.file({ ...body, lang: language() }),
  };
  return actForm("file", plan, {}, {
    id: "complaint",
    cancel: () => { location.hash = "#/complaints"; },
    reload: () => go(),
    done: (answer) => {
      coupon = answer;
      go();
    },
  });
}

const KINDS = { number: "number", text: "long" };

function question(category, asked) {
  const one = { name: `q:${category}:${asked.code}`, label: `${pick(asked.description)[0]}${asked.required ? " *" : ""}` };
  if (!asked.values.length) return { ...one, kind: KINDS[asked.datatype] ?? "text", rows: 3 };
  return { ...one, kind: "select", options: [["", t("desk.complaint.screen.choose")], ...asked.values.map((value) => [value.key, name(value)])] };
}

function request(typed) {
  const attributes = {}, body = {};
  for (const [key, value] of Object.entries(typed)) {
    const [mark, category, code] = key.split(":");
    if (mark !== "q") body[key] = value;
    else if (category === typed.category && value) attributes[code] = [value];
  }
  return { ...body, attributes };
}
