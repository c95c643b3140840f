// The part of "my contributions" that exchanges points: the city's offers, and the codes of one's claims.
import { bare } from "/assets/js/participate/act.js";
import { post, requestId } from "/assets/js/post.js";

const PATH = "/api/v1/contributions/claims";
const rids = new Map();

function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

/** Show the offers and the claims of `data`; a press on an offer claims it, and shows what then stands. */
export function exchange(form, box, data, { day, list, show }) {
  const lang = document.documentElement.lang;
  const word = (key) => box.querySelector(`[data-words] [data-id="${CSS.escape(key)}"]`)?.textContent ?? key;
  const refused = box.querySelector("[data-refused]");

  async function claim(offer, button) {
    refused.hidden = true;
    button.disabled = true;
    if (!rids.has(offer.id)) rids.set(offer.id, requestId());
    const code = bare(form.elements.namedItem("code").value);
    const answer = await post(PATH, { code, offer: offer.id, lang, rid: rids.get(offer.id) }).catch(() => null);
    button.disabled = false;
    // A request that broke off keeps its id: sent again, it takes no points twice.
    if (answer && answer.status < 500) rids.delete(offer.id);
    if (!answer?.ok) return refuse(answer?.data.title ?? form.dataset.failed);
    show(answer.data);
    return box.querySelector("[data-claims]").focus();
  }

  function refuse(text) {
    refused.textContent = text;
    refused.hidden = false;
  }

  function offerRow(offer) {
    const item = element("li");
    const price = `${word("offers_points")}: ${offer.points.toLocaleString(lang)}`;
    item.append(element("b", offer.name), ` · ${price}`, element("p", offer.how));
    if (offer.until) item.append(element("p", `${word("offers_until")}: ${day(offer.until)}`, { class: "c-small" }));
    if (offer.state !== "open") {
      item.append(element("p", word(`offer_state.${offer.state}`), { class: "c-small" }));
      return item;
    }
    const button = element("button", word("offer_claim"), { class: "c-btn", type: "button", "aria-label": `${word("offer_claim")}: ${offer.name}` });
    button.addEventListener("click", () => claim(offer, button));
    item.append(button);
    return item;
  }

  function claimRow(one) {
    const item = element("li");
    const when = day(one.ended_on ?? one.on);
    item.append(element("b", one.name), ` · ${word(`claim_state.${one.state}`)}, ${when}`);
    if (one.code && one.state !== "cancelled") item.append(document.createElement("br"), element("code", one.code));
    const about = one.state === "waiting" ? one.how : one.reason;
    if (about) item.append(element("p", about));
    return item;
  }

  box.querySelector("[data-balance]").textContent = data.balance.toLocaleString(lang);
  list("claims", data.claims.map(claimRow));
  list("offers", data.offers.map(offerRow));
}
