// Degrees to map units and back: Lambert's conformal conic on the sphere, as the build computed it.
const radians = (degrees) => (degrees * Math.PI) / 180;
const degrees = (angle) => (angle * 180) / Math.PI;
const EARTH_METRES = 6_371_008.8;

/** The frame and places of the map; throws when they cannot be fetched. */
export async function load() {
  const answer = await fetch("/assets/map/map.json");
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** The map units of a place. */
export function toMap({ cone, meridian, scale, left, top }, { lat, long }) {
  const away = Math.tan(Math.PI / 4 + radians(lat) / 2) ** -cone;
  const turned = cone * radians(long - meridian);
  return { x: left + scale * away * Math.sin(turned), y: top + scale * away * Math.cos(turned) };
}

/** The place of map units. */
export function toPlace({ cone, meridian, scale, left, top }, { x, y }) {
  const east = (x - left) / scale;
  const south = (y - top) / scale;
  const away = Math.hypot(east, south);
  return {
    lat: degrees(2 * Math.atan(away ** (-1 / cone)) - Math.PI / 2),
    long: meridian + degrees(Math.atan2(east, south) / cone),
  };
}

/** The distance of two places in metres (haversine formula). */
export function metres(one, other) {
  const half =
    Math.sin(radians(other.lat - one.lat) / 2) ** 2 +
    Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.sin(radians(other.long - one.long) / 2) ** 2;
  return 2 * EARTH_METRES * Math.asin(Math.sqrt(half));
}
