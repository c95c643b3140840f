// One move for several complaints: first what would happen to each, then the same request for good.
import * as api from "./api.js";
import { plan } from "./complaint_moves.js";
import { stateBadge } from "./complaint_pieces.js";
import { fill, h, say } from "./dom.js";
import { actForm } from "./form.js";
import { message } from "./frame.js";
import { language, t } from "./words.js";

const MOVES = ["accept", "dismiss", "verify", "confirm", "not_confirm", "assign", "start", "ask", "go_on", "extend", "forward", "mark_duplicate", "resolve"];
const ONE_BY_ONE = ["shown", "shown_photos"];

// The first of them tells which moves, reasons and ready answers there are.
export async function bulk(ids, go) {
  const first = await api.complaint(ids[0]);
  const offered = first.may.filter((each) => MOVES.includes(each.move));
  if (!offered.length) return h("div", { class: "c-note c-note--warn d-gap", role: "status" }, h("p", {}, t("desk.acts_none")));
  const place = h("div", {});
  const choose = (move) => fill(place, form(ids, offered.find((each) => each.move === move), first, place, go));
  choose(offered[0].move);
  return h("div", { class: "d-gap" }, h("div", { class: "d-field" }, h("label", { for: "d-bulk" }, t("desk.complaint.screen.bulk_move")),
    h("select", { id: "d-bulk", onchange: (event) => choose(event.target.value) }, offered.map((each) => h("option", { value: each.move }, t(`desk.complaint.move.${each.move}`))))), place);
}

function form(ids, chosen, first, place, go) {
  const shared = { ...chosen, takes: chosen.takes.filter((part) => !ONE_BY_ONE.includes(part)), four_eyes: chosen.four_eyes };
  let sent = {};
  const send = (body) => {
    sent = { ...body, ids, move: chosen.move, lang: language() };
    return api.bulk({ ...sent, preview: true });
  };
  const made = plan(shared, first);
  return actForm(chosen.move, { ...made, hint: t("desk.complaint.screen.bulk_hint"), send }, first, {
    id: "bulk",
    cancel: () => go(),
    reload: () => go(),
    done: (answer) => {
      fill(place, preview(answer, () => carryOut(sent, answer, place, go)));
      place.querySelector("h2").focus();
    },
  });
}

function preview(answer, confirm) {
  return h("section", { class: "d-part d-act", "aria-labelledby": "d-preview" },
    h("h2", { id: "d-preview", tabindex: "-1" }, t(answer.preview ? "desk.complaint.screen.bulk_preview" : "desk.complaint.screen.bulk_done")),
    h("p", {}, t("desk.complaint.screen.bulk_sum", { n: answer.done, refused: answer.refused })),
    h("ul", { class: "d-similar" }, answer.results.map((each) => h("li", {},
      h("a", { href: `#/complaint/${each.id}` }, each.number || `№ ${each.id}`),
      each.ok ? (each.proposed ? t("desk.complaint.screen.proposed") : stateBadge(each.state)) : h("span", { class: "c-error" }, each.title)))),
    h("div", { class: "c-acts" }, confirm && answer.done > 0 && h("button", { type: "button", class: "c-btn c-btn--p", onclick: confirm }, t("desk.complaint.screen.bulk_confirm", { n: answer.done }))));
}

// Each complaint must still stand as it did in the preview.
async function carryOut(sent, previewed, place, go) {
  const ready = previewed.results.filter((each) => each.ok);
  const seen = Object.fromEntries(ready.map((each) => [each.id, each.version]));
  try {
    const answer = await api.bulk({ ...sent, ids: ready.map((each) => each.id), seen, preview: false });
    fill(place, preview(answer, null), h("p", {}, h("button", { type: "button", class: "c-btn", onclick: () => go() }, t("desk.back"))));
    say(t("desk.complaint.screen.bulk_sum", { n: answer.done, refused: answer.refused }));
    place.querySelector("h2").focus();
  } catch (error) {
    say(message(error));
  }
}
