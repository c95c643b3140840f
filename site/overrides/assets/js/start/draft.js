// Keeps what is typed on this device while a petition is being written, and brings it back.
const KEY = "dauys-start";
const NEVER = new Set(["consent", "website", "step", "lang"]);
const SAVE_AFTER_MS = 300;

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function write(fields) {
  try {
    localStorage.setItem(KEY, JSON.stringify(fields));
    return true;
  } catch {
    return false;
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept, so nothing is left.
  }
}

/** Put kept values into the form; true if there were any. */
export function restore(form) {
  const kept = Object.entries(read()).filter(([name, value]) => value && form.elements.namedItem(name));
  for (const [name, value] of kept) form.elements.namedItem(name).value = value;
  return kept.length > 0;
}

/** Keep the form's values a moment after each change; `kept` is called when that worked. */
export function keep(form, values, kept) {
  let timer = 0;
  const save = () => {
    timer = 0;
    const fields = Object.entries(values(form)).filter(([name]) => !NEVER.has(name));
    if (write(Object.fromEntries(fields))) kept();
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  });
  // A page that is left within that moment keeps the last words too.
  addEventListener("pagehide", () => {
    if (timer) save();
  });
}
