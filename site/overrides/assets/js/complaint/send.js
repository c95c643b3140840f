// Sends a report: its fields and proof, then, while the coupon is read, photos and the public wording.
import { coupon } from "/assets/js/complaint/coupon.js";
import { publicText } from "/assets/js/complaint/preview.js";
import { setBusy, showErrors, values } from "/assets/js/form.js";
import { post, requestId } from "/assets/js/post.js";
import { prove } from "/assets/js/proof.js";

const ANSWER = /^attribute\[([^\]]+)\](\[\])?$/;
const degrees = (typed) => Number(typed.trim().replace(",", "."));

/** Answers gathered by code, lists as lists, nothing that was left empty. */
function gathered(form) {
  const { step: _, lat, long, ...typed } = values(form);
  const sent = { attributes: {} };
  for (const [name, value] of Object.entries(typed)) {
    const [, code, isList] = ANSWER.exec(name) ?? [];
    if (!code) sent[name] = value;
    else if (isList) sent.attributes[code] = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]:checked`)].map((one) => one.value);
    else if (value) sent.attributes[code] = [value];
  }
  if (lat.trim()) Object.assign(sent, { lat: degrees(lat), long: degrees(long) });
  return sent;
}

/** `refuse(title, errors)` hears a refusal, `sent()` that the report was taken. */
export async function sendReport(form, { files, refuse, sent }) {
  const words = form.dataset;
  const fields = gathered(form);
  setBusy(form, words.working);
  try {
    fields.proof = await prove(0, fields.email);
    setBusy(form, words.sending);
    fields.rid = words.rid ??= requestId();
    const answer = await post(form.action, fields);
    if (!answer.ok) {
      delete words.rid;
      return refuse(answer.data.title ?? words.failed, answer.data.errors ?? []);
    }
    const wording = publicText(form);
    sent();
    return await coupon(answer.data, { lang: fields.lang, files, wording, telling: words.sendingPhoto });
  } catch {
    return showErrors(form, words.failed, []);
  } finally {
    setBusy(form, "");
  }
}
