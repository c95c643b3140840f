// Similar petitions while the title is typed: short pause, one question at a time, the last one wins.
const PAUSE_MS = 120;
const LETTERS = 3;

function entry(petition, lang, words) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const count = document.createElement("span");
  link.href = `/${lang}/petitions/${petition.id}/`;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = petition.title;
  const signatures = petition.signature_count ?? petition.count;
  if (signatures !== undefined) count.textContent = words.replace("#", signatures);
  link.append(count);
  item.append(link);
  return item;
}

function show(places, found, lang, words) {
  for (const place of places) {
    place.hidden = !found.length && !place.querySelector("[data-none]");
    place.querySelector("[data-some]").hidden = !found.length;
    place.querySelector("[data-none]")?.toggleAttribute("hidden", Boolean(found.length));
    place.querySelector("ul").replaceChildren(...found.map((one) => entry(one, lang, words)));
  }
}

async function ask(text, lang, signal) {
  const query = new URLSearchParams({ q: text, lang });
  const answer = await fetch(`/api/v1/petitions/similar?${query}`, { signal });
  if (!answer.ok) return [];
  const data = await answer.json();
  return data.petitions ?? data.results ?? data.data ?? [];
}

/** Watch a title field and show what resembles it in each of the places. */
export function watch(title, places, lang, words) {
  let timer = 0;
  let running = new AbortController();

  async function look() {
    running.abort();
    running = new AbortController();
    const text = title.value.trim();
    if ([...text].length < LETTERS) return show(places, [], lang, words);
    try {
      show(places, await ask(text, lang, running.signal), lang, words);
    } catch {
      // Offline or overtaken by the next letter: the list stays as it was.
    }
    return undefined;
  }

  title.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
  if (title.value) look();
}
