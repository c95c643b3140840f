// One petition on the desk: everything a decision needs, the acts that fit, and the form of one.
import * as api from "./api.js";
import { plan } from "./acts.js";
import { answers } from "./answers.js";
import { h, say } from "./dom.js";
import { actForm } from "./form.js";
import { heading, show } from "./frame.js";
import { notes } from "./notes.js";
import * as parts from "./parts.js";
import { example, flag, stateBadge } from "./pieces.js";
import { similar } from "./similar.js";
import { language, setZone, t } from "./words.js";

const DANGEROUS = ["rejection", "removal", "erasure", "stop"];
const PAGES = ["public", "link"];
let told = "";

export async function screen(id, act, go) {
  const seen = await api.petition(id);
  setZone(seen.timezone);
  return () => draw(id, act, seen, go);
}

function draw(id, act, seen, go) {
  const { petition, status } = seen;
  const offered = seen.acts.filter((each) => each !== "note");
  const chosen = offered.includes(act) ? act : "";
  const side = [parts.clocks(seen), chosen ? null : actList(id, offered), parts.counts(seen), parts.facts(seen), parts.petitioner(seen)];
  const main = [
    chosen && form(id, chosen, seen, go),
    status.state === "moderation" && parts.checklist(seen),
    answers(seen),
    parts.text(seen),
    parts.attachments(seen),
    similar(petition),
    seen.acts.includes("note") && notes(id, seen.notes),
    parts.history(seen),
  ];
  show(petition.text.title,
    h("nav", { class: "c-crumb d-crumb" }, h("a", { href: "#/queue/moderation" }, `← ${t("desk.back")}`)),
    told && h("div", { class: "c-note c-note--ok d-gap", role: "status" }, h("p", {}, told)),
    h("header", { class: "d-pet__h" },
      h("p", { class: "c-pet__k" }, stateBadge(status.state), status.flags.map(flag), petition.example && example(), h("span", { class: "c-mut" }, t("desk.number", { n: String(id) })),
        PAGES.includes(status.visibility) && h("a", { href: `/${language()}/petitions/${id}/` }, t("desk.public_page"))),
      heading(petition.text.title, { lang: petition.language })),
    h("div", { class: "d-pet" }, h("div", { class: "d-pet__m" }, main), h("div", { class: "d-pet__s" }, side)));
  told = "";
  if (chosen) document.getElementById("d-act")?.focus();
}

function actList(id, offered) {
  return h("section", { class: "d-part d-acts", "aria-labelledby": "d-acts" }, h("h2", { id: "d-acts" }, t("desk.acts")),
    offered.length ? h("ul", {}, offered.map((act, at) => h("li", {}, h("a", {
      href: `#/petitions/${id}/${act}`,
      class: `c-btn c-btn--w ${DANGEROUS.includes(act) ? "c-btn--bad" : at === 0 ? "c-btn--p" : ""}`,
    }, t(`desk.act.${act}`))))) : h("p", { class: "c-mut" }, t("desk.acts_none")));
}

function form(id, act, seen, go) {
  const back = () => { location.hash = `#/petitions/${id}`; };
  return actForm(act, plan(act, seen), seen, {
    id,
    version: seen.version,
    cancel: back,
    reload: () => go(),
    done: () => {
      told = t("desk.done", { act: t(`desk.act.${act}`) });
      say(told);
      back();
    },
  });
}
