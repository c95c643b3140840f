// A new work: from the idea, petition, vote or complaint whose trail it continues.
import { written } from "./acts.js";
import { h } from "./dom.js";
import { actForm } from "./form.js";
import { heading, show } from "./frame.js";
import * as api from "./project_api.js";
import { bodyOptions, placeOptions, told, words } from "./project_pieces.js";
import * as milestones from "./work_milestones.js";
import { t, today } from "./words.js";

const TITLE_MOST = 200, TEXT_MOST = 6_000;
const TRAIL = /^(idea-[1-9]\d*-[1-9]\d*|(petition|complaint|project|poll)-[1-9]\d*)$/;
const word = (key) => t(`desk.work.${key}`);

export async function screen(trail, go) {
  const choices = await api.choices();
  const from = TRAIL.test(trail) ? await source(trail) : {};
  return () => draw(trail, from, choices, go);
}

// What an idea already says, so that nobody types it again.
async function source(trail) {
  const [kind, project, n] = trail.split("-");
  if (kind !== "idea") return {};
  const seen = await api.project(Number(project));
  const found = seen.ideas.find(({ idea }) => idea.number === Number(n))?.idea;
  if (!found) return {};
  const own = (texts, one) => ({ ...texts, [found.language]: one });
  return { title: own(found.titles, found.title), asked: own(found.texts, found.text), planned: found.estimate ?? found.cost, body: seen.project.body, jurisdiction: found.place?.jurisdiction || seen.project.jurisdiction, currency: seen.project.money.currency };
}

function draw(trail, from, choices, go) {
  show(word("new"), h("nav", { class: "c-crumb d-crumb" }, h("a", { href: "#/works" }, `← ${word("back")}`)), heading(word("new"), { class: "d-h" }), form(trail, from, choices, go));
}

function form(trail, from, choices, go) {
  const id = `work-${trail || "new"}`;
  const plan = {
    title: word("new"),
    hint: word("new_hint"),
    dense: true,
    fields: [
      { name: "trail", kind: "text", label: word("field.trail"), value: trail },
      { name: "body", kind: "select", label: words("field.body"), options: bodyOptions(choices), value: from.body },
      { name: "jurisdiction", kind: "select", label: t("desk.jurisdiction"), options: placeOptions(choices), value: from.jurisdiction },
      { name: "planned", kind: "number", least: 0, label: `${word("field.planned")}, ${from.currency ?? "KZT"}`, value: String(from.planned ?? "") },
      { name: "contractor", kind: "text", label: word("field.contractor") },
      { name: "decided_on", kind: "date", label: word("field.decided_on"), top: today() },
      { name: "decision_url", kind: "url", label: word("field.decision_url") },
      { name: "begins_on", kind: "date", label: word("field.begins_on"), value: today() },
      { name: "ends_on", kind: "date", label: word("field.ends_on") },
    ],
    after: milestones.milestones([], [id, "create"]),
    texts: [
      { name: "title", kind: "texts", label: words("field.title"), rows: 2, most: TITLE_MOST, value: from.title },
      { name: "asked", kind: "texts", label: word("field.asked"), rows: 4, most: TEXT_MOST, value: from.asked },
      { name: "decided", kind: "texts", label: word("field.decided"), rows: 4, most: TEXT_MOST },
    ],
    check: (typed) => [...wrong(typed), ...milestones.wrong(typed)],
    prepare: (typed) => request(typed, from),
    send: api.createWork,
  };
  return actForm("create", plan, {}, {
    id,
    cancel: () => { location.hash = "#/works"; },
    reload: () => go(),
    done: ({ work }) => {
      told.text = word("created");
      location.hash = `#/work/${work.id ?? work}`;
    },
  });
}

function wrong(typed) {
  const empty = ["title", "asked", "decided"].filter((name) => !Object.keys(written(typed[name])).length).map((name) => ({ name, code: "required" }));
  return [...(TRAIL.test(typed.trail.trim()) ? [] : [{ name: "trail", code: "invalid" }]), ...(typed.ends_on ? [] : [{ name: "ends_on", code: "required" }]), ...empty];
}

function request(typed, from) {
  const body = { trail: typed.trail.trim(), body: typed.body, jurisdiction: typed.jurisdiction, currency: from.currency ?? "KZT", ends_on: typed.ends_on, milestones: milestones.written(typed) };
  for (const name of ["title", "asked", "decided"]) body[name] = written(typed[name]);
  for (const name of ["contractor", "decided_on", "decision_url", "begins_on"]) if (typed[name]) body[name] = typed[name];
  if (typed.planned !== "") body.planned = Number(typed.planned);
  return body;
}
