// Islands as cards, newest first, for a narrow screen. The browser lays out only those in view.

import { make } from "../js/dom.js";
import { card } from "./island-cells.js";
import { ended } from "./states.js";

export class IslandsCards {
  #cards = new Map(); // id -> element

  constructor(element) {
    this.element = element;
    element.setAttribute("role", "list");
  }

  set(islands) {
    this.#cards = new Map(islands.map((island) => [island.id, drawn(island)]));
    this.element.replaceChildren(...[...this.#cards].sort(([one], [other]) => other - one).map(([, element]) => element));
  }

  update({ added, changed, removed }) {
    for (const { id } of removed) {
      this.#cards.get(id).remove();
      this.#cards.delete(id);
    }
    for (const island of changed) this.#put(island, this.#cards.get(island.id));
    for (const island of added.sort((one, other) => one.id - other.id)) this.#put(island, null);
  }

  #put(island, before) {
    const element = drawn(island);
    this.#cards.set(island.id, element);
    if (before) return before.replaceWith(element);
    element.classList.add("is-new");
    const next = [...this.element.children].find((other) => Number(other.dataset.island) < island.id);
    this.element.insertBefore(element, next ?? null);
  }
}

const drawn = (island) =>
  make(
    "article",
    { class: ended(island) ? "island-card is-ended" : "island-card", role: "listitem", "data-island": island.id },
    card(island),
  );
