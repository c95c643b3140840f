// Takes a signature back when the button is pressed.
import { onPress, prepare } from "/assets/js/mailed.js";
import { leadTo, show } from "/assets/js/state.js";

const form = document.getElementById("withdraw");

function request({ token, erase, lang }) {
  return ["/api/v1/withdrawals", { token, erase: erase === "true", lang }];
}

prepare(form, "token");
onPress(form, request, ({ petition }) => {
  show("withdrawn");
  leadTo(petition);
});
