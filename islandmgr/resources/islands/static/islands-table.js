// Islands as a table: Tabulator, with only the visible rows in the page.

import { epoch, lead } from "../js/clock.js";
import { _ } from "../js/i18n.js";
import {
  FormatModule,
  InteractionModule,
  ResizeColumnsModule,
  ResizeTableModule,
  ResponsiveLayoutModule,
  SortModule,
  Tabulator,
} from "../vendor/tabulator-6.5.3/tabulator_esm.min.mjs";
import * as cells from "./island-cells.js";
import { ended, STATES } from "./states.js";

Tabulator.registerModule([FormatModule, InteractionModule, ResizeColumnsModule, ResizeTableModule, ResponsiveLayoutModule, SortModule]);

const MARKED = 5; // so many new rows at once are marked; more is a list being loaded
const ORDER = Object.keys(STATES);
const by = (value) => (_a, _b, rowA, rowB) => {
  const [one, other] = [value(rowA.getData()), value(rowB.getData())];
  return typeof one === "string" ? one.localeCompare(other, undefined, { numeric: true }) : one - other;
};
const text = (field, title, more) => ({
  field,
  title,
  cssClass: "cell-text",
  formatter: "plaintext",
  sorter: by((island) => island[field]),
  ...more,
});
const drawn = (field, title, draw, order, more) => ({
  field,
  title,
  formatter: (part) => draw(part.getRow().getData()),
  sorter: by(order),
  ...more,
});

// The higher `responsive`, the sooner a column goes when the window is narrow.
const COLUMNS = [
  drawn("id", "#", cells.idLink, (island) => island.id, { width: 60, cssClass: "cell-id" }),
  drawn("state", _("State"), cells.state, (island) => ORDER.indexOf(island.state), { width: 156 }),
  drawn("address", _("Address"), cells.address, (island) => island.address ?? "", { width: 218, minWidth: 150 }),
  drawn("clock", _("Island time"), cells.clock, (island) => lead(island.clock), { minWidth: 314, widthGrow: 1 }),
  text("branch", _("Branch"), { width: 90, responsive: 2 }),
  text("blueprint", _("Blueprint"), { width: 98, responsive: 4 }),
  text("owner", _("Owner"), { width: 92, responsive: 1 }),
  drawn("created_at", _("Age"), cells.created, (island) => -epoch(island.created_at), { width: 72, responsive: 3 }),
  drawn("expires_at", _("Ends"), cells.expires, (island) => epoch(island.expires_at) ?? Infinity, { width: 98, responsive: 3 }),
  drawn("note", _("Note"), cells.note, (island) => island.note, { minWidth: 130, widthGrow: 9, responsive: 2, cssClass: "cell-text" }),
  {
    title: "",
    field: "actions",
    formatter: (part) => cells.actions(part.getRow().getData()),
    headerSort: false,
    width: 54,
    hozAlign: "right",
    resizable: false,
  },
].map((column) => ({ responsive: 0, resizable: "header", ...column }));

export class IslandsTable {
  #work = Promise.resolve(); // Tabulator's changes take time; each waits for the one before

  constructor(element, opened) {
    this.element = element;
    this.table = new Tabulator(element, {
      columns: COLUMNS,
      layout: "fitColumns",
      responsiveLayout: "hide",
      index: "id",
      initialSort: [{ column: "id", dir: "desc" }],
      headerSortElement: "<span class='tabulator-arrow'></span>",
      placeholder: "",
      maxHeight: "calc(100vh - 12.5rem)",
      rowHeight: 44,
      rowFormatter: (row) => row.getElement().classList.toggle("is-ended", ended(row.getData())),
    });
    this.#work = new Promise((resolve) => {
      this.table.on("tableBuilt", resolve);
    });
    this.table.on("rowClick", (event, row) => pressed(event, row, opened));
  }

  set(islands) {
    this.#then(async () => {
      await this.table.replaceData(islands);
      this.table.redraw(true); // it may have been hidden, without a size to draw into
    });
  }

  update({ added, changed, removed }) {
    this.#then(async () => {
      this.table.blockRedraw();
      for (const { id } of removed) this.table.getRow(id)?.delete();
      for (const island of changed) this.#change(island);
      if (added.length)
        await this.table.addData(
          added.sort((one, other) => other.id - one.id),
          true,
        );
      this.table.restoreRedraw();
      if (added.length <= MARKED) for (const { id } of added) this.#element(id)?.classList.add("is-new");
    });
  }

  destroy() {
    const { table } = this;
    this.#then(() => table.destroy());
  }

  #change(island) {
    const row = this.table.getRow(island.id);
    if (!row) return;
    const focused = document.activeElement?.closest(".row-menu") && row.getElement().contains(document.activeElement);
    row.update(island);
    row.reformat(); // cells show more than their own field
    if (focused) row.getElement().querySelector(".row-menu")?.focus({ preventScroll: true });
  }

  #element(id) {
    return this.table.getRow(id)?.getElement();
  }

  #then(step) {
    this.#work = this.#work.then(step).catch((error) => console.error(error));
  }
}

/** A press beside links and buttons opens the island, but not when it ends the marking of text. */
function pressed(event, row, opened) {
  if (event.target.closest("a, button") || event.defaultPrevented || !getSelection().isCollapsed) return;
  opened(row.getData(), event);
}
