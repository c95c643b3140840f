// What a ballot says, read from its form as the counting methods write it; null is a blank ballot.
const number = (text) => (/^-?\d+$/.test(text.trim()) ? Number(text) : NaN);

const typed = (form, kind) =>
  [...form.elements].filter(({ name }) => name.startsWith(`${kind}-`)).filter((one) => one.type !== "radio" || one.checked).filter((one) => one.value.trim());

const chosen = (form) => [...form.querySelectorAll('[name^="choice"]:checked')].map((one) => one.value);

function scores(form, kind) {
  const marks = typed(form, kind).map((one) => [one.name.split("-")[1], number(one.value)]);
  return Object.fromEntries(kind === "points" ? marks.filter(([, mark]) => mark !== 0) : marks);
}

function ranking(form) {
  const places = new Map();
  for (const one of typed(form, "rank")) {
    const place = Number(one.value);
    places.set(place, [...(places.get(place) ?? []), Number(one.name.split("-")[1])]);
  }
  return [...places].sort(([a], [b]) => a - b).map(([, options]) => (options.length > 1 ? options : options[0]));
}

const READ = {
  stance: (form) => chosen(form)[0],
  one: (form) => (chosen(form)[0] === "blank" ? null : chosen(form).map(Number)[0]),
  set: (form) => chosen(form).map(Number),
  ranking,
  points: (form) => scores(form, "points"),
  rating: (form) => scores(form, "rating"),
};

/** The choice; undefined where nothing was chosen at all. */
export function choice(form) {
  const found = READ[form.dataset.ballot](form);
  const isEmpty = found && typeof found === "object" && !Object.keys(found).length;
  return isEmpty ? undefined : found;
}
