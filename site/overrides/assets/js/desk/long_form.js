// A long form: what is typed is kept in this tab after each change and offered back; one request id for each text that is sent.
import * as calls from "./api.js";
import * as drafts from "./drafts.js";
import { h } from "./dom.js";
import { t } from "./words.js";

const EVENTS = ["input", "change", "click"];
const ACT = "edit";

/** The draft of a form: `kept` is what was typed before, or null. */
export function draft(id) {
  const kept = drafts.kept(id, ACT);
  return { kept: kept?.typed ?? null, note, keep, forget };

  // Says that earlier words are back, and lets them go: `again` draws the form without them.
  function note(version, again, more) {
    if (!kept) return null;
    const drop = (event) => {
      event.stopPropagation(); // or the form that goes would keep it again
      forget();
      again();
    };
    return h("div", { class: "c-note c-note--info d-gap", role: "status", "data-draft": "" },
      h("p", {}, t("desk.draft_back"), " ", more, " ", kept.version !== version && h("strong", {}, t("desk.draft_older"))),
      h("p", {}, h("button", { type: "button", class: "c-link", onclick: drop }, t("desk.draft_drop"))));
  }

  /** Keep what `typed` reads of the form whenever it changes; a form as it was drawn keeps nothing. */
  function keep(form, version, typed) {
    const drawn = kept ? "" : JSON.stringify(typed());
    const save = () => {
      const now = typed();
      if (JSON.stringify(now) === drawn) forget();
      else drafts.keep(id, ACT, { version, typed: now });
    };
    for (const name of EVENTS) form.addEventListener(name, save);
  }

  function forget() {
    drafts.forget(id, ACT);
  }
}

/** Add a request id to what is sent: the same text is the same request, another text another one. */
export function requests() {
  let rid = "";
  let before = "";
  return (body) => {
    const text = JSON.stringify(body);
    if (text !== before) [rid, before] = [calls.rid(), text];
    return { rid, ...body };
  };
}
