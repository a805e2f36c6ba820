// The log of an island: follows live, pauses when scrolled up, searches, copies. Written in blocks, of which the
// browser lays out only those in view.

import { copyAndShow } from "../js/clipboard.js";
import { byId, make, say } from "../js/dom.js";
import { _, ngettext } from "../js/i18n.js";
import { page } from "../js/page.js";
import { LogSearch } from "./log-search.js";
import { followLog } from "./log-stream.js";
import { startingUp, up } from "./states.js";

const BLOCK = 100; // lines in one block
const MOST = 10_000; // lines kept
const NEAR = 40; // pixels from the end that count as at the end
const NONE = {
  requested: _("The log begins when the server starts."),
  scheduling: _("The log begins when the server starts."),
  stopped: _("It is stopped and its log is gone. What a crash left is under “Crash”."),
};
const ERROR = /\b(ERROR|FATAL|SEVERE|Exception|Traceback|panic)\b/;
const WARNING = /\bWARN(ING)?\b/;

export class LogView {
  #lines = []; // elements, oldest first
  #waiting = []; // texts not yet on the page
  #frame = 0;
  #unseen = 0;
  #stop = null;
  #of = ""; // which start and container is being followed

  constructor(island) {
    this.box = byId("log");
    this.search = new LogSearch(
      () => this.#lines,
      () => this.#follow(false),
    );
    this.following = true;
    byId("log-follow").addEventListener("click", () => this.#follow(!this.following));
    byId("log-wrap").addEventListener("click", () => this.#wrap());
    byId("log-copy").addEventListener("click", () => copyAndShow(this.#lines.map((line) => line.textContent).join("\n"), byId("log-copy")));
    byId("log-container").addEventListener("change", () => this.show(this.island));
    this.box.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    document.addEventListener("visibilitychange", () => this.#visibility());
    this.island = island;
  }

  /** Follow the log of the island's present start, of the container that is chosen. */
  show(island) {
    this.island = island;
    const container = byId("log-container").value;
    const address = `${page.api}/islands/${island.id}/logs?container=${container}`;
    byId("log-download").href = `${address}&tail=10000`;
    const none = NONE[island.state];
    const of = `${island.incarnation} ${container} ${none ?? ""}`;
    if (of === this.#of || document.hidden) return;
    this.#of = of;
    if (none) this.#without(none);
    else this.#begin(`${address}&tail=2000&follow=true`);
  }

  /** There is no Pod, so there is nothing to ask for. What was shown of a stopped one stays. */
  #without(words) {
    this.#stop?.abort();
    if (this.island.state !== "stopped") this.#clear();
    this.status = words;
    this.#say();
  }

  #begin(address) {
    this.#stop?.abort();
    this.#stop = new AbortController();
    this.#clear();
    followLog(address, this.#stop.signal, {
      lines: (lines) => this.#add(lines),
      restarted: () => this.#clear(),
      said: (words) => {
        this.status = words;
        this.#say();
      },
      wanted: () => up(this.island) || startingUp(this.island),
    });
  }

  #clear() {
    this.#lines = [];
    this.#waiting = [];
    this.#unseen = 0;
    this.box.replaceChildren();
    this.search.changed();
    this.#say();
  }

  #add(lines) {
    this.#waiting.push(...lines);
    this.#frame ||= requestAnimationFrame(() => this.#flush());
  }

  #flush() {
    this.#frame = 0;
    const fresh = this.#waiting.splice(0).slice(-MOST).map(lineElement);
    for (const line of fresh) {
      let block = this.box.lastElementChild;
      if (!block || block.childElementCount >= BLOCK) {
        block = make("div", { class: "log-block" });
        this.box.append(block);
      }
      block.append(line);
    }
    this.#lines.push(...fresh);
    if (this.following) {
      this.#trim();
      this.#toEnd();
    } else {
      this.#unseen += fresh.length;
    }
    this.search.added(fresh);
    this.#say();
  }

  /** Forget the oldest blocks; not while somebody reads up there. */
  #trim() {
    while (this.#lines.length > MOST + BLOCK) {
      const oldest = this.box.firstElementChild;
      this.#lines.splice(0, oldest.childElementCount);
      oldest.remove();
    }
  }

  #toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
  }

  #follow(on) {
    this.following = on;
    byId("log-follow").setAttribute("aria-pressed", String(on));
    if (on) {
      this.#unseen = 0;
      this.#toEnd();
      // Blocks that come into view get their true height, which moves the end.
      requestAnimationFrame(() => this.#toEnd());
    }
    this.#say();
  }

  #scrolled() {
    const above = this.box.scrollTop < (this.last ?? 0) - 1;
    this.last = this.box.scrollTop;
    const atEnd = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < NEAR;
    if (above && !atEnd && this.following) this.#follow(false);
    else if (atEnd && !this.following && !above) this.#follow(true);
  }

  #wrap() {
    const on = this.box.classList.toggle("is-wrapped");
    byId("log-wrap").setAttribute("aria-pressed", String(on));
    if (this.following) this.#toEnd();
  }

  #say() {
    const unseen = this.#unseen ? ngettext("%(n)s new line below", "%(n)s new lines below", this.#unseen) : "";
    say(byId("log-status"), [unseen, this.status].filter(Boolean).join(" · "));
  }

  #visibility() {
    if (document.hidden) {
      this.#stop?.abort();
      this.#of = "";
    } else {
      this.show(this.island);
    }
  }
}

function lineElement(text) {
  const kind = ERROR.test(text) ? " is-error" : WARNING.test(text) ? " is-warning" : "";
  return make("div", { class: `log-line${kind}` }, text);
}
