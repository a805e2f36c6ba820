// What an island left that crashed, or failed before it ran: how it ended, its last lines, what the cluster said, the files it wrote.

import { modeWords } from "../clocks/clock-words.js";
import { islands } from "../js/api.js";
import { copyButton } from "../js/clipboard.js";
import { epoch } from "../js/clock.js";
import { byId, findAll, make } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { bytes, here } from "../js/times.js";

const ENDED = ["crashed", "failed", "lost"];

export class CrashView {
  #shown = null; // the event whose bundle is on view

  constructor(tabs) {
    this.tabs = tabs;
  }

  /** Shows the newest bundle, if the history says that there may be one. */
  async show(island, events) {
    const ends = events.filter(({ after }) => ENDED.includes(after));
    const newest = ends.at(-1)?.id ?? null;
    if (newest === null || newest === this.#shown) return;
    this.#shown = newest;
    let bundle;
    try {
      bundle = await islands.crash(island.id);
    } catch {
      return; // nothing was left
    }
    byId("panel-crash").replaceChildren(view(bundle));
    this.tabs.onOpen("tab-crash", () => {
      for (const text of findAll("#panel-crash pre")) text.scrollTop = text.scrollHeight;
    });
    this.tabs.reveal("tab-crash");
    const tells = island.state === "crashed" || (island.state === "failed" && bundle.log);
    if (tells && !location.hash) this.tabs.choose("tab-crash", { quiet: true });
  }
}

function view({ incarnation, at, exit, reason, log, clock, fingerprint, pod_events: told, files }) {
  const fact = (name, value) => (value ? make("div", {}, make("dt", {}, name), make("dd", {}, value)) : null);
  return make(
    "div",
    { class: "crash" },
    make(
      "dl",
      { class: "details" },
      fact(_("Ended"), here(epoch(exit?.at ?? at))),
      fact(_("Exit code"), exit && exit.code !== null ? String(exit.code) : null),
      fact(_("Reason"), exit?.reason || reason),
      fact(_("Start no."), String(incarnation)),
      fact(_("Clock"), clock ? modeWords(clock) : null),
      fact(_("Code"), fingerprint),
    ),
    make(
      "section",
      {},
      make("h3", {}, _("Last lines of its log"), " ", copyButton(log, _("the last lines"))),
      make("pre", { tabindex: 0 }, log || _("It wrote no log.")),
    ),
    files.length ? make("section", {}, make("h3", {}, _("Files it left")), files.map(file)) : null,
    told.length ? make("section", {}, make("h3", {}, _("Cluster events")), make("ol", { class: "events" }, told.map(clusterLine))) : null,
  );
}

function file({ name, size, tail }) {
  return make(
    "details",
    { class: "crash-file" },
    make("summary", {}, make("span", { class: "mono" }, name), ` · ${bytes(size)}`),
    make("pre", { tabindex: 0 }, tail),
  );
}

function clusterLine({ at, kind, reason, message, count }) {
  const seconds = typeof at === "string" ? epoch(at) : at;
  return make(
    "li",
    {},
    make("time", {}, here(seconds)),
    make("span", { class: kind === "Warning" ? "bad" : "" }, reason),
    make("span", { class: "what" }, message),
    make("span", { class: "who" }, count > 1 ? `×${count}` : ""),
  );
}
