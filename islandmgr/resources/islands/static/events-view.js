// The island's history, newest first.

import { islands } from "../js/api.js";
import { epoch } from "../js/clock.js";
import { byId, make } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { here } from "../js/times.js";
import { stateBadge } from "./states.js";

const KINDS = {
  clock: _("Clock"),
  registration: _("Registration"),
  pod: _("Pod"),
  node: _("Node"),
  ports: _("Ports"),
  warning: _("Warning"),
  note: _("Change"),
  state: _("State"),
  refused: _("Refused"),
  killed: _("Killed"),
};

export class Events {
  #asking = null;
  #again = false;

  constructor(first, changed) {
    this.all = first;
    this.changed = changed;
    this.#draw();
  }

  /** Fetch what happened since the last one that is known. */
  async more(id) {
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = islands.events(id, this.all.at(-1)?.id ?? 0);
    try {
      const { items } = await this.#asking;
      this.all.push(...items.filter((item) => item.id > (this.all.at(-1)?.id ?? 0)));
      if (items.length) {
        this.#draw();
        this.changed(this.all);
      }
    } catch {
      /* the next change asks again */
    } finally {
      this.#asking = null;
    }
    if (this.#again) {
      this.#again = false;
      this.more(id);
    }
  }

  #draw() {
    byId("events").replaceChildren(...[...this.all].reverse().map(line));
  }
}

function line({ at, kind, before, after, message, who, incarnation, data }) {
  const what =
    kind === "state" && after && after !== before
      ? stateBadge(after, { steps: false })
      : make("span", { class: "label" }, KINDS[kind] ?? kind);
  return make(
    "li",
    {},
    make("time", { datetime: at }, here(epoch(at))),
    make("span", {}, what),
    make("span", { class: "what" }, message),
    make(
      "span",
      { class: "who" },
      incarnation > 1 ? `${who} · ${_("start no. %(n)s of this island", { n: incarnation })}` : who,
      data.source ? make("span", { class: "muted" }, ` · ${data.source}`) : null,
    ),
  );
}
