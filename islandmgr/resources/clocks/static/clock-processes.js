// Who sees what: the server's processes, as the clock library in each of them tells.

import { epoch } from "../js/clock.js";
import { byId, make } from "../js/dom.js";
import { _, language } from "../js/i18n.js";
import { here } from "../js/times.js";

const SEES = {
  wished: { words: _("this time"), tone: "good" },
  not_read: { words: _("has not read the clock since the change"), tone: "idle" },
  older: { words: _("an older time"), tone: "bad" },
  real: { words: _("real time"), tone: "bad" },
};

const UNREACHED = {
  go: _("real time: a Go program"),
  static: _("real time: a static program"),
  emptied: _("real time: its environment was emptied"),
  setuid: _("real time: a setuid program"),
};

/** Processes that have the library and have not read the clock since it was changed; they will when they ask for the time. */
export const unread = ({ processes }) => processes.filter(({ sees }) => sees === "not_read");

/** Whether some process is known to show the time that was asked for. */
export const seen = ({ processes }) => processes.some(({ sees }) => sees === "wished");

/** Fill the table of a report, and say what is wrong with the server's zone. */
export function showProcesses({ processes, zone_problem: zone }) {
  byId("clock-zone").hidden = !zone;
  byId("clock-zone-why").textContent = zone;
  byId("clock-processes").hidden = processes.length === 0;
  byId("clock-processes-rows").replaceChildren(...processes.map(row));
}

function row({ pid, name, sees, line, read_at: read, asked, unreached, problem }) {
  const { words, tone } = SEES[sees] ?? { words: sees, tone: "idle" };
  return make(
    "tr",
    { title: problem },
    make("th", { scope: "row" }, name, " ", make("span", { class: "muted" }, String(pid))),
    make("td", {}, make("span", { class: `state tone-${tone}` }, UNREACHED[unreached] ?? words)),
    make("td", {}, line ? make("code", {}, line) : "–"),
    make("td", {}, read ? here(epoch(read)) : "–"),
    make("td", { class: "number" }, asked === null ? "–" : asked.toLocaleString(language)),
  );
}
