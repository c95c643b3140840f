// The coupon of a report that was taken; photos and the public wording are sent while it is read.
import { day, dueSteps, moment } from "/assets/js/complaint/dates.js";
import { post, requestId } from "/assets/js/post.js";
import { sendFiles } from "/assets/js/upload.js";

function fill(box, data, lang) {
  const link = new URL(data.link ?? "", location.href).href;
  const said = {
    number: data.number,
    filed: moment(data.filed_at, lang, box.dataset.zone),
    due: day(data.due_on, lang),
    why: data.rule?.why ?? "",
    link,
  };
  for (const [name, text] of Object.entries(said)) box.querySelector(`[data-coupon="${name}"]`).textContent = text;
  const body = data.body && box.querySelector(`[data-body="${CSS.escape(data.body)}"]`);
  if (body) body.hidden = false;
  box.querySelector("[data-coupon-body]").hidden = !body;
  dueSteps(box.querySelector("[data-due]"), data.due_steps);
  box.querySelector("[data-coupon-open]").href = link;
  copying(box.querySelector("[data-coupon-copy]"), link);
}

function copying(button, link) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(link);
    button.textContent = button.dataset.copied;
  });
}

async function upload(status, { uploads }, files, { lang, telling }) {
  const refused = await sendFiles(uploads, files, lang, (n, of) => {
    status.textContent = telling.replace("#1", n).replace("#2", of);
  });
  const sent = files.length - refused.length;
  const reasons = [...new Set(refused.map(({ reason }) => reason).filter(Boolean))];
  const parts = [sent ? status.dataset.sent.replace("#", sent) : "", refused.length ? [status.dataset.failed, ...reasons].join(" ") : ""];
  status.textContent = parts.filter(Boolean).join(". ");
}

async function reword({ complaint, link }, text, lang) {
  const [, secret] = new URL(link, location.href).hash.slice(1).split(/\.(.*)/);
  const fields = { token: secret, act: "redact", text, lang, rid: requestId() };
  const { ok } = await post(`/api/v1/complaints/${Number(complaint)}/status`, fields).catch(() => ({ ok: false }));
  return ok;
}

/** Show the coupon and send what goes after it: the wording at once, for photos may take minutes. */
export async function coupon(data, { lang, files, wording, telling }) {
  const box = document.getElementById("coupon");
  const status = box.querySelector("[data-photo-status]");
  fill(box, data, lang);
  box.hidden = false;
  box.focus();
  scrollTo(0, 0);
  const reworded = wording && data.link ? reword(data, wording, lang) : true;
  if (files.length && data.uploads) await upload(status, data, files, { lang, telling });
  if (!(await reworded)) status.textContent = `${status.textContent} ${status.dataset.redactFailed}`.trim();
}
