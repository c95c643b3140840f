// Files go from the browser straight into quarantine, each with a form that the service signed.
import { post, requestId } from "/assets/js/post.js";

/**
 * Send files one after the other with a permit. `tell(n, of)` hears which one is on its way.
 * Returns the files that were not taken, each with the reason in words if there are any.
 */
export async function sendFiles(permit, files, lang, tell = () => {}) {
  const refused = [];
  for (const [at, file] of [...files].entries()) {
    tell(at + 1, files.length);
    const reason = await sendFile(permit, file, lang).catch(() => "");
    if (reason !== undefined) refused.push({ file, reason });
  }
  return refused;
}

// The same request id for a second try, so that it takes no second place.
async function sendFile(permit, file, lang) {
  const asked = { permit, rid: requestId(), type: file.type, size: file.size, lang };
  const offer = await again(() => post("/api/v1/uploads", asked));
  if (!offer.ok) return offer.data.errors?.[0]?.detail ?? "";
  const sent = await again(() => fetch(offer.data.url, { method: "POST", body: body(offer.data.fields, file) }));
  return sent.ok ? undefined : "";
}

async function again(act) {
  try {
    return await act();
  } catch {
    return act();
  }
}

// The file is the last field, under a name of ours: its own name is nobody's business.
function body(fields, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file, "file");
  return form;
}
