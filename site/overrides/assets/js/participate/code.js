// The participation code that this browser keeps: {code, expires_at, hint}; nothing else is known here.
const NAME = "dauys.participant";
const DAYS = 14;

/** The code that is kept and still good, or null. */
export function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(NAME));
    return found?.code && Date.parse(found.expires_at) > Date.now() ? found : null;
  } catch {
    return null;
  }
}

/** Keep a code for its two weeks, with what tells whose it is; gives what is kept. */
export function keep(code, hint = "") {
  const expires = new Date(Date.now() + DAYS * 24 * 60 * 60 * 1000);
  const told = { code, hint, expires_at: expires.toISOString() };
  try {
    localStorage.setItem(NAME, JSON.stringify(told));
  } catch {
    // A private window: the code lasts as long as the page.
  }
  return told;
}

export function forget() {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // Nothing was kept.
  }
}
