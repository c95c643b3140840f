// One idea on the desk: what was written, how it stands, who reviewed it, what may be done.
import * as desk from "./api.js";
import { h, paragraphs, say } from "./dom.js";
import { actForm } from "./form.js";
import { heading, show } from "./frame.js";
import { example } from "./pieces.js";
import * as api from "./project_api.js";
import { plan } from "./project_idea_plans.js";
import { mayCreate } from "./project_list.js";
import { titleOf } from "./project_ideas.js";
import { badge, clock, money, part, percent, result, rows, text, texts, told, words } from "./project_pieces.js";
import { mayReview, of, progress, reviews } from "./project_reviews.js";
import { history } from "./project_stages.js";
import { language, languageName, moment, number, setZone, t } from "./words.js";

const DANGEROUS = ["fail", "hide"];
const UNSEEN = ["pending", "returned", "hidden"];

export async function screen(id, n, address, go) {
  const [seen, choices] = await Promise.all([api.project(id), api.choices()]);
  setZone(seen.timezone);
  const each = seen.ideas.find(({ idea }) => idea.number === n);
  if (!each) throw new desk.Refused(404, { code: "not_found" });
  const alike = await similar(seen.project, each);
  return () => draw(seen, { ...each, similar: alike, may: offered(seen, each), reviews: of(seen, n) }, choices, address, go);
}

function draw(seen, each, choices, address, go) {
  const { project } = seen;
  const { idea, may } = each;
  const chosen = may.find((act) => dashed(act) === address);
  const title = titleOf(idea);
  const side = [standing(each), chosen ? null : acts(each), facts(seen, each, choices)];
  const main = [chosen && form(seen, each, chosen, go), written(each), translations(idea), likeThis(each, project), checks(each, project), reviews(seen, each), progress(seen, each), history(idea, project.process.stages)];
  show(title,
    h("nav", { class: "c-crumb d-crumb" }, h("a", { href: `#/project/${project.id}` }, `← ${text(project.title)}`)),
    result(),
    h("header", { class: "d-pet__h" },
      h("p", { class: "c-pet__k" }, badge("state", each.state), (idea.example || project.example) && example(), h("span", { class: "c-mut" }, `№ ${idea.number}`),
        !UNSEEN.includes(each.state) && h("a", { href: `/${language()}/projects/${project.id}/ideas/${idea.number}/` }, t("desk.public_page"))),
      heading(title, { lang: idea.language })),
    h("div", { class: "d-pet" }, h("div", { class: "d-pet__m" }, main), h("div", { class: "d-pet__s" }, side)));
  if (chosen) document.getElementById("d-act")?.focus();
}

// Experts review whatever the present stage deals with; that is no move of the idea.
const offered = (seen, { may }) => (mayReview(seen) ? ["review", ...may] : may);

// Ideas that say nearly the same, which the same service finds for people who type a new one.
async function similar(project, { idea }) {
  if (project.process.ideas.private) return [];
  try {
    const answer = await fetch(`/api/v1/projects/${project.id}/similar?q=${encodeURIComponent(idea.title)}`);
    const { ideas } = await answer.json();
    return (ideas ?? []).filter((one) => one.number !== idea.number);
  } catch {
    return [];
  }
}

const dashed = (act) => act.replaceAll("_", "-");

// A winner is carried out as a work, which continues its trail.
function acts({ idea, may, state }) {
  const canBegin = state === "won" && mayCreate();
  return h("section", { class: "d-part d-acts", "aria-labelledby": "d-acts" }, h("h2", { id: "d-acts" }, t("desk.acts")),
    may.length || canBegin ? h("ul", {}, canBegin && h("li", {}, h("a", { href: `#/work/new/${idea.trail}`, class: "c-btn c-btn--w c-btn--p" }, t("desk.work.new"))), may.map((act, at) => h("li", {}, h("a", {
      href: `#/idea/${idea.project}-${idea.number}/${dashed(act)}`,
      class: `c-btn c-btn--w ${DANGEROUS.includes(act) ? "c-btn--bad" : at === 0 && !canBegin ? "c-btn--p" : ""}`,
    }, words(`move.${act}`))))) : h("p", { class: "c-mut" }, t("desk.acts_none")));
}

