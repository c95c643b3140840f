// Two things never share a place: whoever takes one gives its own in return.
export function swapPlaces(box) {
  const places = [...box.querySelectorAll("select")];
  const before = new Map(places.map((place) => [place, place.value]));
  box.addEventListener("change", ({ target }) => {
    const same = places.find((place) => place !== target && place.value && place.value === target.value);
    if (same) same.value = before.get(target);
    for (const place of places) before.set(place, place.value);
  });
}
