// One uploaded dataset on the desk: its first rows, what changes, what happened, what may be done now.
import * as api from "./dataset_api.js";
import { badges } from "./dataset_list.js";
import { changes, preview } from "./dataset_parts.js";
import { shown } from "./dataset_shown.js";
import { h, say } from "./dom.js";
import { actForm } from "./form.js";
import { heading, message, show } from "./frame.js";
import { textsOf } from "./survey_lines.js";
import { language, moment, pick, setZone, t } from "./words.js";

let told = null;

export async function screen(id, act, go) {
  const [found, choices] = await Promise.all([api.dataset(id), api.choices()]);
  setZone(found.timezone);
  return () => draw(found, choices, act, go);
}

function draw(found, choices, act, go) {
  const [title, lang] = pick(found.title);
  show(title,
    h("nav", { class: "c-crumb d-crumb" }, h("a", { href: "#/datasets" }, `← ${t("desk.datasets")}`)),
    heading(title, { class: "d-h", lang }),
    told && h("div", { class: "c-note d-gap", role: "status" }, told),
    h("p", { class: "d-gap" }, badges(found), " ", h("span", { class: "c-mut" }, found.id)),
    h("p", { class: "d-lines d-gap" }, pick(found.dataset.description)[0]),
    found.is_waiting && changes(found.changes),
    found.is_live && h("p", {}, h("a", { href: `/${language()}/data/${found.id}/` }, t("desk.dataset.page_link"))),
    found.may_act && acts(found, go),
    act === "retirement" && retirementForm(found, go),
    preview(found.preview, found.count),
    shown(found.dataset, choices),
    h("section", { class: "d-part d-gap" }, h("h2", {}, t("desk.history")), h("ol", { class: "c-tl" }, found.history.toReversed().map(line))));
  told = null;
}

const line = ({ at, what, role }) => h("li", {}, h("time", { datetime: at }, moment(at)), h("h3", {}, t(`desk.dataset.event.${what}`)), h("p", {}, t(`desk.role.${role}`)));

function acts(found, go) {
  const press = (name) => h("button", { type: "button", class: name === "publication" ? "c-btn c-btn--p" : "c-btn", onclick: (event) => perform(event.target, found, name, go) }, t(`desk.dataset.${name}`));
  return [
    found.is_waiting && found.is_mine && h("p", { class: "c-note d-gap" }, t("desk.dataset.second")),
    h("div", { class: "c-acts d-gap" },
      found.is_waiting && [!found.is_mine && press("publication"), press("discarding")],
      !found.is_retired && h("a", { class: "c-btn", href: `#/dataset/${found.id}/edit` }, t("desk.dataset.new_version")),
      found.is_live && !found.is_waiting && !found.is_retired && h("a", { class: "c-btn", href: `#/dataset/${found.id}/retirement` }, t("desk.dataset.retirement"))),
  ];
}

async function perform(button, found, name, go) {
  if (!confirm(t(`desk.dataset.sure_${name}`))) return;
  button.disabled = true;
  try {
    await api.act(found.id, name, { seen: found.version });
    told = t(`desk.dataset.done_${name}`);
    // The first version was given up: nothing of it is left to show.
    if (name === "discarding" && !found.is_live) location.hash = "#/datasets";
    else go();
  } catch (error) {
    told = message(error);
    say(told);
    go();
  }
}

function retirementForm(found, go) {
  const plan = {
    title: t("desk.dataset.retirement"),
    hint: t("desk.dataset.retirement_hint"),
    fields: [
      { name: "replaced_by", kind: "text", label: t("desk.dataset.field.replaced_by") },
      { name: "reason", kind: "long", rows: 3, label: t("desk.dataset.field.reason") },
    ],
    prepare: ({ replaced_by: by, reason }) => ({ seen: found.version, replaced_by: by.trim(), reason: textsOf(reason) }),
    send: (body) => api.act(found.id, "retirement", body),
  };
  const leave = () => {
    location.hash = `#/dataset/${found.id}`;
  };
  return actForm("retirement", plan, {}, {
    id: `dataset-${found.id}`, version: found.version, reload: () => go(), cancel: leave,
    done: () => {
      told = t("desk.dataset.done_retirement");
      leave();
    },
  });
}
