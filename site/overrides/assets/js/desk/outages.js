// When signing was out of order, and one act that gives every petition back the time that it lost.
import * as api from "./api.js";
import { h, say } from "./dom.js";
import { written } from "./acts.js";
import { actForm } from "./form.js";
import { empty, heading, show } from "./frame.js";
import { moment, number, setZone, t, word } from "./words.js";

const ACT = "extension_all";
const REASON_MAX = 4000;
let told = "";

export async function screen(go) {
  const found = await api.outages();
  setZone(found.timezone);
  return () => draw(found, go);
}

function draw(found, go) {
  const mayExtend = found.petitions > 0 && !found.out_of_order;
  show(t("desk.outages"),
    h("nav", { class: "c-crumb d-crumb" }, h("a", { href: "#/queue/open" }, `← ${t("desk.back")}`)),
    told && h("div", { class: "c-note c-note--ok d-gap", role: "status" }, h("p", {}, told)),
    heading(t("desk.outages"), { class: "d-h" }),
    state(found),
    h("p", { class: "d-gap" }, found.petitions ? t("desk.outages_owed", { n: found.petitions, most: found.most_minutes }) : t("desk.outages_owed_none")),
    mayExtend && form(go),
    list(found.outages));
  told = "";
}

function state({ measured_since: since, out_of_order: isOut }) {
  if (!since) return h("p", { class: "c-mut" }, t("desk.outages_never"));
  return h("div", { class: `c-note ${isOut ? "c-note--bad" : "c-note--ok"} d-gap` },
    h("p", {}, t(isOut ? "desk.outages_out" : "desk.outages_fine")),
    h("p", { class: "c-small" }, t("desk.outages_since", { date: moment(since) })));
}

function list(outages) {
  if (!outages.length) return empty("check", t("desk.outages_none"));
  return h("ol", { class: "c-tl" }, outages.map((one) => h("li", {},
    h("time", { datetime: one.from }, `${moment(one.from)} – ${moment(one.until)}`),
    h("h3", {}, t("desk.minutes", { n: one.minutes })),
    h("p", {}, one.causes.map((cause) => word(`desk.cause.${cause}`, cause)).join(", ")))));
}

function form(go) {
  const plan = {
    hint: t(`desk.hint.${ACT}`),
    texts: [{ name: "reason", kind: "texts", rows: 3, most: REASON_MAX }],
    prepare: ({ reason }) => ({ reason: written(reason) }),
    send: extendAll,
  };
  return actForm(ACT, plan, {}, {
    id: "outages",
    cancel: () => { location.hash = "#/queue/open"; },
    reload: () => go(),
    done: ({ extended }) => {
      told = t("desk.outages_done", { n: extended });
      say(told);
      go();
    },
  });
}

// The server extends some petitions at a time; the same request again takes the next ones.
async function extendAll(body) {
  let extended = 0;
  for (;;) {
    const answer = await api.extendAll(body);
    extended += answer.extended;
    if (!answer.left || !answer.extended) return { extended };
    say(t("desk.outages_left", { n: number(answer.left) }));
  }
}
