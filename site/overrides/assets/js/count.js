// Keeps the counts on the page fresh: asks each minute, rests while the page is hidden.
const EVERY_MS = 60_000;
const places = [...document.querySelectorAll("[data-count], [data-c-count]")];
const lang = document.documentElement.lang;
const idOf = (place) => place.dataset.count ?? place.dataset.cCount;

function written(count) {
  return count.toLocaleString(lang === "en" ? "en" : "ru").replace(/\s/g, "\u202f");
}

async function refresh(id) {
  const answer = await fetch(`/petitions/${id}/count.json`);
  if (!answer.ok) return;
  const { signature_count: count } = await answer.json();
  if (!Number.isInteger(count)) return;
  for (const place of places.filter((one) => idOf(one) === id)) {
    place.textContent = written(count);
    const bar = place.closest(".c-sign, .c-card, .c-embed")?.querySelector("progress");
    if (bar) bar.value = Math.min(count, bar.max);
  }
}

function refreshAll() {
  if (document.hidden) return;
  for (const id of new Set(places.map(idOf))) refresh(id).catch(() => {});
}

if (places.length && places.length <= 3) {
  setInterval(refreshAll, EVERY_MS);
  document.addEventListener("visibilitychange", refreshAll);
  refreshAll();
}
