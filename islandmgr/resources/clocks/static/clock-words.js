// What clocks are, what their changes do and why they are not applied, in the reader's language.
//
// The manager sends a code with each of its messages; the sentences here go by the codes.

import { _, language } from "../js/i18n.js";
import { span } from "../js/times.js";

const EFFECTS = {
  burst: (seconds) =>
    _(
      "Time jumps forward by %(time)s: java.util.Timer.scheduleAtFixedRate makes up for every missed run at once, %(n)s runs in a row for a task of every second.",
      { time: span(seconds), n: seconds.toLocaleString(language) },
    ),
  stall: (seconds) =>
    _("Time jumps back by %(time)s: java.util.Timer tasks and Condition.awaitUntil stand still until the island's time has caught up.", {
      time: span(seconds),
    }),
  frozen: () =>
    _(
      "Time stands still: java.util.Timer tasks and Condition.awaitUntil wait until it runs again; sleeps and ScheduledExecutorService go on at real speed.",
    ),
  rate: (rate) =>
    _("Only the wall clock runs %(n)s times as fast, in steps every second: sleeps and ScheduledExecutorService keep real speed.", {
      n: rate,
    }),
  tokens: (seconds) =>
    seconds > 0
      ? _("Tokens, sessions and certificates from before look %(time)s older: they may be expired.", { time: span(seconds) })
      : _("Tokens, sessions and certificates from before look %(time)s younger: they may not be valid yet.", { time: span(seconds) }),
  files: (seconds) =>
    seconds > 0
      ? _("File times stay real: a file written now looks %(time)s old to the server.", { time: span(seconds) })
      : _("File times stay real: a file written now looks %(time)s ahead of time to the server.", { time: span(seconds) }),
};

/** One effect of a change, as `POST .../clock/preview` warns of it. */
export const effectWords = ({ effect, seconds, sentence }) => EFFECTS[effect]?.(seconds) ?? sentence;

/** Starting the server anew avoids these. */
export const avoidable = ({ effect }) => effect === "burst" || effect === "stall";

const CAUSES = {
  "clock.not_measured": _("It could not be measured: the Pod or the cluster does not answer. It is tried again."),
  "clock.server_not_running": _("It could not be measured: the Pod or the cluster does not answer. It is tried again."),
  "clock.no_library": _("There is no clock library in the Pod. Please tell your operator."),
  "clock.library_fails": _("No clock library works in this image."),
  "clock.library_ignored": _("No clock library works in this image."),
  "clock.library_stops": _("No clock library works in this image."),
  "clock.not_loaded": _(
    "The server runs without the clock library, so it sees real time: a static or Go program, setuid, or an emptied environment.",
  ),
  "clock.unloaded": _(
    "The server runs without the clock library, so it sees real time: a static or Go program, setuid, or an emptied environment.",
  ),
  "clock.reach_refused": _("Static programs cannot be given the clock in this cluster. Please tell your operator."),
  "clock.unreadable": _("The server cannot read the clock file, so it sees real time."),
  "clock.changed": _("Somebody wrote another time into the Pod by hand. It is put right by itself."),
  "clock.off": _("The file is right, but the server shows another time. Look at its log."),
};

// What of a problem is worth repeating after the words above; of the others, the manager's own words.
const DETAILS = {
  "clock.no_library": () => "",
  "clock.not_loaded": () => "",
  "clock.unreadable": () => "",
  "clock.unloaded": ({ names }) => names,
  "clock.changed": ({ line }) => line,
  "clock.off": ({ seconds }) => `${seconds} s`,
};

/** Why a clock is not applied: what it means for people, and what only the problem tells. */
export function causeWords({ problem, problem_code: code, problem_values: values }) {
  const words = CAUSES[code];
  if (!words) return problem;
  const detail = DETAILS[code] ? DETAILS[code](values) : problem;
  return detail ? `${words} (${detail})` : words;
}

/** What a clock is: `At a time 2026-12-31 23:59`, `×10`. */
export function modeWords(clock) {
  const words = {
    real: _("Real time"),
    at: _("At a time"),
    shift: _("Shifted"),
    freeze: _("frozen"),
    rate: clock.rate === 1 ? _("Goes on") : `×${clock.rate}`,
  }[clock.mode];
  return clock.asked && clock.mode !== "real" ? `${words} ${clock.asked}` : words;
}

const RUN_STATES = { running: _("goes on"), done: _("done"), failed: _("failed"), stopped: _("stopped") };
const RUN_TONES = { running: "busy", done: "good", failed: "bad", stopped: "idle" };
export const runState = (state) => ({ words: RUN_STATES[state] ?? state, tone: RUN_TONES[state] ?? "idle" });
