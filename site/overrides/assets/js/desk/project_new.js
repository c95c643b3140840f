// A new project: one of the ready processes, then all its texts in three languages; kept as a draft.
import { written } from "./acts.js";
import { h } from "./dom.js";
import { actForm } from "./form.js";
import { heading, show } from "./frame.js";
import * as api from "./project_api.js";
import { fields, request, textsOf } from "./project_fields.js";
import { text, told, words } from "./project_pieces.js";

export async function screen(chosen, go) {
  const [{ processes }, choices] = await Promise.all([api.processes(), api.choices()]);
  const process = processes.find((each) => each.id === chosen);
  return () => (process ? draw(process, choices, go) : choose(processes));
}

const crumb = (href) => h("nav", { class: "c-crumb d-crumb" }, h("a", { href }, `← ${words("back")}`));

function choose(processes) {
  show(words("new"), crumb("#/projects"), heading(words("new"), { class: "d-h" }),
    h("p", { class: "c-mut d-gap" }, words("choose_process")),
    h("ul", { class: "d-choices" }, processes.map((each) => h("li", { class: "d-part" },
      h("h2", {}, h("a", { href: `#/project/new/${each.id}` }, text(each.name))),
      h("p", {}, text(each.intro)),
      h("p", { class: "c-mut c-small" }, each.stages.map((stage) => text(stage.name)).join(" → "))))));
}

function draw(process, choices, go) {
  const title = text(process.name);
  show(title, crumb("#/project/new"), heading(title, { class: "d-h" }), h("p", { class: "d-gap" }, text(process.intro)),
    form(process, choices, go));
}

function form(process, choices, go) {
  const plan = {
    title: words("new"),
    hint: words("new_hint"),
    dense: true,
    whole: true,
    fields: fields(process, choices, null),
    texts: textsOf(process),
    check: ({ title, problem }) => Object.entries({ title, problem }).filter(([, each]) => !Object.keys(written(each)).length).map(([name]) => ({ name, code: "required" })),
    prepare: (typed) => ({ process: process.id, ...request(process, typed) }),
    send: api.create,
  };
  return actForm(`new-${process.id}`, plan, {}, {
    id: "project",
    cancel: () => { location.hash = "#/project/new"; },
    reload: () => go(),
    done: ({ project }) => {
      told.text = words("created");
      location.hash = `#/project/${project.id ?? project}`;
    },
  });
}
