// One work on the desk: money, milestones, photos, and the form of one act.
import { h, say } from "./dom.js";
import { actForm } from "./form.js";
import { heading, show } from "./frame.js";
import { example } from "./pieces.js";
import * as api from "./project_api.js";
import { bodyName, result, text, told } from "./project_pieces.js";
import { history } from "./project_stages.js";
import * as parts from "./work_parts.js";
import { addPhoto } from "./work_photo.js";
import { plan } from "./work_plans.js";
import { language, setZone, t } from "./words.js";

const DANGEROUS = ["stop"];

export async function screen(id, act, go) {
  const [answer, choices] = await Promise.all([api.work(id), api.choices()]);
  if (answer.timezone) setZone(answer.timezone);
  return () => draw({ ...answer, work: answer.facts }, choices, act, go);
}

function draw(seen, choices, act, go) {
  const { work, may, state } = seen;
  const chosen = may.includes(act) ? act : "";
  const side = [chosen ? null : acts(work.id, may), parts.facts(seen, bodyName(choices, work.body))];
  const main = [
    chosen === "photo" ? addPhoto(seen, go) : chosen && form(seen, chosen, go),
    parts.milestones(seen), parts.asked(seen), parts.photos(seen), parts.confirmations(seen), history(work, [], "work"),
  ];
  show(text(work.title),
    h("nav", { class: "c-crumb d-crumb" }, h("a", { href: "#/works" }, `← ${parts.word("back")}`)),
    result(),
    h("header", { class: "d-pet__h" },
      h("p", { class: "c-pet__k" }, parts.stateBadge(state), work.example && example(), h("a", { href: `/${language()}/implemented/${work.id}/` }, t("desk.public_page"))),
      heading(text(work.title))),
    h("div", { class: "d-pet" }, h("div", { class: "d-pet__m" }, main), h("div", { class: "d-pet__s" }, side)));
  if (chosen) document.getElementById("d-act")?.focus();
}

function acts(id, may) {
  return h("section", { class: "d-part d-acts", "aria-labelledby": "d-acts" }, h("h2", { id: "d-acts" }, t("desk.acts")),
    may.length ? h("ul", {}, may.map((act, at) => h("li", {}, h("a", {
      href: `#/work/${id}/${act}`, class: `c-btn c-btn--w ${DANGEROUS.includes(act) ? "c-btn--bad" : at === 0 ? "c-btn--p" : ""}`,
    }, parts.word(`act.${act}`))))) : h("p", { class: "c-mut" }, t("desk.acts_none")));
}

function form(seen, act, go) {
  const { work, version } = seen;
  const back = () => { location.hash = `#/work/${work.id}`; };
  return actForm(act, { title: parts.word(`act.${act}`), ...plan(act, seen), send: (body) => api.workAct(work.id, act, { seen: version, ...body }) }, seen, {
    id: `work-${work.id}`,
    version,
    cancel: back,
    reload: () => go(),
    done: () => {
      told.text = t("desk.done", { act: parts.word(`act.${act}`) });
      say(told.text);
      back();
    },
  });
}
