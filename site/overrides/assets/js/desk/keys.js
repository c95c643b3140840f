// The keys of outside apps: issued here, shown once, revoked here.
import * as api from "./api.js";
import { h, say } from "./dom.js";
import { actForm } from "./form.js";
import { empty, heading, message, show } from "./frame.js";
import { language, shortDate, t } from "./words.js";

const MOST = 100;
let fresh = null;

export async function screen(go) {
  const { keys } = await api.keys();
  return () => draw(keys, go);
}

function draw(keys, go) {
  show(t("desk.keys"),
    heading(t("desk.keys"), { class: "d-h" }),
    h("p", { class: "c-mut" }, t("desk.key.lead")),
    fresh && h("div", { class: "c-note c-note--ok d-gap", role: "status" }, h("p", {}, t("desk.key.once")), h("p", {}, h("code", {}, fresh.key))),
    issue(go),
    keys.length ? h("ul", { class: "d-rows" }, keys.map((key) => row(key, go))) : empty("empty", t("desk.key.none")));
  fresh = null;
}

function issue(go) {
  const plan = {
    title: t("desk.key.issue"),
    fields: [
      { name: "name", kind: "text", label: t("desk.key.name"), most: MOST },
      { name: "contact", kind: "text", label: t("desk.key.contact") },
      { name: "test", kind: "check", label: t("desk.key.test") },
    ],
    check: ({ name, contact }) => [!name.trim() && { name: "name", code: "required" }, !contact.trim() && { name: "contact", code: "required" }].filter(Boolean),
    prepare: (typed) => typed,
    send: (body) => api.issueKey({ ...body, lang: language() }),
  };
  return actForm("issue", plan, {}, {
    id: "keys",
    cancel: () => { location.hash = "#/complaints"; },
    reload: () => go(),
    done: (answer) => {
      fresh = answer;
      go();
    },
  });
}

function row(key, go) {
  const revoke = async (event) => {
    event.target.disabled = true;
    try {
      await api.revokeKey(key.id, { rid: api.rid(), lang: language() });
      go();
    } catch (error) {
      event.target.disabled = false;
      say(message(error));
    }
  };
  return h("li", { class: "d-row" },
    h("div", { class: "d-row__t" }, h("h2", {}, key.name), h("p", { class: "c-mut" }, key.contact)),
    h("div", { class: "d-row__s" }, h("span", { class: "c-badge d-badge" }, t(key.test ? "desk.complaint.screen.test_key" : "desk.key.live"))),
    h("p", { class: "c-mut c-small" }, t("desk.key.created"), " ", shortDate(key.created_at)),
    key.revoked_at ? h("p", { class: "c-mut" }, t("desk.key.revoked"), " ", shortDate(key.revoked_at)) : h("button", { type: "button", class: "c-link", onclick: revoke }, t("desk.key.revoke")));
}
