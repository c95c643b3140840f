// Signing in: OpenID Connect authorization code with PKCE. The token lives in this tab only.
const SESSION = "desk-session";
const LOGIN = "desk-login";
let config;

export async function settings() {
  config ??= await json("/desk/config.json");
  return config;
}

export function current() {
  const session = read(SESSION);
  return session && session.expires_at > Date.now() ? session : null;
}

// An ended session is kept as a sign that somebody was here; its token is not.
export function drop() {
  const session = read(SESSION);
  if (session) sessionStorage.setItem(SESSION, JSON.stringify({ roles: [], expires_at: 0 }));
}

export const wasSignedIn = () => read(SESSION) !== null;

// Experts score ideas and see nothing else.
export const isOnlyExpert = () => current()?.roles.every((role) => role === "expert") ?? false;

// Leaves nothing behind, drafts neither.
export function signOut() {
  sessionStorage.clear();
}

export async function signIn() {
  const { issuer, client_id, redirect_uri } = await settings();
  const { authorization_endpoint } = await discovery(issuer);
  const login = { verifier: random(), state: random(), nonce: random(), hash: location.hash };
  sessionStorage.setItem(LOGIN, JSON.stringify(login));
  const query = new URLSearchParams({
    response_type: "code",
    scope: "openid",
    client_id,
    redirect_uri,
    state: login.state,
    nonce: login.nonce,
    code_challenge: await challenge(login.verifier),
    code_challenge_method: "S256",
  });
  location.assign(`${authorization_endpoint}?${query}`);
}

// Finishes signing in when the issuer has sent the browser back; true if it had.
export async function complete() {
  const query = new URLSearchParams(location.search);
  if (!query.has("state")) return false;
  const login = read(LOGIN);
  sessionStorage.removeItem(LOGIN);
  history.replaceState(null, "", `/desk/${login?.hash ?? ""}`);
  if (!login || login.state !== query.get("state") || !query.has("code")) throw new Error("sign-in");
  keep(await exchange(query.get("code"), login.verifier), login.nonce);
  return true;
}

async function exchange(code, verifier) {
  const { issuer, client_id, redirect_uri } = await settings();
  const { token_endpoint } = await discovery(issuer);
  const body = new URLSearchParams({
    grant_type: "authorization_code", code, client_id, redirect_uri, code_verifier: verifier,
  });
  const answer = await fetch(token_endpoint, { method: "POST", body });
  if (!answer.ok) throw new Error("sign-in");
  return answer.json();
}

function keep(tokens, nonce) {
  const token = tokens.id_token ?? tokens.access_token;
  const claims = decode(token);
  if (tokens.id_token && claims.nonce !== nonce) throw new Error("sign-in");
  const session = {
    token,
    name: claims.name ?? claims.sub,
    roles: [claims.roles ?? []].flat(),
    expires_at: claims.exp * 1000,
  };
  sessionStorage.setItem(SESSION, JSON.stringify(session));
}

const discovery = (issuer) => json(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);

async function json(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challenge(verifier) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return base64url(new Uint8Array(digest));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function decode(token) {
  const part = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(part), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}
