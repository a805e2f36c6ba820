// The records under an island: one panel at a time, remembered in the URL's fragment, arrow keys between tabs.

import { byId, findAll } from "./dom.js";

export class Tabs {
  #opened = new Map(); // tab -> functions to call when it is shown

  constructor() {
    this.tabs = findAll("[role=tab]");
    for (const tab of this.tabs) tab.addEventListener("click", () => this.choose(tab.id));
    document.querySelector("[role=tablist]").addEventListener("keydown", (event) => this.#keys(event));
    const asked = `tab-${location.hash.slice(1)}`;
    if (this.tabs.some((tab) => tab.id === asked)) queueMicrotask(() => this.choose(asked, { quiet: true }));
  }

  choose(id, { quiet = false } = {}) {
    const chosen = byId(id);
    if (chosen.hidden) return;
    for (const tab of this.tabs) {
      const on = tab === chosen;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      byId(tab.getAttribute("aria-controls")).hidden = !on;
    }
    if (!quiet) history.replaceState(null, "", `#${id.replace("tab-", "")}`);
    for (const run of this.#opened.get(id) ?? []) run();
  }

  reveal(id) {
    byId(id).hidden = false;
    if (location.hash === `#${id.replace("tab-", "")}`) this.choose(id, { quiet: true });
  }

  onOpen(id, run) {
    this.#opened.set(id, [...(this.#opened.get(id) ?? []), run]);
  }

  #keys(event) {
    const shown = this.tabs.filter((tab) => !tab.hidden);
    const at = shown.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    const tab = shown[(to + shown.length) % shown.length];
    this.choose(tab.id);
    tab.focus();
    event.preventDefault();
  }
}
