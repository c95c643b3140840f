// What has been said on a petition so far: rejection, responses, debates, decision, steps.
import { h, icon } from "./dom.js";
import { inAnyLanguage } from "./pieces.js";
import { date, pick, t } from "./words.js";

export function answers({ petition, rules, bodies }) {
  const said = [
    petition.rejection && rejected(petition.rejection, rules),
    ...(petition.responses ?? []).map((each) => response(each, bodies)),
    ...(petition.debates ?? []).map(debate),
    petition.decision && decided(petition.decision),
    petition.implementation?.length > 0 && steps(petition.implementation),
  ].filter(Boolean);
  if (!said.length) return null;
  return h("section", { class: "d-part", "aria-labelledby": "d-answers" }, h("h2", { id: "d-answers" }, t("desk.answers")), said);
}

const block = (title, ...children) => h("div", { class: "d-said" }, h("h3", {}, title), ...children);
const outcome = (kind) => kind && h("p", {}, h("span", { class: "c-badge c-badge--answered" }, t(`desk.decision.${kind}`)));

function rejected({ code, hidden, details }, rules) {
  const reason = rules.rejections.find((each) => each.code === code);
  return block(t("desk.event.rejected"),
    h("p", {}, h("b", {}, reason ? pick(reason.title)[0] : code)),
    h("p", { class: "c-mut" }, t(hidden ? "desk.hidden_reason" : "desk.public_reason")),
    inAnyLanguage(details));
}

function response(each, bodies) {
  const body = bodies.find(({ id }) => id === each.body);
  return block(t("desk.event.responded"),
    h("p", { class: "c-mut c-small" }, date(each.responded_on), body && ` · ${pick(body.name)[0]}`),
    outcome(each.decision), inAnyLanguage(each.summary), inAnyLanguage(each.details));
}

function debate(each) {
  const links = [["desk.transcript", each.transcript_url], ["desk.video", each.video_url]].filter(([, address]) => address?.startsWith("https://"));
  return block(t(`desk.kind.${each.kind}`),
    h("p", { class: "c-mut c-small" }, date(each.on), " · ", t(each.held_at ? "desk.event.debated" : "desk.event.debate_scheduled")),
    inAnyLanguage(each.overview),
    links.length > 0 && h("p", {}, links.map(([words, href], at) => [at > 0 && " · ", h("a", { href, rel: "noreferrer" }, t(words))])));
}

const decided = (decision) => block(t("desk.event.decided"), outcome(decision.kind), inAnyLanguage(decision.details));

function steps(all) {
  return block(t("desk.steps"), h("ul", { class: "d-clocks" }, all.map((step) => {
    const [title, lang] = pick(step.title);
    return h("li", { class: "d-due d-step" }, icon(step.done ? "check" : "clock"), h("span", { lang }, title),
      h("small", {}, date(step.on), " · ", t(step.done ? "desk.field.done" : "desk.planned")));
  })));
}
