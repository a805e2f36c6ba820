// The islands on view: which there are, which fit the filter, and their changes gathered into one go a frame.
// Drawn as a table, or on a narrow screen as cards.

import { make } from "../js/dom.js";
import { IslandsCards } from "./islands-cards.js";
import { IslandsTable } from "./islands-table.js";

const NARROW = matchMedia("(max-width: 47.99rem)");

export class IslandsView {
  #rows = new Map(); // id -> island, the newest version that was seen
  #shown = new Set(); // ids that are drawn
  #changed = new Set();
  #frame = 0;

  /** `opened(island, event)` when a row is pressed; `counted(n)` whenever the number of rows on view changes. */
  constructor(element, matches, { opened, counted }) {
    this.element = element;
    this.matches = matches;
    this.opened = opened;
    this.counted = counted;
    NARROW.addEventListener("change", () => this.#choose());
    this.#choose();
  }

  /** Replace all rows; what the stream brought meanwhile in a newer version stays. */
  load(islands) {
    this.#rows = new Map(islands.map((island) => [island.id, newer(island, this.#rows.get(island.id))]));
    this.#redraw();
  }

  add(islands) {
    for (const island of islands) this.put(island);
  }

  /** A new or changed island. */
  put(island) {
    if (newer(island, this.#rows.get(island.id)) !== island) return;
    this.#rows.set(island.id, island);
    this.#changed.add(island.id);
    this.#frame ||= requestAnimationFrame(() => this.#flush());
  }

  get(id) {
    return this.#rows.get(id);
  }

  filter(matches) {
    this.matches = matches;
    this.#redraw();
  }

  #choose() {
    this.drawing?.destroy?.();
    const place = make("div", { class: "islands" });
    this.element.replaceChildren(place);
    this.drawing = NARROW.matches ? new IslandsCards(place) : new IslandsTable(place, this.opened);
    this.#redraw();
  }

  #redraw() {
    const fitting = [...this.#rows.values()].filter((island) => this.matches(island));
    this.#changed.clear();
    this.#shown = new Set(fitting.map((island) => island.id));
    this.#count();
    this.drawing.set(fitting);
  }

  #flush() {
    this.#frame = 0;
    const changes = { added: [], changed: [], removed: [] };
    for (const id of this.#changed) {
      const island = this.#rows.get(id);
      const [fits, shown] = [this.matches(island), this.#shown.has(id)];
      if (fits) changes[shown ? "changed" : "added"].push(island);
      else if (shown) changes.removed.push(island);
      if (fits) this.#shown.add(id);
      else this.#shown.delete(id);
    }
    this.#changed.clear();
    this.#count();
    this.drawing.update(changes);
  }

  #count() {
    this.element.hidden = this.#shown.size === 0;
    this.counted(this.#shown.size);
  }
}

const newer = (one, other) => (other && other.version > one.version ? other : one);
