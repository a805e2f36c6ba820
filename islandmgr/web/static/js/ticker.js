// Makes every island's time on the page tick, without any request. Only elements that are in the page are touched.

import { islandTime, lead, now, wall, zoneText } from "./clock.js";
import { make } from "./dom.js";
import { _ } from "./i18n.js";
import { signed } from "./times.js";

const clocks = new WeakMap(); // element -> clock
const watchers = new Set(); // called every second

/** A ticking `2026-11-20 10:00:00 UTC+8`. */
export function tickingClock(clock) {
  const element = make("span", { class: "tick" }, make("span"), make("span", { class: "tick-zone" }));
  clocks.set(element, clock);
  show(element, now());
  return element;
}

function show(element, real) {
  const clock = clocks.get(element);
  if (!clock) return;
  const instant = islandTime(clock, real);
  const [time, zone] = element.children;
  const text = wall(instant, clock.zone);
  if (time.textContent !== text) time.textContent = text;
  const where = zoneText(clock.zone, instant);
  if (zone.textContent !== where) zone.textContent = where;
}

/** How far the island is from real time, as a badge; null on real time. Says when the clock is not applied. */
export function offsetBadge(clock) {
  if (clock.applied === false) return make("span", { class: "offset offset-problem", title: clock.problem }, _("not applied"));
  if (clock.frozen_at) return make("span", { class: "offset" }, _("frozen"));
  if (clock.mode === "rate" && clock.rate !== 1) return make("span", { class: "offset" }, `×${clock.rate}`);
  const seconds = lead(clock);
  if (!seconds) return null;
  const coarse = Math.abs(seconds) >= 10 * 86_400 ? 1 : 2; // parts that fit into a column
  return make("span", { class: seconds < 0 ? "offset offset-behind" : "offset", title: signed(seconds, 4) }, signed(seconds, coarse));
}

/** Call `watcher(realTime)` every second, at its beginning. */
export function everySecond(watcher) {
  watchers.add(watcher);
}

function tick() {
  const real = now();
  for (const element of document.querySelectorAll(".tick")) show(element, real);
  for (const watcher of watchers) watcher(real);
  // A little after the full second, so that rounding never shows the one before.
  setTimeout(tick, 1000 - ((now() * 1000) % 1000) + 4);
}
tick();
