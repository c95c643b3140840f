// One project on the desk: its stages with duties and clocks, what waits, its ideas, and one act's form.
import { h, say } from "./dom.js";
import { actForm } from "./form.js";
import { heading, show } from "./frame.js";
import { example } from "./pieces.js";
import * as api from "./project_api.js";
import { discussion } from "./project_comments.js";
import { ideas } from "./project_ideas.js";
import { pledges } from "./project_pledges.js";
import { badge, bodyName, lacking, money, part, result, rows, text, texts, told, words } from "./project_pieces.js";
import { offered, plan } from "./project_plans.js";
import { mayReview, own } from "./project_reviews.js";
import { clocks, history, timeline } from "./project_stages.js";
import { language, moment, number, setZone, t } from "./words.js";

const DANGEROUS = ["discard", "stop", "find_impossible"];
const HIDDEN = ["draft", "discarded"];

export async function screen(id, address, go) {
  const [seen, choices] = await Promise.all([api.project(id), api.choices()]);
  setZone(seen.timezone);
  return () => draw(seen, choices, address, go);
}

function draw(seen, choices, address, go) {
  const { project, stand } = seen;
  const may = offered(seen);
  const chosen = may.find((act) => dashed(act) === address);
  const side = [clocks(seen), chosen || (mayReview(seen) && !may.length) ? null : acts(project.id, may), facts(seen, choices)];
  const main = [
    chosen && form(seen, choices, chosen, go),
    mayReview(seen) && part("d-own", words("progress"), own(seen)),
    lacking(seen.missing),
    timeline(seen),
    ideas(seen),
    articles(seen, may),
    pledges(seen, go),
    discussion(seen, choices, go),
    task(project),
    history(project, project.process.stages),
  ];
  show(text(project.title),
    h("nav", { class: "c-crumb d-crumb" }, h("a", { href: "#/projects" }, `← ${words("back")}`)),
    result(),
    h("header", { class: "d-pet__h" },
      h("p", { class: "c-pet__k" }, badge("phase", stand.phase), project.example && example(), h("span", { class: "c-mut" }, text(project.process.name)),
        !HIDDEN.includes(stand.phase) && h("a", { href: `/${language()}/projects/${project.id}/` }, t("desk.public_page"))),
      heading(text(project.title))),
    h("div", { class: "d-pet" }, h("div", { class: "d-pet__m" }, main), h("div", { class: "d-pet__s" }, side)));
  if (chosen) document.getElementById("d-act")?.focus();
}

const dashed = (act) => act.replaceAll("_", "-");

function acts(id, may) {
  return h("section", { class: "d-part d-acts", "aria-labelledby": "d-acts" }, h("h2", { id: "d-acts" }, t("desk.acts")),
    may.length ? h("ul", {}, may.map((act, at) => h("li", {}, h("a", {
      href: `#/project/${id}/${dashed(act)}`,
      class: `c-btn c-btn--w ${DANGEROUS.includes(act) ? "c-btn--bad" : at === 0 ? "c-btn--p" : ""}`,
    }, words(`act.${act}`))))) : h("p", { class: "c-mut" }, t("desk.acts_none")));
}

function form(seen, choices, act, go) {
  const { project } = seen;
  const back = () => { location.hash = `#/project/${project.id}`; };
  const made = plan(act, seen, choices);
  return actForm(act, { title: words(`act.${act}`), ...made, send: (body) => api.act(project.id, dashed(act), { seen: seen.version, ...body }) }, seen, {
    id: `project-${project.id}`,
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

function facts({ project }, choices) {
  const { money: limits } = project;
  const who = project.eligibility ?? {};
  return part("d-facts", t("desk.facts"), rows([
    [words("field.body"), bodyName(choices, project.body)],
    [t("desk.jurisdiction"), text(choices.jurisdictions.find((each) => each.code === project.jurisdiction)?.name)],
    [words("field.begins_on"), moment(project.begins_at)],
    [words("field.money_project"), money(limits?.project, limits?.currency)],
    [words("field.money_district"), money(limits?.district, limits?.currency)],
    [words("field.money_total"), money(limits?.total, limits?.currency)],
    [words("field.minimum_age"), who.minimum_age && number(who.minimum_age)],
    [words("field.assurance"), who.assurance?.length > 0 && who.assurance.map((each) => words(`assurance.${each}`)).join(", ")],
    [words("poll"), project.poll && h("a", { href: `#/poll/${project.poll}` }, `№ ${project.poll}`)],
    [words("field.goal"), money(project.campaign?.goal, project.campaign?.currency)],
  ]));
}

function task(project) {
  const said = [["problem", project.problem], ["aims", project.aims], ["fixed", project.fixed]].filter(([, given]) => Object.keys(given ?? {}).length);
  return part("d-task", words("task"), said.map(([name, given]) => h("div", { class: "d-said" }, h("h3", {}, words(`field.${name}`)), texts(given))));
}

function articles({ project }, may) {
  const list = project.articles ?? [];
  if (!list.length) return null;
  return part("d-articles", words("articles"), list.map((each) => h("div", { class: "d-said" },
    h("h3", {}, `${each.number}. `, text(each.title)), texts(each.text),
    each.replied_at ? [h("p", { class: "c-label" }, words("official_reply")), texts(each.reply)] : h("p", { class: "c-mut" }, words("no_reply")))),
    may.includes("reply") && h("p", {}, h("a", { class: "c-btn", href: `#/project/${project.id}/reply` }, words("act.reply"))));
}
