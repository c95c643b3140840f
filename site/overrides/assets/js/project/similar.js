// Similar ideas while a title is typed: short pause, one question at a time, the last one wins.
const PAUSE_MS = 250;
const LETTERS = 4;

function entry(idea, url) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `${url}${Number(idea.number)}/`;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = idea.title;
  item.append(link);
  return item;
}

async function ask(project, text, signal) {
  const query = new URLSearchParams({ q: text });
  const answer = await fetch(`/api/v1/projects/${Number(project)}/similar?${query}`, { signal });
  return answer.ok ? (await answer.json()).ideas : [];
}

export function watch(place) {
  const title = place.closest("form").elements.namedItem("title");
  let timer = 0;
  let running = new AbortController();

  function show(found) {
    place.hidden = !found.length;
    place.querySelector("ul").replaceChildren(...found.map((one) => entry(one, place.dataset.url)));
  }

  async function look() {
    running.abort();
    running = new AbortController();
    const text = title.value.trim();
    if ([...text].length < LETTERS) return show([]);
    try {
      show(await ask(place.dataset.similar, text, running.signal));
    } catch {
      // Offline or overtaken by the next letter: the list stays as it was.
    }
    return undefined;
  }

  title.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
}
