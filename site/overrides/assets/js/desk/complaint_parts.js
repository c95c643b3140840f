// The parts of a complaint's screen: what was reported, its clocks, who reported, what has happened.
import * as api from "./api.js";
import { clock, named, said, stateBadge, steps, texts } from "./complaint_pieces.js";
import { h, paragraphs, say } from "./dom.js";
import { message } from "./frame.js";
import { files } from "./media.js";
import { date, language, languageName, moment, name, number, pick, t, word } from "./words.js";

const part = (id, title, ...children) => h("section", { class: "d-part", "aria-labelledby": id }, h("h2", { id }, title), ...children);
const rows = (pairs) => h("dl", { class: "c-dl" }, pairs.filter(([, value]) => value).map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))));
const words = (key) => t(`desk.complaint.screen.${key}`);

export function text({ complaint }) {
  const changed = complaint.shown !== null && complaint.shown !== complaint.description;
  return part("d-text", words("reported"),
    h("div", { lang: complaint.language }, paragraphs(complaint.description)),
    complaint.attributes.length > 0 && rows(complaint.attributes.map((each) => [pick(each.name)[0], each.values.map((value) => pick(value)[0]).join(", ")])),
    changed && h("details", { class: "d-version" }, h("summary", {}, words("public_text")), complaint.shown ? h("div", { lang: complaint.language }, paragraphs(complaint.shown)) : h("p", { class: "c-mut" }, words("nothing_public"))),
    !complaint.publishable && h("p", { class: "c-hint" }, words("not_public")));
}

export function photos({ photos: added }) {
  return added.length > 0 && part("d-photos", words("photos"), files(added, (file) => file.shown && h("p", { class: "c-mut c-small" }, words("photo_shown"))));
}

export function clocks({ status, accept, forward }) {
  return part("d-clocks", t("desk.duties"),
    accept && clock("accept", accept), forward && clock("forward", forward),
    status.answered_at ? h("p", { class: "d-due d-due--ok" }, t("desk.done_on", { date: moment(status.answered_at) })) : clock("decide", status.due),
    status.survey_until && h("p", { class: "c-mut" }, words("survey_until"), " ", moment(status.survey_until)),
    steps(status.due_steps));
}

export function facts({ complaint, status }) {
  const { place } = complaint;
  const spot = place.lat === null || place.lat === undefined ? "" : `${place.lat}, ${place.long}`;
  return part("d-facts", t("desk.facts"), rows([
    [t("desk.addressed_to"), named(status.body)],
    [t("desk.category"), name(complaint.category)],
    [t("desk.jurisdiction"), name(place.jurisdiction)],
    [words("address"), place.address],
    [words("point"), spot],
    [t("desk.submitted"), moment(complaint.filed_at)],
    [words("channel"), t(`desk.complaint.channel.${complaint.channel}`)],
    [t("desk.language"), languageName(complaint.language)],
    [words("supporters"), complaint.supporters > 0 && number(complaint.supporters)],
    [words("duplicate_of"), complaint.duplicate_of && h("a", { href: `#/complaint/${complaint.duplicate_of.id}` }, complaint.duplicate_of.number)],
    [words("duplicates"), complaint.duplicates.length > 0 && complaint.duplicates.map((id) => h("a", { href: `#/complaint/${id}` }, `№ ${id} `))],
  ]));
}

export function reporter({ reporter: who, complaint }) {
  if (who.seen !== "yes") return part("d-reporter", words("reporter"), h("p", { class: "c-mut" }, complaint.example ? t("desk.example_note") : t(`desk.complaint.reporter.${who.seen}`)));
  return part("d-reporter", words("reporter"), rows([[t("desk.name"), who.name], [t("desk.email"), who.email], [words("phone"), who.phone], [t("desk.language"), languageName(who.lang)]]));
}

export function routing({ routing: found, status }) {
  if (!found || status.body) return null;
  return part("d-routing", words("routing"), h("p", {}, h("b", {}, name(found.body))),
    h("p", { class: "c-mut" }, t("desk.complaint.screen.rule", { n: String(found.rule) }), " ", pick(found.why)[0]));
}

export function nearby({ nearby: found }) {
  return found.length > 0 && part("d-nearby", words("nearby"), h("ul", { class: "d-similar" }, found.map((each) => h("li", {},
    h("a", { href: `#/complaint/${each.id}` }, each.number, " ", each.title),
    h("span", { class: "d-similar__s" }, t("desk.complaint.screen.metres", { n: each.metres }), stateBadge(each.state))))));
}

export function history({ history: told }) {
  return part("d-history", t("desk.history"),
    told.length ? h("ol", { class: "c-tl" }, [...told].reverse().map(entry)) : h("p", { class: "c-mut" }, t("desk.history_empty")));
}

function entry(each) {
  const actions = each.facts.actions ?? [];
  return h("li", {}, h("time", { datetime: each.at }, moment(each.at)), h("h3", {}, word(`desk.complaint.done.${each.move}`, each.move)),
    h("p", { class: "c-mut c-small" }, [word(`desk.complaint.role.${each.role}`, each.role), named(each.body), each.facts.until && date(each.facts.until), each.private && words("private")].filter(Boolean).join(" · ")),
    each.code && h("p", {}, h("b", {}, pick(each.reason)[0] || each.code)),
    texts(each.text).length > 0 && said(each.text),
    actions.length > 0 && h("ul", {}, actions.map((action) => h("li", {}, pick(action)[0]))));
}

// Where two officials decide: what the first one asked for, and the second one's answer.
export function proposal({ proposal: waits, version, complaint }, done, reload) {
  if (!waits) return null;
  const decide = async (approve) => {
    try {
      done(await api.move(complaint.id, "proposal", { rid: api.rid(), seen: version, lang: language(), approve }));
    } catch (error) {
      say(message(error));
      if (error.code === "changed_meanwhile") reload();
    }
  };
  return part("d-proposal", words("proposal"),
    h("p", {}, h("b", {}, t(`desk.complaint.move.${waits.move}`)), " · ", moment(waits.at)),
    said(waits.asked.text),
    h("p", { class: "c-mut" }, words(waits.by_me ? "proposal_mine" : "proposal_second")),
    h("div", { class: "c-acts" },
      waits.may_approve && h("button", { type: "button", class: "c-btn c-btn--p", onclick: () => decide(true) }, words("approve")),
      h("button", { type: "button", class: "c-btn", onclick: () => decide(false) }, words(waits.by_me ? "take_back" : "refuse"))));
}
