// One way to talk to the functions: JSON out, JSON or a problem (RFC 9457) back.

/** {ok, status, data}; throws only when the service cannot be reached. */
export async function post(url, fields, signal) {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(fields),
    signal,
  });
  const data = await answer.json().catch(() => ({}));
  return { ok: answer.ok, status: answer.status, data };
}

/** A request id: the same for every retry of one press. */
export function requestId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The token of a mailed link, taken out of the address bar so that nobody copies it by accident. */
export function takeToken() {
  const token = decodeURIComponent(location.hash.slice(1)).trim();
  if (token && token !== "content") history.replaceState(null, "", location.pathname);
  return token === "content" ? "" : token;
}
