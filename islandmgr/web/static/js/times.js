// Lengths of time and instants in words of the reader's language.

import { now, wall } from "./clock.js";
import { _, language } from "./i18n.js";

const UNITS = [
  [86_400, (n) => _("%(n)s d", { n })],
  [3600, (n) => _("%(n)s h", { n })],
  [60, (n) => _("%(n)s min", { n })],
  [1, (n) => _("%(n)s s", { n })],
];

/** `2 d 3 h`: the `parts` largest units of a length of time in seconds. */
export function span(seconds, parts = 2) {
  let rest = Math.round(Math.abs(seconds));
  const words = [];
  for (const [size, say] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count) words.push(say(count));
    if (words.length === parts || (words.length && parts === 2 && count === 0)) break; // `1 d 5 s` says no more than `1 d`
  }
  return words.join(" ") || UNITS[3][1](0);
}

/** The nearest whole number of the largest unit: `4 h` for 3 h 59 min. */
export function about(seconds) {
  const [size, say] = UNITS.find(([unit]) => Math.abs(seconds) >= unit * 0.95) ?? UNITS[3];
  return say(Math.round(Math.abs(seconds) / size));
}

/** `+2 d 3 h`, `−45 min`. */
export const signed = (seconds, parts = 2) => (seconds < 0 ? "−" : "+") + span(seconds, parts);

/** A start's step: `0.42 s`, `12 s`. */
export const short = (seconds) => (seconds < 10 ? _("%(n)s s", { n: Math.max(0, seconds).toFixed(seconds < 1 ? 2 : 1) }) : span(seconds));

/** How long ago, for the table. Coarse: it is read at a glance. */
export const age = (instant) => span(Math.max(0, now() - instant), 1);

const myZone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** An instant on the reader's own wall clock, with the day when it is not today. */
export function here(instant) {
  const text = wall(instant, myZone);
  return text.slice(0, 10) === wall(now(), myZone).slice(0, 10) ? text.slice(11) : text;
}

const dates = new Map();

/** `Friday, 20 November 2026` on wall clocks of `zone`. */
export function longDate(instant, zone) {
  if (!dates.has(zone)) {
    dates.set(
      zone,
      new Intl.DateTimeFormat(language.startsWith("zh") ? "zh-CN" : "en-GB", {
        timeZone: zone,
        weekday: "long",
        day: "numeric",
        month: "long",
        year: "numeric",
      }),
    );
  }
  return dates.get(zone).format(instant * 1000);
}

export function bytes(size) {
  const steps = ["B", "KB", "MB", "GB"];
  let step = 0;
  for (; size >= 1024 && step < steps.length - 1; step += 1) size /= 1024;
  return `${step && size < 10 ? size.toFixed(1) : Math.round(size)} ${steps[step]}`;
}
