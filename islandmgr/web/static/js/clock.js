// Time arithmetic: real time as the manager sees it, an island's time, zones. Instants are epoch seconds.

import { get } from "./api.js";
import { page } from "./page.js";

const SLICE = 900; // seconds; no zone changes its offset within a quarter of an hour
let ahead = page.now - Date.now() / 1000; // how far the manager's clock is ahead of this computer's
let bestTrip = Infinity;

/** Real time by the manager's clock; this computer's own may be wrong. */
export const now = () => Date.now() / 1000 + ahead;

/** Ask the manager for its time; the shortest round trip gives the best answer. Throws when it is away. */
export async function synchronise() {
  const sent = performance.now();
  const answer = await get(page.now_address);
  const trip = (performance.now() - sent) / 1000;
  const found = answer.now + trip / 2 - Date.now() / 1000;
  if (trip <= bestTrip * 1.5 || Math.abs(found - ahead) > trip) {
    bestTrip = Math.min(trip, bestTrip);
    ahead = found;
  }
}

/** RFC 3339, as the API writes it, as epoch seconds; null stays null. */
export const epoch = (text) => (text ? Date.parse(text) / 1000 : null);

/** What an island with this clock shows at the real instant `real`. */
export function islandTime(clock, real = now()) {
  if (clock.frozen_at) return epoch(clock.frozen_at);
  if (clock.mode === "rate") return epoch(clock.fake_anchor) + (real - epoch(clock.real_anchor)) * clock.rate;
  return real + clock.offset;
}

/** Seconds the island is ahead of real time now. */
export const lead = (clock, real = now()) =>
  clock.frozen_at || clock.mode === "rate" ? Math.round(islandTime(clock, real) - real) : clock.offset;

const formats = new Map();
const offsets = new Map();

function measureOffset(zone, instant) {
  if (!formats.has(zone)) {
    formats.set(
      zone,
      new Intl.DateTimeFormat("en-US", {
        timeZone: zone,
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
      }),
    );
  }
  const part = Object.fromEntries(
    formats
      .get(zone)
      .formatToParts(instant * 1000)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) / 1000 - instant;
}

/** Seconds that wall clocks in `zone` are ahead of UTC at `instant`. */
export function zoneOffset(zone, instant) {
  const slice = Math.floor(instant / SLICE);
  const key = `${zone} ${slice}`;
  if (!offsets.has(key)) {
    if (offsets.size > 5000) offsets.clear();
    offsets.set(key, measureOffset(zone, slice * SLICE));
  }
  return offsets.get(key);
}

/** `UTC`, `UTC+8`, `UTC-3:30`. */
export function zoneText(zone, instant = now()) {
  const offset = zoneOffset(zone, instant);
  if (!offset) return "UTC";
  const minutes = Math.abs(offset) / 60;
  const rest = minutes % 60 ? `:${String(Math.round(minutes % 60)).padStart(2, "0")}` : "";
  return `UTC${offset < 0 ? "-" : "+"}${Math.floor(minutes / 60)}${rest}`;
}

/** `2026-12-31 23:59:30` on wall clocks of `zone`. */
export const wall = (instant, zone) =>
  new Date((Math.floor(instant) + zoneOffset(zone, instant)) * 1000).toISOString().slice(0, 19).replace("T", " ");

const AT = /^(?:(\d{4})-(\d\d?)-(\d\d?)(?:[T ]+|$))?(?:(\d{1,2}):(\d\d)(?::(\d\d))?)?$/;

/**
 * The instant of a wall time in `zone`: `2026-12-31 23:59:30`, `2026-12-31`, `23:59:30` on the day of `base`.
 * Null for what is no such text (the manager knows more forms), NaN for a time that does not exist there.
 */
export function fromWall(text, zone, base) {
  const match = AT.exec(text.trim());
  if (!match || !text.trim()) return null;
  const [, year, month, day, hour, minute, second] = match;
  const date = year ? [+year, +month, +day] : wall(base, zone).slice(0, 10).split("-").map(Number);
  const local = Date.UTC(date[0], date[1] - 1, date[2], +(hour ?? 0), +(minute ?? 0), +(second ?? 0)) / 1000;
  if (new Date(local * 1000).getUTCDate() !== date[2] || +(hour ?? 0) > 23 || +(minute ?? 0) > 59 || +(second ?? 0) > 59) return NaN;
  for (const guess of [local - zoneOffset(zone, local - 43_200), local - zoneOffset(zone, local + 43_200)]) {
    if (guess + zoneOffset(zone, guess) === local) return guess;
  }
  return NaN;
}

const UNITS = { w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/** Seconds of `+2d3h`, `-90m`, `+1w -2h`; null when it is none. A sign holds until the next. */
export function fromShift(text) {
  if (!/^[+-]\d+[wdhms](?: *[+-]?\d+[wdhms])*$/.test(text.trim())) return null;
  let sign = 1;
  let sum = 0;
  for (const [, signed, count, unit] of text.matchAll(/([+-]?)(\d+)([wdhms])/g)) {
    sign = signed ? (signed === "-" ? -1 : 1) : sign;
    sum += sign * count * UNITS[unit];
  }
  return sum;
}

/** The text that `fromShift` reads as `seconds`. */
export function toShift(seconds) {
  let rest = Math.abs(seconds);
  let text = "";
  for (const unit of ["d", "h", "m", "s"]) {
    const count = Math.floor(rest / UNITS[unit]);
    rest -= count * UNITS[unit];
    if (count) text += count + unit;
  }
  return (seconds < 0 ? "-" : "+") + (text || "0s");
}
