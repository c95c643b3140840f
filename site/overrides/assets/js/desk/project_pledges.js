// A campaign's pledges: how far it is, and what was paid or given back at the provider.
import { h, say } from "./dom.js";
import { message } from "./frame.js";
import * as api from "./project_api.js";
import { badge, money, part, rows, text, told, words } from "./project_pieces.js";
import { moment, number, t } from "./words.js";

const AFTER = { pay: "paid", cancel: "cancelled", refund: "refunded" };
const MAY = { pledged: ["pay", "cancel"], paid: ["refund"] };
const LIVE = ["pledged", "paid"];
const stateOf = ({ history = [] }) => AFTER[history.at(-1)?.act] ?? "pledged";
const sum = (all) => all.reduce((total, one) => total + one.amount, 0);

export function pledges(seen, go) {
  const { campaign } = seen.project;
  if (!campaign || !seen.pledges) return null;
  const live = seen.pledges.filter((one) => LIVE.includes(stateOf(one)));
  const paid = live.filter((one) => stateOf(one) === "paid");
  return part("d-pledges", words("pledges"), rows([
    [words("field.goal"), money(campaign.goal, campaign.currency)],
    [words("field.mode"), words(`mode.${campaign.mode}`)],
    [words("promised"), `${money(sum(live), campaign.currency)} (${words("percent", { n: Math.floor((100 * sum(live)) / campaign.goal) })})`],
    [words("paid"), money(sum(paid), campaign.currency)],
    [words("pledgers"), number(live.length)],
  ]), h("ul", { class: "d-similar" }, seen.pledges.map((one) => row(seen, one, campaign, go))));
}

function row(seen, one, campaign, go) {
  const state = stateOf(one);
  const reward = campaign.rewards.find((each) => each.key === one.reward);
  return h("li", {}, h("span", {}, money(one.amount, campaign.currency), h("span", { class: "c-mut c-small" }, ` · ${moment(one.at)}`, reward && ` · ${text(reward.name)}`)),
    h("span", { class: "d-similar__s" }, badge("pledge", state), seen.may.length > 0 && (MAY[state] ?? []).map((act) => h("button", {
      type: "button", class: "c-link", onclick: (event) => mark(event, seen, one, act, go),
    }, words(`pledge_act.${act}`)))));
}

async function mark(event, seen, one, act, go) {
  const button = event.currentTarget;
  button.disabled = true;
  try {
    await api.pledgeAct(seen.project.id, one.id, act);
    told.text = t("desk.done", { act: words(`pledge_act.${act}`) });
    go({ quiet: true });
  } catch (error) {
    button.disabled = false;
    say(message(error));
  }
}
