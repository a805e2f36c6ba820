// The time line of a clock's past changes: when, what, why, by whom, and what was measured.

import { epoch, islandTime, wall } from "../js/clock.js";
import { make } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { page } from "../js/page.js";
import { here, signed } from "../js/times.js";
import { causeWords, modeWords } from "./clock-words.js";

/** One line for each change, the newest first. */
export function historyLines(changes, zone) {
  if (!changes.length) return [make("li", { class: "muted" }, _("The clock was never changed."))];
  return [...changes].sort((a, b) => b.id - a.id).map((change) => line(change, zone));
}

function line(change, zone) {
  const { at, clock, who, why, group, script, problem, measured, error_ms: off } = change;
  const went = wall(Math.round(islandTime(clock, epoch(at))), zone);
  const truth = problem
    ? causeWords(change)
    : measured
      ? _("measured: %(time)s from real time", { time: signed(Math.round(epoch(measured.fake) - epoch(measured.real))) }) + error(off)
      : "";
  return make(
    "li",
    { class: problem ? "is-wrong" : null },
    make("time", { datetime: at }, here(epoch(at))),
    make("span", { class: "change" }, make("strong", {}, modeWords(clock)), make("span", { class: "num muted" }, `→ ${went}`)),
    make(
      "span",
      { class: "what" },
      why ? make("span", { class: "why" }, why) : null,
      make("span", { class: problem ? "bad" : "muted" }, truth),
    ),
    make(
      "span",
      { class: "who" },
      who,
      group ? [" · ", make("a", { href: `${page.islands_address}clocks#group-${encodeURIComponent(group)}` }, group)] : null,
      script ? ` · ${script}` : null,
    ),
  );
}

const error = (off) =>
  typeof off === "number" ? `, ${_("%(ms)s ms off", { ms: Math.abs(off).toFixed(Math.abs(off) < 10 ? 1 : 0) })}` : "";
