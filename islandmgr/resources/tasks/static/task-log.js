// The log of a step: read on by offset from where it was, so that nothing is lost by a broken line or a new leader.

import { byId, make, say } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { page } from "../js/page.js";

const GAP = 800; // milliseconds between looks while it grows
const GAP_LATER = 3000; // while it cannot be read
const MOST = 20_000; // lines on the page
const NEAR = 40; // pixels from the end that count as at the end

export class TaskLog {
  #of = "";
  #next = 0;
  #timer = 0;
  #decoder = new TextDecoder();
  #rest = null; // the last line, which may go on

  constructor() {
    this.box = byId("log");
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.#of) this.#again(0);
    });
  }

  /** Show the log of this step from its beginning; nothing changes when it is shown already. */
  show(task, step) {
    const of = `${page.api}/tasks/${task.id}/log?step=${step.number}`;
    if (of === this.#of) return;
    this.#of = of;
    this.#next = 0;
    this.#rest = null;
    this.#decoder = new TextDecoder();
    this.box.replaceChildren();
    byId("log-download").href = `${of}&follow=true`;
    byId("log-download").download = `task-${task.id}-${step.name}.log`;
    say(byId("log-status"), _("Reading…"));
    this.#again(0);
  }

  #again(gap) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(this.#of), gap);
  }

  async #read(of) {
    if (document.hidden) return;
    try {
      const answer = await fetch(`${of}&offset=${this.#next}`, { cache: "no-store" });
      if (!answer.ok) throw new Error((await answer.json()).error.message);
      const data = new Uint8Array(await answer.arrayBuffer());
      if (of !== this.#of) return;
      const before = this.#next;
      this.#next = Number(answer.headers.get("Log-Next"));
      this.#add(this.#decoder.decode(data, { stream: true }));
      this.#status(answer.headers.get("Log-Complete") === "true", this.#next > before);
    } catch {
      if (of !== this.#of) return;
      say(byId("log-status"), _("The log cannot be read now; trying again."));
      this.#again(GAP_LATER);
    }
  }

  #status(complete, grew) {
    if (!complete) {
      say(byId("log-status"), this.#next ? "" : _("Nothing was written yet."));
      this.#again(grew ? 100 : GAP);
      return;
    }
    say(byId("log-status"), this.#next ? _("End of the log.") : _("This step wrote nothing."));
  }

  #add(text) {
    const atEnd = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < NEAR;
    const lines = text.split("\n");
    const last = lines.pop();
    const fresh = document.createDocumentFragment();
    for (const line of lines) {
      this.#put(fresh, line);
      this.#rest = null;
    }
    if (last) this.#put(fresh, last);
    this.box.append(fresh);
    while (this.box.childElementCount > MOST) this.box.firstChild.remove();
    if (atEnd) this.box.scrollTop = this.box.scrollHeight;
  }

  /** The rest of the last line, or a line of its own. */
  #put(fresh, text) {
    if (this.#rest) {
      this.#rest.textContent += text;
      return;
    }
    this.#rest = make("div", { class: "log-line" }, text);
    fresh.append(this.#rest);
  }
}
