// One complaint on the desk: what was reported, every clock, the moves that fit, and the form of one.
import * as api from "./api.js";
import { plan } from "./complaint_moves.js";
import * as parts from "./complaint_parts.js";
import { stateBadge } from "./complaint_pieces.js";
import { h, say } from "./dom.js";
import { actForm } from "./form.js";
import { heading, show } from "./frame.js";
import { notes } from "./notes.js";
import { example } from "./pieces.js";
import { language, setZone, t } from "./words.js";

const DANGEROUS = ["dismiss", "declare_false"];
let told = "";

export async function screen(id, move, go) {
  const seen = await api.complaint(id);
  setZone(seen.timezone);
  return () => draw(id, move, seen, go);
}

function draw(id, address, seen, go) {
  const { complaint, status } = seen;
  const chosen = seen.may.find((each) => each.address === address);
  const side = [parts.clocks(seen), chosen ? null : moves(id, seen.may), parts.facts(seen), parts.reporter(seen)];
  const main = [
    parts.proposal(seen, (answer) => after(t("desk.complaint.screen.decided"), go, answer), go),
    chosen && form(id, chosen, seen, go),
    parts.text(seen),
    parts.photos(seen),
    parts.routing(seen),
    parts.nearby(seen),
    notes(`c${id}`, seen.notes, (body) => api.move(id, "note", body)),
    parts.history(seen),
  ];
  show(complaint.number,
    h("nav", { class: "c-crumb d-crumb" }, h("a", { href: `#/complaints/${status.body?.id ?? "intake"}` }, `← ${t("desk.back")}`)),
    told && h("div", { class: "c-note c-note--ok d-gap", role: "status" }, h("p", {}, told)),
    h("header", { class: "d-pet__h" },
      h("p", { class: "c-pet__k" }, stateBadge(status.state), complaint.example && example(), h("span", { class: "c-mut" }, complaint.category.name[language()] ?? complaint.category.id),
        h("a", { href: `/${language()}/complaints/${id}/` }, t("desk.public_page"))),
      heading(complaint.number)),
    h("div", { class: "d-pet" }, h("div", { class: "d-pet__m" }, main), h("div", { class: "d-pet__s" }, side)));
  told = "";
  if (chosen) document.getElementById("d-act")?.focus();
}

function moves(id, may) {
  const offered = may.filter((each) => each.move !== "note");
  return h("section", { class: "d-part d-acts", "aria-labelledby": "d-acts" }, h("h2", { id: "d-acts" }, t("desk.acts")),
    offered.length ? h("ul", {}, offered.map((each, at) => h("li", {}, h("a", {
      href: `#/complaint/${id}/${each.address}`,
      class: `c-btn c-btn--w ${DANGEROUS.includes(each.move) ? "c-btn--bad" : at === 0 ? "c-btn--p" : ""}`,
    }, t(`desk.complaint.move.${each.move}`))))) : h("p", { class: "c-mut" }, t("desk.acts_none")));
}

function form(id, offered, seen, go) {
  const back = () => { location.hash = `#/complaint/${id}`; };
  const made = plan(offered, seen);
  return actForm(offered.move, { ...made, send: (body) => api.move(id, offered.address, { seen: seen.version, lang: language(), ...body }) }, seen, {
    id: `c${id}`,
    version: seen.version,
    cancel: back,
    reload: () => go(),
    done: (answer) => {
      remember(answer.proposed ? t("desk.complaint.screen.waits") : t("desk.done", { act: t(`desk.complaint.move.${offered.move}`) }));
      back();
    },
  });
}

function remember(text) {
  told = text;
  say(text);
}

function after(text, go) {
  remember(text);
  go();
}
