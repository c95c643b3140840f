// What was typed and not sent yet: kept in this tab, so that signing in again loses nothing.
const KEY = "desk-draft";

export function keep(id, act, values) {
  write(`${KEY}/${id}/${act}`, JSON.stringify(values));
}

export function kept(id, act) {
  try {
    return JSON.parse(sessionStorage.getItem(`${KEY}/${id}/${act}`)) ?? null;
  } catch {
    return null;
  }
}

export function forget(id, act) {
  sessionStorage.removeItem(`${KEY}/${id}/${act}`);
}

function write(key, text) {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // Storage is full or closed: the form still holds the text.
  }
}
