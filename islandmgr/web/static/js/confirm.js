// "Are you sure?", asked once, saying what will happen.

import { byId } from "./dom.js";

/** Resolves to whether the reader agreed. */
export function agreed({ title, text, yes, danger = false }) {
  const dialog = byId("confirm");
  byId("confirm-title").textContent = title;
  byId("confirm-text").textContent = text;
  const button = byId("confirm-yes");
  button.textContent = yes;
  button.className = `btn ${danger ? "btn-danger-fill" : "btn-primary"}`;
  dialog.returnValue = "no";
  dialog.showModal();
  button.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

/** Closes a dialog by its close buttons and by a press on the backdrop. */
export function closable(dialog) {
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("[data-close], .sheet-close")) dialog.close();
  });
  // Pressed and released on the backdrop: marking text in a field and letting go outside must not lose the form.
  let pressed = null;
  dialog.addEventListener("pointerdown", (event) => {
    pressed = event.target;
  });
  dialog.addEventListener("pointerup", (event) => {
    if (event.target === dialog && pressed === dialog && outside(dialog, event)) dialog.close();
  });
}

function outside(dialog, { clientX: x, clientY: y }) {
  const box = dialog.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
