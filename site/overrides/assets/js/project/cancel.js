// Takes a pledge back when the button is pressed; opening the page does nothing.
import { onPress, prepare } from "/assets/js/mailed.js";
import { show } from "/assets/js/state.js";

const form = document.getElementById("cancel");

prepare(form, "token");
onPress(form, ({ token, lang }) => ["/api/v1/pledges/cancellations", { token, lang }], () => show("cancelled"));
