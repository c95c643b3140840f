// Desk notes: what is typed is saved by itself; until it is, it is kept in this tab.
import * as api from "./api.js";
import { fill, h, paragraphs } from "./dom.js";
import * as drafts from "./drafts.js";
import { moment, t } from "./words.js";

const PAUSE = 900;

// `save` posts a note; `id` is what its draft is kept under.
export function notes(id, written, save = (body) => api.act(id, "note", body)) {
  const draft = drafts.kept(id, "note") ?? blank();
  const list = h("ul", { class: "d-notes" }, written.filter((note) => note.rid !== draft.rid).map(line));
  return h("section", { class: "d-part", "aria-labelledby": "d-notes" },
    h("h2", { id: "d-notes" }, t("desk.notes")),
    h("p", { class: "c-hint" }, t("desk.notes_note")),
    field(id, list, draft, save), list);
}

function line(note) {
  return h("li", {}, h("p", { class: "c-mut c-small" }, note.name, " · ", moment(note.at)), paragraphs(note.text));
}

const blank = () => ({ rid: api.rid(), at: "", text: "" });

function field(id, list, kept, post) {
  let draft = kept;
  const state = h("p", { class: "c-hint", role: "status" });
  const box = h("textarea", { id: "d-note", rows: "3", maxlength: "4000", value: draft.text });
  const next = h("button", { type: "button", class: "c-link", hidden: !draft.at }, t("desk.note_next"));
  let timer;
  const save = async () => {
    if (!draft.text.trim()) return;
    state.textContent = t("desk.saving");
    try {
      const { rid, at, text } = draft;
      const done = await post(at ? { rid, at, text } : { rid, text });
      draft = { ...draft, at: done.at };
      drafts.keep(id, "note", draft);
      state.textContent = t("desk.saved");
      next.hidden = false;
    } catch {
      state.textContent = t("desk.unsaved");
    }
  };
  box.addEventListener("input", () => {
    draft = { ...draft, text: box.value };
    drafts.keep(id, "note", draft);
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  next.addEventListener("click", () => {
    list.prepend(line({ name: t("desk.note_yours"), at: draft.at, text: draft.text }));
    draft = blank();
    drafts.forget(id, "note");
    box.value = "";
    fill(state);
    next.hidden = true;
    box.focus();
  });
  return h("div", { class: "d-note" }, h("label", { class: "c-label", for: "d-note" }, t("desk.note_new")), box, state, next);
}
