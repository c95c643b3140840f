// Comments that wait for a moderator or were flagged: kept as they are, or hidden with a public reason.
import { fill, h, paragraphs, say } from "./dom.js";
import { actForm } from "./form.js";
import { message } from "./frame.js";
import * as api from "./project_api.js";
import { badge, bodyName, part, text, told, words } from "./project_pieces.js";
import { explained, needsText } from "./project_plans.js";
import { written } from "./acts.js";
import * as session from "./session.js";
import { moment, t, word } from "./words.js";

const MODERATES = ["moderator", "supervisor"];

export function discussion(seen, choices, go) {
  if (!seen.comments.length) return null;
  const may = session.current()?.roles.some((role) => MODERATES.includes(role));
  const place = h("div", {});
  return part("d-flagged", words("waiting_comments"), place, seen.comments.map((each) => comment(seen, each, choices, may && { place, go })));
}

function comment(seen, one, choices, moderation) {
  return h("article", { class: "d-said" },
    h("p", { class: "c-mut c-small" }, [about(one.about), one.side && words(`side.${one.side}`), moment(one.at), one.name, one.body && bodyName(choices, one.body)].filter(Boolean).join(" · ")),
    h("div", { lang: one.language }, one.body ? h("p", {}, text(one.texts)) : paragraphs(one.text)),
    h("p", {}, badge("comment", one.state), one.flags.length > 0 && h("span", { class: "c-mut c-small" }, " ", words("flags"), ": ", [...new Set(one.flags)].map((each) => word(`desk.project.flag.${each}`, each)).join(", "))),
    moderation && h("div", { class: "c-acts" },
      h("button", { type: "button", class: "c-btn", onclick: (event) => keep(event, seen, one, moderation.go) }, words("comment_act.keep")),
      h("button", { type: "button", class: "c-btn c-btn--bad", onclick: () => hide(seen, one, moderation) }, words("comment_act.hide"))));
}

function about(target) {
  const [kind, number] = target.split("/");
  return words(`about.${kind}`, { n: number ?? "" });
}

async function keep(event, seen, one, go) {
  const button = event.currentTarget;
  button.disabled = true;
  try {
    await api.commentAct(seen.project.id, one.id, "keep", {});
    done("keep", go);
  } catch (error) {
    button.disabled = false;
    say(message(error));
  }
}

// Hiding needs a reason that everybody reads in the comment's place.
function hide(seen, one, { place, go }) {
  const plan = {
    title: words("comment_act.hide"),
    danger: true,
    before: h("blockquote", { class: "c-mut d-lines", lang: one.language }, one.text),
    texts: [explained()],
    firstTab: one.language,
    check: needsText,
    prepare: (typed) => ({ text: written(typed.text) }),
    send: (body) => api.commentAct(seen.project.id, one.id, "hide", body),
  };
  const id = `comment-${seen.project.id}-${one.id}`;
  fill(place, actForm("hide", plan, {}, { id, cancel: () => fill(place), reload: () => go(), done: () => done("hide", go) }));
  place.querySelector("h2").focus();
}

function done(act, go) {
  told.text = t("desk.done", { act: words(`comment_act.${act}`) });
  say(told.text);
  go({ quiet: true });
}
