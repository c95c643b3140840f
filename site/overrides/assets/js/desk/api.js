// The desk's calls: JSON with a bearer token; every refusal becomes one kind of error.
import * as session from "./session.js";
import { language } from "./words.js";

export class Refused extends Error {
  constructor(status, problem = {}) {
    super(problem.code ?? String(status));
    this.status = status;
    this.code = problem.code ?? (status >= 500 ? "unavailable" : "unexpected");
    this.title = problem.title ?? "";
    this.fields = problem.errors ?? [];
  }
}

export const queue = (view, words) => call(`queue?view=${view}&q=${encodeURIComponent(words)}`);
export const petition = (id) => call(`petitions/${id}`);
export const outages = () => call("outages");
export const extendAll = (body) => call("outages/extensions", body);
export const complaints = (queue, after) => call(`complaints?queue=${encodeURIComponent(queue)}&after=${encodeURIComponent(after)}`);
export const complaint = (id) => call(`complaints/${id}`);
export const move = (id, address, body) => call(`complaints/${id}/${address}`, body);
export const bulk = (body) => call("complaints/bulk", body);
export const file = (body) => call("complaints", body);
export const keys = () => call("keys");
export const issueKey = (body) => call("keys", body);
export const revokeKey = (id, body) => call(`keys/${id}/revocation`, body);
export const act = (id, name, body) => call(`petitions/${id}/${name}`, body);

// A file comes in parts, since a function answers six megabytes at most.
const PART_BYTES = 3 * 1024 * 1024;

export async function media(id, small) {
  const parts = [];
  do {
    const answer = await ask(`media/${id}?part=${parts.length}${small ? "&small=1" : ""}`, "*/*");
    parts.push(await answer.blob());
  } while (parts.at(-1).size === PART_BYTES);
  return new Blob(parts, { type: parts[0].type });
}

export async function similar(title, lang) {
  const query = new URLSearchParams({ q: title, lang });
  const answer = await fetch(`/api/v1/petitions/similar?${query}`);
  if (!answer.ok) throw new Refused(answer.status);
  const found = await answer.json();
  return found.data;
}

// A request id lets the same request be sent again without being done twice.
export function rid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function call(path, body) {
  return (await ask(path, "application/json", body)).json();
}

async function ask(path, accept, body) {
  const headers = { Accept: accept, "Accept-Language": language() };
  const signed = session.current();
  if (!signed) throw new Refused(401, { code: "unauthorized" });
  headers.Authorization = `Bearer ${signed.token}`;
  if (body) headers["Content-Type"] = "application/json";
  const request = { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) };
  const answer = await fetch(`/api/v1/desk/${path}`, request).catch(() => {
    throw new Refused(0, { code: "offline" });
  });
  if (answer.status === 401) session.drop();
  if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})));
  return answer;
}