function form(seen, each, act, go) {
  const { idea, version } = each;
  const back = () => { location.hash = `#/idea/${idea.project}-${idea.number}`; };
  const seenIs = act === "review" ? {} : { seen: version };
  return actForm(act, { title: words(`move.${act}`), ...plan(act, seen, each), send: (body) => api.ideaAct(idea.project, idea.number, dashed(act), { ...seenIs, ...body }) }, seen, {
    id: `idea-${idea.project}-${idea.number}`,
    version,
    cancel: back,
    reload: () => go(),
    done: () => {
      told.text = t("desk.done", { act: words(`move.${act}`) });
      say(told.text);
      back();
    },
  });
}

function standing(each) {
  return part("d-stands", words("stands"), h("p", {}, badge("state", each.state)),
    each.due_at && clock(words("rework_due"), each),
    each.wants_out && h("p", { class: "c-mut" }, words("wants_out_note")),
    each.supports > 0 && h("p", {}, words("supports", { n: each.supports })),
    each.assessment?.total !== null && each.assessment?.total !== undefined && h("p", {}, words("total"), ": ", h("b", {}, percent(each.assessment.total))));
}

function facts({ project }, { idea }, choices) {
  const place = idea.place ?? {};
  return part("d-facts", t("desk.facts"), rows([
    [words("author"), [idea.author, ...(idea.coauthors ?? [])].filter(Boolean).join(", ") || words("unnamed")],
    [t("desk.language"), languageName(idea.language)],
    [t("desk.jurisdiction"), place.jurisdiction && text(choices.jurisdictions.find((each) => each.code === place.jurisdiction)?.name)],
    [t("desk.complaint.screen.address"), place.address],
    [words("cost_author"), money(idea.cost, project.money.currency)],
    [words("cost_body"), money(idea.estimate, project.money.currency)],
    [t("desk.submitted"), moment(idea.at)],
    [words("merged_from"), idea.merged_from?.length > 0 && idea.merged_from.map((n) => h("a", { href: `#/idea/${idea.project}-${n}` }, `№ ${n} `))],
    [words("merged"), idea.merged_into && h("a", { href: `#/idea/${idea.project}-${idea.merged_into}` }, `№ ${idea.merged_into}`)],
  ]));
}

const written = ({ idea }) => part("d-text", words("idea_text"), h("div", { lang: idea.language }, idea.text ? paragraphs(idea.text) : h("p", { class: "c-mut" }, words("private_text"))));

function translations(idea) {
  const codes = Object.keys({ ...idea.titles, ...idea.texts });
  return codes.length > 0 && part("d-translations", words("translations"), codes.map((code) => h("details", { class: "d-version", lang: code }, h("summary", {}, languageName(code)), h("h3", {}, idea.titles?.[code]), paragraphs(idea.texts?.[code]))));
}

function likeThis({ similar: found }, project) {
  return found.length > 0 && part("d-similar", words("similar"), h("ul", { class: "d-similar" }, found.map((one) => h("li", {},
    h("a", { href: `#/idea/${project.id}-${one.number}` }, `№ ${one.number} `, one.title), h("span", { class: "c-mut" }, percent(one.score * 100))))));
}

// What the screening found, line by line, from the last move that carried the list.
function checks({ idea }, project) {
  const found = [...(idea.history ?? [])].reverse().find((entry) => entry.facts?.checks);
  const rule = project.process.stages.find((stage) => stage.kind === "screening");
  if (!found || !rule) return null;
  return part("d-checks", words("screening"), h("ul", { class: "d-checks" }, rule.checks.map((check) => h("li", {}, h("b", {}, words(found.facts.checks[check.key] ? "holds" : "fails")), " ", text(check.name)))),
    Object.keys(found.text ?? {}).length > 0 && texts(found.text), h("p", { class: "c-mut c-small" }, number(rule.checks.length), " · ", moment(found.at)));
}
