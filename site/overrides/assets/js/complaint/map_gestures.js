// Fingers, mouse, wheel and keys, each turned into a move or a zoom of the map.
const STILL = 6; // pixels: less is a press, more is a move
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NEARER = new Set(["+", "="]);
const FARTHER = new Set(["-", "−", "_"]);
const PART = 8; // an arrow moves the map by this part of it

function key(map, event) {
  const { svg } = map;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (KEYS[event.key]) map.move((KEYS[event.key][0] * svg.clientWidth) / PART, (KEYS[event.key][1] * svg.clientHeight) / PART);
  else if (NEARER.has(event.key)) map.zoom(2);
  else if (FARTHER.has(event.key)) map.zoom(0.5);
  else if (event.key === "0") map.show({ x: 0, y: 0, w: map.frame.width });
  else if (event.key === "Enter") map.choose(map.middle);
  else return;
  event.preventDefault();
}

const between = ([a, b]) => ({ clientX: (a.clientX + b.clientX) / 2, clientY: (a.clientY + b.clientY) / 2 });
const apart = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);

/** Let the map be moved by whatever the person has. */
export function gestures(map) {
  const { svg } = map;
  const down = new Map();
  let moved = 0;

  function start(event) {
    if (event.button) return;
    if (!down.size) moved = 0;
    down.set(event.pointerId, event);
  }

  function drag(event) {
    const before = down.get(event.pointerId);
    if (!before) return;
    const fingers = [...down.values()];
    down.set(event.pointerId, event);
    const now = [...down.values()];
    if (now.length === 2) {
      moved = STILL;
      map.zoom(apart(now) / (apart(fingers) || 1), map.under(between(now)));
    }
    const [from, to] = now.length === 2 ? [between(fingers), between(now)] : [before, event];
    moved += Math.hypot(to.clientX - from.clientX, to.clientY - from.clientY);
    if (moved < STILL) return;
    // Only now: a press that is held by the map would never reach what lies on it.
    svg.setPointerCapture(event.pointerId);
    map.move(from.clientX - to.clientX, from.clientY - to.clientY);
  }

  function end(event) {
    if (!down.delete(event.pointerId)) return;
    if (event.type === "pointerup" && !down.size && moved < STILL && !event.target.closest?.("a")) map.choose(map.under(event));
  }

  svg.addEventListener("pointerdown", start);
  svg.addEventListener("pointermove", drag);
  for (const type of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(type, end);
  svg.addEventListener("keydown", (event) => key(map, event));
  svg.addEventListener("wheel", (event) => {
    // A page that is scrolled past the map is not stopped by it.
    if (!event.ctrlKey && document.activeElement !== svg) return;
    event.preventDefault();
    map.zoom(event.deltaY < 0 ? 1.25 : 0.8, map.under(event));
  }, { passive: false });
}
