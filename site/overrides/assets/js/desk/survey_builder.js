// The pages and questions of a survey, built by hand: add, move, remove; read back as one JSON text.
import { fill, h, say } from "./dom.js";
import { lineOf, textsOf } from "./survey_lines.js";
import { fields, read } from "./survey_question.js";
import { t } from "./words.js";

export function builder(pages, ready) {
  let state = pages.length ? pages : [{ title: {}, questions: [] }];
  const node = h("div", { class: "d-survey" });

  const collect = () => [...node.querySelectorAll("[data-page]")].map((page) => ({
    title: textsOf(page.querySelector("[data-title]").value),
    questions: [...page.querySelectorAll("[data-built]")].map(read),
  }));

  function change(make, focus) {
    state = collect();
    make(state);
    draw();
    node.querySelector(focus)?.focus();
    say(t("desk.survey.changed"));
  }

  const button = (word, make, focus, disabled = false) => h("button", { type: "button", class: "c-btn", disabled, onclick: () => change(make, focus) }, t(`desk.survey.${word}`));

  function question(each, at, page, count) {
    const here = `[data-built="${page}-${at}"] [data-part=id]`;
    const swap = (by) => (all) => {
      const list = all[page].questions;
      [list[at], list[at + by]] = [list[at + by], list[at]];
    };
    return h("fieldset", { class: "d-part", "data-built": `${page}-${at}`, id: each.id ? `q-${each.id}` : null, tabindex: "-1" },
      h("legend", {}, t("desk.survey.question", { n: at + 1 })),
      fields(each, () => change(() => {}, here.replace("=id", "=kind"))),
      h("p", { class: "c-acts" }, button("up", swap(-1), here, at === 0), button("down", swap(1), here, at === count - 1), button("remove", (all) => all[page].questions.splice(at, 1), "[data-title]")));
  }

  function page(each, at) {
    const id = `b-page-${at}`;
    const end = `[data-built="${at}-${each.questions.length}"] [data-part=id]`;
    return h("section", { "data-page": "", "aria-labelledby": `${id}-h` },
      h("h3", { id: `${id}-h` }, t("desk.survey.page", { n: at + 1 })),
      h("div", { class: "d-field" }, h("label", { for: id }, t("desk.survey.part.page_title")), h("input", { id, "data-title": "", value: lineOf(each.title), autocomplete: "off" })),
      each.questions.map((one, place) => question(one, place, at, each.questions.length)),
      h("p", { class: "c-acts" },
        button("add_question", (all) => all[at].questions.push({ id: `q${all.flatMap((one) => one.questions).length + 1}`, kind: "single", text: {} }), end),
        state.length > 1 && button("remove_page", (all) => all.splice(at, 1), "[data-title]")));
  }

  function draw() {
    fill(node, h("p", { class: "c-hint" }, t("desk.survey.lines_hint")), state.map(page),
      h("p", { class: "c-acts" }, button("add_page", (all) => all.push({ title: {}, questions: [] }), "[data-page]:last-of-type [data-title]"),
        button("add_ready", (all) => all.push(structuredClone(ready.satisfaction)), "[data-page]:last-of-type [data-title]")));
  }

  draw();
  return { node, collect };
}
