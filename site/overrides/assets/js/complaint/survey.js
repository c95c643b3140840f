// Sends the rating when its button is pressed; opening the page does nothing.
import { keyOf, leadOn } from "/assets/js/complaint/own.js";
import { onPress, prepare } from "/assets/js/mailed.js";
import { requestId } from "/assets/js/post.js";
import { show } from "/assets/js/state.js";

const form = document.getElementById("survey");
const unhappy = form.querySelector(".c-unhappy");
const reason = form.elements.reason;
const rid = requestId();
const RATING = "rating_";

function choose() {
  const isUnhappy = form.elements.satisfied.value === "false";
  const reopens = isUnhappy && form.elements.reopen.checked;
  unhappy.hidden = !isUnhappy;
  reason.closest(".c-field").hidden = !reopens;
  reason.required = reopens;
}

function request({ key, number, satisfied, reopen, reason: why, text, lang, ...rest }) {
  const { id, secret } = keyOf(key);
  const ratings = {};
  for (const [name, value] of Object.entries(rest)) {
    if (name.startsWith(RATING)) ratings[name.slice(RATING.length)] = Number(value);
  }
  const unhappily = satisfied === "false" && reopen;
  const whose = id ? { token: secret } : { key: secret, number };
  const said = { satisfied: satisfied === "true", ratings, text, reopen: unhappily, reason: unhappily ? why : "" };
  return [`/api/v1/complaints/${id}/survey`, { ...whose, ...said, lang, rid }];
}

prepare(form, "key");
form.addEventListener("change", choose);
choose();
onPress(form, request, (data) => {
  show(data.state);
  leadOn(data.complaint);
});
