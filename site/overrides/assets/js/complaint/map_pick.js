// The map on which a place is marked.
import { CountryMap } from "/assets/js/complaint/map.js";
import { names, pin } from "/assets/js/complaint/map_shapes.js";
import { load } from "/assets/js/complaint/projection.js";

const SHEET = "/assets/css/map.css";

/** Fetch the map's own sheet, so that nothing is drawn before it. */
function style() {
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: SHEET });
  const ready = new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", reject);
  });
  document.head.append(link);
  return ready;
}

/** Draw the map into a box; `mark` hears the chosen place. Gives a function that shows a place. */
export async function picker(box, mark) {
  const [frame] = await Promise.all([load(), style()]);
  box.classList.add("c-map", "c-map--pick");
  const map = new CountryMap(box, frame, { pick: true });
  let marked = null;
  let isOwn = false;

  function paint() {
    map.live.replaceChildren(names(map, frame.places), ...(marked ? [pin(map, marked)] : []));
  }

  map.addEventListener("moved", paint);
  map.addEventListener("chosen", ({ detail }) => {
    isOwn = true;
    mark(detail);
    isOwn = false;
  });
  paint();
  return (place) => {
    marked = place;
    // What was marked here is in view; a place from elsewhere is brought there.
    if (place && !isOwn) map.go(place);
    else paint();
  };
}
