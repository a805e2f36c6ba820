// Follows the manager's changes by server-sent events, and gets over every kind of interruption.
//
// A hidden page lets go of its connection: browsers allow six to one server, and testers have more tabs than that.

import { synchronise } from "./clock.js";
import { byId } from "./dom.js";
import { page } from "./page.js";

const GAPS = [500, 1000, 2000, 3000, 5000]; // milliseconds between attempts, each up to half as long again
const HIDDEN_GRACE = 5000; // milliseconds a hidden page stays connected
const ALIVE = 20_000; // milliseconds between looks whether the manager is there; a dead line is silent
const CALM = 1500; // milliseconds without a connection before the reader is told

export class Stream {
  /** `on` has a function for each topic that the page needs, as `island(row)`, and `resync()` that reads everything anew and answers the place to go on from. */
  constructor(after, on) {
    this.after = after;
    this.on = on;
    this.failures = 0;
    document.addEventListener("visibilitychange", () => this.#visibility());
    addEventListener("online", () => this.#again(0));
    addEventListener("pagehide", () => this.#close());
    addEventListener("pageshow", (event) => {
      if (event.persisted) this.#again(0);
    }); // out of the back-forward cache
    setInterval(() => this.#look(), ALIVE);
    if (!document.hidden) this.#connect();
  }

  #connect() {
    this.#close();
    const source = new EventSource(`${page.api}/stream?after=${encodeURIComponent(this.after)}`);
    this.source = source;
    source.onopen = () => this.#opened();
    source.onerror = () => {
      if (source === this.source) this.#lost();
    };
    for (const topic of page.topics) {
      source.addEventListener(topic, (event) => {
        if (event.lastEventId) this.after = event.lastEventId;
        this.on[topic]?.(JSON.parse(event.data));
      });
    }
    source.addEventListener("resync", () => this.#resync());
  }

  #opened() {
    this.failures = 0;
    clearTimeout(this.telling);
    this.telling = 0;
    byId("connection").hidden = true;
    synchronise().catch(() => {
      /* the next look notices */
    });
  }

  #lost() {
    this.#close();
    this.telling ||= setTimeout(() => {
      byId("connection").hidden = false;
    }, CALM);
    this.failures += 1;
    const gap = GAPS[Math.min(this.failures - 1, GAPS.length - 1)];
    this.#again(gap * (1 + Math.random() / 2));
  }

  #again(gap) {
    clearTimeout(this.waiting);
    if (document.hidden) return;
    // A place that the manager no longer knows is refused for ever: after a few attempts everything is read anew.
    this.waiting = setTimeout(() => (this.failures >= 3 ? this.#resync() : this.#connect()), gap);
  }

  async #resync() {
    this.#close();
    try {
      this.after = await this.on.resync();
      this.#connect();
    } catch {
      this.#lost();
    }
  }

  async #look() {
    if (document.hidden || !this.source) return;
    try {
      await synchronise();
    } catch {
      if (this.source) this.#lost();
    }
  }

  #visibility() {
    clearTimeout(this.hiding);
    if (document.hidden) this.hiding = setTimeout(() => this.#close(), HIDDEN_GRACE);
    else if (!this.source) this.#again(0);
  }

  #close() {
    clearTimeout(this.waiting);
    this.source?.close();
    this.source = null;
  }
}
