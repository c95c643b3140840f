// Keeps what is typed on this device while a long form is being filled in, and brings it back.
const KEY = "dauys-start"; // of a petition; other forms have keys of their own
const NEVER = new Set(["consent", "website", "step", "lang"]);
const SAVE_AFTER_MS = 300;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

function write(fields, key) {
  try {
    localStorage.setItem(key, JSON.stringify(fields));
    return true;
  } catch {
    return false;
  }
}

export function forget(key = KEY) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept, so nothing is left.
  }
}

/** Put kept values into the form; true if there were any. */
export function restore(form, key = KEY) {
  const kept = Object.entries(read(key)).filter(([name, value]) => value !== "" && form.elements.namedItem(name));
  for (const [name, value] of kept) {
    const control = form.elements.namedItem(name);
    if (control.type === "checkbox") control.checked = value === true;
    else control.value = value;
  }
  return kept.length > 0;
}

/** Keep the form's values a moment after each change; `kept` is called when that worked. */
export function keep(form, values, kept, key = KEY) {
  let timer = 0;
  const save = () => {
    timer = 0;
    const fields = Object.entries(values(form)).filter(([name]) => !NEVER.has(name));
    if (write(Object.fromEntries(fields), key)) kept();
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
