// Tasks in words: their states and those of their steps, how long they took, what they are about.

import { epoch, now } from "../js/clock.js";
import { icon } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { html } from "../js/templates.js";
import { span } from "../js/times.js";

const STATES = {
  queued: { words: _("waiting"), tone: "idle", icon: "hourglass-split" },
  running: { words: _("running"), tone: "busy", icon: "hourglass-split" },
  succeeded: { words: _("succeeded"), tone: "good", icon: "check-circle-fill" },
  failed: { words: _("failed"), tone: "bad", icon: "x-circle-fill" },
  stopped: { words: _("stopped"), tone: "warn", icon: "square-fill" },
  timed_out: { words: _("timed out"), tone: "bad", icon: "clock" },
  skipped: { words: _("not begun"), tone: "idle", icon: "slash-circle" },
};
const STOPPING = { words: _("being stopped"), tone: "warn", icon: "hourglass-split" };

const badge = ({ words, tone, icon: picture }, state) =>
  html`<span class="state tone-${tone}" data-state=${state}>${icon(picture)}${words}</span>`;
const look = (it) => (it.state === "running" && it.stop_asked ? STOPPING : STATES[it.state]);

export const over = (it) => !["queued", "running"].includes(it.state);
export const stopping = (it) => !over(it) && Boolean(it.stop_asked || it.ending);
export const stateWords = (it) => look(it).words;
export const taskBadge = (it) => badge(look(it), it.state);
export const stepBadge = (it) => badge(STATES[it.state], it.state);

/** How long it has run, or ran. */
export function took(it) {
  if (!it.started_at) return "";
  const end = it.ended_at ? epoch(it.ended_at) : now();
  return span(Math.max(0, end - epoch(it.started_at)));
}

/** A line that says what a task is about. */
export const aboutTask = (it) => it.reason || it.steps[0].what.trim().split("\n")[0];
