// Confirms "me too" when the button of the mailed link's page is pressed.
import { leadOn } from "/assets/js/complaint/own.js";
import { onPress, prepare } from "/assets/js/mailed.js";
import { show } from "/assets/js/state.js";

const form = document.getElementById("join");
prepare(form, "token");
onPress(form, ({ token, lang }) => ["/api/v1/complaints/supports", { token, lang }], (data) => {
  show(data.state);
  leadOn(data.complaint);
});
