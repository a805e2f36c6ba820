// Single-key shortcuts. They are silent while somebody types or a dialog is open.

const actions = new Map();

export function onKey(key, run) {
  actions.set(key, run);
}

const typing = (target) => target.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (document.querySelector("dialog[open], .menu")) return;
  const run = actions.get(event.key);
  if (!run) return;
  event.preventDefault();
  run();
});
