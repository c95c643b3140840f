// Where it is: the device's own position, a mark on the map, typed degrees; each fills the same fields.
const DECIMALS = 6;
const PATIENCE_MS = 15_000;
const NEAR_METRES = 400_000; // a centre farther away than this suggests nothing

/** Wire the step of the place; gives {point(), read()}. */
export function placing(form, lang) {
  const box = form.querySelector("[data-locate]");
  const status = box.querySelector("[data-locate-status]");
  const { lat, long, jurisdiction } = form.elements;
  const clear = form.querySelector("[data-unmark]");
  let show = () => {};

  const number = (field) => (field.value.trim() ? Number(field.value.trim().replace(",", ".")) : NaN);
  const point = () => {
    const found = { lat: number(lat), long: number(long) };
    return Number.isFinite(found.lat) && Number.isFinite(found.long) ? found : null;
  };

  function read() {
    clear.hidden = !lat.value && !long.value;
    show(point());
  }

  /** Choose the region whose centre is nearest; the person may choose another. */
  async function suggest(here) {
    if (!box.querySelector("[data-map]")) return;
    const { load, metres, toPlace } = await import("/assets/js/complaint/projection.js");
    const frame = await load();
    const [near] = frame.places
      .filter(([, , , code]) => code)
      .map(([x, y, , code]) => ({ code, away: metres(here, toPlace(frame, { x, y })) }))
      .sort((a, b) => a.away - b.away);
    if (!near || near.away > NEAR_METRES) return;
    jurisdiction.value = near.code;
    form.querySelector("[data-suggested]").hidden = false;
    lat.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function mark(here) {
    lat.value = here.lat.toFixed(DECIMALS);
    long.value = here.long.toFixed(DECIMALS);
    status.textContent = status.dataset.located;
    suggest(here).catch(() => {});
    read();
    lat.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function locate() {
    status.textContent = status.dataset.locating;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => mark({ lat: coords.latitude, long: coords.longitude }),
      () => {
        status.textContent = status.dataset.notLocated;
      },
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 60_000 },
    );
  }

  async function openMap(event) {
    const area = box.querySelector("[data-map]");
    const opener = event.currentTarget;
    const opens = area.hidden;
    area.hidden = !opens;
    box.querySelector("[data-map-note]").hidden = !opens;
    opener.setAttribute("aria-expanded", String(opens));
    if (!opens || area.dataset.ready) return;
    area.dataset.ready = "yes";
    try {
      const { picker } = await import("/assets/js/complaint/map_pick.js");
      show = await picker(area, mark);
      show(point());
    } catch {
      status.textContent = area.dataset.failed;
    }
  }

  box.hidden = false;
  const geo = box.querySelector("[data-geo]");
  geo.hidden = !("geolocation" in navigator);
  geo.addEventListener("click", locate);
  box.querySelector("[data-show-map]")?.addEventListener("click", openMap);
  for (const field of [lat, long]) {
    field.addEventListener("change", () => {
      read();
      if (point()) suggest(point()).catch(() => {});
    });
  }
  clear.addEventListener("click", () => {
    lat.value = "";
    long.value = "";
    status.textContent = "";
    read();
    lat.dispatchEvent(new Event("input", { bubbles: true }));
  });
  if (lat.value) form.querySelector("[data-suggested]").hidden = false;
  read();
  return { point, read };
}
