// One vote on the desk: what is lacking, the document to be sealed, who voted, paper, the result, and one act's form.
import { h, say } from "./dom.js";
import { actForm } from "./form.js";
import { heading, show } from "./frame.js";
import { example } from "./pieces.js";
import * as api from "./poll_api.js";
import { badge, method, waiting, words } from "./poll_pieces.js";
import { plan, preview } from "./poll_plans.js";
import { money, part, result, rows, texts, told } from "./project_pieces.js";
import { language, moment, name, number, pick, setZone, t } from "./words.js";

const DANGEROUS = ["discard", "withdraw", "override", "paper-drop"];
const HIDDEN = ["draft", "discarded"];

export async function screen(id, act, go) {
  const seen = await api.poll(id);
  setZone(seen.timezone);
  return () => draw(seen, act, go);
}

function draw(seen, act, go) {
  const { poll, state } = seen;
  const [question, lang] = pick(poll.question);
  const chosen = seen.may.includes(act) && act !== "draft" ? act : "";
  show(question,
    h("nav", { class: "c-crumb d-crumb" }, h("a", { href: "#/polls" }, `← ${words("back")}`)),
    result(),
    h("header", { class: "d-pet__h" },
      h("p", { class: "c-pet__k" }, badge(state), waiting(seen.waits), poll.example && example(), h("span", { class: "c-mut" }, `№ ${poll.id} · ${method(poll.rule.method)}`),
        !HIDDEN.includes(state) && h("a", { href: `/${language()}/polls/${poll.id}/` }, t("desk.public_page"))),
      heading(question, { lang })),
    h("div", { class: "d-pet" },
      h("div", { class: "d-pet__m" }, chosen && form(seen, chosen, go), lacks(seen), said(poll), options(poll), sealed(seen), outcome(poll), history(poll)),
      h("div", { class: "d-pet__s" }, !chosen && acts(poll.id, seen.may), turnout(seen), facts(seen))));
  if (chosen) document.getElementById("d-act")?.focus();
}

function acts(id, may) {
  const path = (act) => (act === "draft" ? `#/poll/${id}/edit` : `#/poll/${id}/${act}`);
  return h("section", { class: "d-part d-acts", "aria-labelledby": "d-acts" }, h("h2", { id: "d-acts" }, t("desk.acts")), may.length ? h("ul", {}, may.map((act, at) => h("li", {}, h("a", {
    href: path(act), class: `c-btn c-btn--w ${DANGEROUS.includes(act) ? "c-btn--bad" : at === 0 ? "c-btn--p" : ""}`,
  }, words(`act.${act}`))))) : h("p", { class: "c-mut" }, t("desk.acts_none")));
}

function form(seen, act, go) {
  const { id } = seen.poll;
  const back = () => { location.hash = `#/poll/${id}`; };
  return actForm(act, { title: words(`act.${act}`), ...plan(act, seen), send: (body) => api.act(id, act, { seen: seen.version, ...body }) }, seen, {
    id: `poll-${id}`,
    version: seen.version,
    cancel: back,
    reload: () => go(),
    done: () => {
      told.text = t("desk.done", { act: words(`act.${act}`) });
      say(told.text);
      back();
    },
  });
}

function lacks({ problems }) {
  if (!problems.length) return null;
  return h("div", { class: "c-note c-note--warn d-gap" }, h("p", {}, words("lacks")), h("ul", {}, problems.map(({ label, detail }) => h("li", {}, `${label}: ${detail}`))));
}

const said = ({ about, question }) => part("d-said", words("field.question"), texts(question), Object.keys(about).length > 0 && texts(about));

function options({ options: list }) {
  if (!list.length) return null;
  return part("d-options", words("options"), h("ol", {}, list.map((one) => h("li", {}, one.cost > 0 && h("b", { class: "d-cost" }, money(one.cost, "KZT")), texts(one.text)))));
}

function sealed({ document: found, poll, is_logged: isLogged }) {
  if (!found) return null;
  return part("d-rule", words(poll.sealed ? "sealed" : "to_seal"), poll.sealed && h("p", {}, words(isLogged ? "logged" : "not_logged")), preview(found));
}

function outcome(poll) {
  if (!poll.result) return null;
  const named = (ids) => ids.map((id) => pick(poll.options.find((one) => one.id === id)?.text ?? {})[0]).join(", ");
  const decided = poll.options.length ? named(poll.result.winners) : words(poll.result.passed ? "passed" : "not_passed");
  return part("d-result", words("result"), h("p", {}, h("b", {}, decided)), poll.overrides.map((one) => h("div", { class: "d-said" },
    h("p", {}, words("act.override"), ": ", h("b", {}, poll.options.length ? named(one.winners) : words(one.passed ? "passed" : "not_passed")), ` · ${moment(one.at)}`), texts(one.reason))));
}

const history = ({ history: list }) => part("d-history", t("desk.history"), h("ol", { class: "c-tl" }, [...list].reverse().map((line) => h("li", { class: "past" }, h("time", {}, moment(line.at)), h("h3", {}, words(`event.${line.what}`)), Object.keys(line.text).length > 0 && texts(line.text)))));

function turnout({ count, poll }) {
  const { paper } = poll;
  return part("d-count", words("turnout"), rows([
    [words("voters_all"), number(count.voters)],
    ...["email", "eid", "paper", "changed"].map((kind) => [words(`count.${kind}`), count[kind] > 0 && number(count[kind])]),
    [words("paper_in"), paper && `${number(paper.ballots)} / ${number(paper.marks)}`],
    [words("paper_waiting"), paper?.waiting?.length > 0 && paper.waiting.join(", ")],
  ]), h("p", { class: "c-hint" }, words("hidden")));
}

function facts({ poll, body, jurisdiction }) {
  const who = poll.eligibility;
  return part("d-facts", t("desk.facts"), rows([
    [words("field.body"), name(body)],
    [t("desk.jurisdiction"), name(jurisdiction)],
    [words("field.opens_on"), moment(poll.opens_at)],
    [words("field.closes_on"), moment(poll.closes_at)],
    [words("field.minimum_age"), who.minimum_age && number(who.minimum_age)],
    [words("project"), poll.project && h("a", { href: `#/project/${poll.project}` }, `№ ${poll.project}`)],
  ]));
}
