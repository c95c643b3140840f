// Days and instants in the page's language.

/** A local day, such as 2026-12-14. */
export function day(on, lang) {
  return new Date(`${on}T12:00:00Z`).toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" });
}

/** An instant: in a zone, or in that of the device. */
export function moment(at, lang, timeZone) {
  return new Date(at).toLocaleString(lang, { dateStyle: "long", timeStyle: "short", timeZone });
}

/** Fill a list with the steps that lead to a due date, each in the service's words. */
export function dueSteps(list, steps) {
  list.replaceChildren(
    ...steps.map(({ text }) => {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    }),
  );
}
