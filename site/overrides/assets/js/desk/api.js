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
export const act = (id, name, body) => call(`petitions/${id}/${name}`, body);

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

async function call(path, body) {
  const headers = { Accept: "application/json", "Accept-Language": language() };
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
  return answer.json();
}
