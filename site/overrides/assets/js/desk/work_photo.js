// A photo of a work: sent into quarantine, checked there, then shown with its caption.
import { sendFiles } from "/assets/js/upload.js";
import { written } from "./acts.js";
import { fill, h, say } from "./dom.js";
import { actForm } from "./form.js";
import * as api from "./project_api.js";
import { told } from "./project_pieces.js";
import { language, t } from "./words.js";

const NAME_MOST = 200;
const word = (key, params) => t(`desk.work.${key}`, params);

export function addPhoto(seen, go) {
  const { work, version } = seen;
  const id = `work-${work.id}`;
  const back = () => { location.hash = `#/work/${work.id}`; };
  const shown = work.photos.map((photo) => photo.id);
  const ready = seen.uploads.filter((one) => one.state === "clean" && !shown.includes(one.id));
  const plan = {
    title: word("act.photo"),
    hint: word("hint.photo"),
    fields: [{ name: "upload", kind: "select", label: word("field.upload"), options: ready.map((one, at) => [one.id, word("photo_n", { n: at + 1 })]) }],
    texts: [{ name: "name", kind: "texts", label: word("field.caption"), rows: 2, most: NAME_MOST }],
    check: ({ upload, name }) => [...(upload ? [] : [{ name: "upload", code: "required" }]), ...(Object.keys(written(name)).length ? [] : [{ name: "name", code: "required" }])],
    prepare: ({ upload, name }) => ({ upload, name: written(name) }),
    send: (body) => api.workAct(work.id, "photo", { seen: version, ...body }),
  };
  const form = ready.length > 0 && actForm("photo", plan, seen, { id, version, cancel: back, reload: () => go(), done: () => {
    told.text = t("desk.done", { act: word("act.photo") });
    back();
  } });
  return [seen.permit && sender(seen.permit, go), form || h("section", { class: "d-part d-act" }, h("h2", { id: "d-act", tabindex: "-1" }, word("act.photo")), h("p", { class: "c-mut" }, word("photo_none")), h("div", { class: "c-acts" }, h("button", { type: "button", class: "c-btn", onclick: () => go({ quiet: true }) }, word("photo_again"))))];
}

function sender(permit, go) {
  const input = h("input", { type: "file", id: "d-files", accept: "image/jpeg,image/png,image/webp", multiple: true });
  const state = h("p", { class: "c-hint", role: "status" });
  const send = async (event) => {
    event.preventDefault();
    if (!input.files.length) return input.focus();
    const refused = await sendFiles(permit, input.files, language(), (n, of) => fill(state, word("photo_sending", { a: n, b: of })));
    fill(state, refused.length ? refused.map(({ file, reason }) => `${file.name}: ${reason || t("desk.error.unexpected")}`).join("; ") : word("photo_sent"));
    say(state.textContent);
    if (!refused.length) go({ quiet: true });
    return undefined;
  };
  return h("form", { class: "d-part c-form", onsubmit: send }, h("div", { class: "d-field" }, h("label", { for: "d-files" }, word("photo_choose")), input), state,
    h("div", { class: "c-acts" }, h("button", { type: "submit", class: "c-btn" }, word("photo_send"))));
}
