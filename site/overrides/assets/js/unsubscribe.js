// Stops news of a petition when the button is pressed.
import { onPress, prepare } from "/assets/js/mailed.js";
import { show } from "/assets/js/state.js";

const form = document.getElementById("unsubscribe");

function request({ token, lang }) {
  return [`/api/v1/unsubscriptions/${encodeURIComponent(token.trim())}`, { lang }];
}

prepare(form, "token");
onPress(form, request, () => show("unsubscribed"));
