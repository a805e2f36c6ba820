// Saved scripts: their steps, changing them, starting them on islands or a group.

import { focusPicker, offerIslands, pickedIslands } from "../islands/island-picker.js";
import { ended } from "../islands/states.js";
import { call } from "../js/api.js";
import { agreed } from "../js/confirm.js";
import { byId, find, icon, make, say } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { may } from "../js/may.js";
import { page } from "../js/page.js";
import { complain } from "../js/toast.js";

const path = (name) => `/clock-scripts/${encodeURIComponent(name)}`;
const option = (value, words = value) => make("option", { value }, words);

let scripts = [];
let chosen = null; // the script to run
let context = { islands: [], groups: () => [], started: () => {} };

/** `given` has `islands`, `groups()`, and `started(runs)` which is told of new runs. */
export function showScripts(found, given) {
  scripts = found;
  context = { ...context, ...given };
  byId("script-list").replaceChildren(...scripts.map(card));
  byId("no-scripts").hidden = scripts.length > 0;
}

function card(it) {
  const button = (words, picture, run, kind = "btn-quiet") =>
    make("button", { type: "button", class: `btn ${kind}`, onclick: run }, icon(picture), words);
  return make(
    "article",
    { class: "card-box script", "data-script": it.name },
    make("header", { class: "card-head" }, make("h3", {}, it.name), it.blueprint ? make("span", { class: "label" }, it.blueprint) : null),
    it.description ? make("p", { class: "script-about" }, it.description) : null,
    make(
      "ol",
      { class: "run-steps" },
      it.steps.map((step) => make("li", {}, make("code", {}, step))),
    ),
    make(
      "div",
      { class: "group-actions" },
      may("clock.run") ? button(_("Run"), "play-fill", () => openRun(it), "btn-primary") : null,
      may("clock.script") ? button(_("Edit"), "pencil", () => edit(it)) : null,
      may("clock.script") ? button(_("Delete"), "x-lg", () => remove(it), "btn-danger-quiet") : null,
    ),
  );
}

function edit(it = null) {
  byId("script-edit-title").textContent = it ? _("Change the script %(name)s", { name: it.name }) : _("New script");
  byId("script-name").value = it?.name ?? "";
  byId("script-name").disabled = Boolean(it);
  byId("script-steps").value = it?.steps.join("\n") ?? "";
  byId("script-about").value = it?.description ?? "";
  byId("script-blueprint").value = it?.blueprint ?? "";
  say(byId("script-error"), "");
  byId("script-edit").showModal();
  (it ? byId("script-steps") : byId("script-name")).focus();
}

byId("script-new").addEventListener("click", () => edit());
byId("script-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const steps = byId("script-steps")
    .value.split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  try {
    const saved = await call("PUT", path(byId("script-name").value.trim()), {
      steps,
      description: byId("script-about").value.trim(),
      blueprint: byId("script-blueprint").value || null,
    });
    byId("script-edit").close();
    showScripts(
      [...scripts.filter(({ name }) => name !== saved.name), saved].sort((one, other) => one.name.localeCompare(other.name)),
      {},
    );
  } catch (error) {
    say(byId("script-error"), error.message);
    if (error.details?.step) mark(error.details.step);
  }
});

/** Put the cursor on the step that was refused. */
function mark(step) {
  const area = byId("script-steps");
  const lines = area.value.split("\n");
  const filled = lines.map((line, at) => [line.trim(), at]).filter(([line]) => line);
  const at = filled[step - 1]?.[1] ?? 0;
  const start = lines.slice(0, at).join("\n").length + (at ? 1 : 0);
  area.focus();
  area.setSelectionRange(start, start + lines[at].length);
}

async function remove(it) {
  const sure = await agreed({
    title: _("Delete the script %(name)s?", { name: it.name }),
    text: _("Runs that go on are not stopped by it."),
    yes: _("Delete"),
    danger: true,
  });
  if (!sure) return;
  try {
    await call("DELETE", path(it.name));
    showScripts(
      scripts.filter(({ name }) => name !== it.name),
      {},
    );
  } catch (error) {
    complain(error);
  }
}

function openRun(it, group = "") {
  chosen = it;
  byId("script-run-title").textContent = _("Run the script %(name)s", { name: it.name });
  byId("run-group").replaceChildren(option("", _("no, on islands:")), ...context.groups().map(({ name }) => option(name)));
  byId("run-group").value = group;
  byId("run-group-field").hidden = !context.groups().length;
  byId("run-why").value = "";
  say(byId("run-error"), "");
  const fit = context.islands.filter(
    (island) => !ended(island) && !island.clock_group && (!it.blueprint || it.blueprint === island.blueprint),
  );
  offerIslands(find("[data-islands]", byId("script-run")), fit);
  whom();
  byId("script-run").showModal();
  if (!group) focusPicker(byId("script-run"));
}

const whom = () => {
  byId("run-islands-field").hidden = Boolean(byId("run-group").value);
};
byId("run-group").addEventListener("change", whom);

/** Which script to run on a group: asked by a menu of them. */
export const scriptItems = (group) => scripts.map((it) => ({ words: it.name, picture: "play-fill", run: () => openRun(it, group) }));

byId("run-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const group = byId("run-group").value;
  const target = group ? { group } : { islands: pickedIslands(find("[data-islands]", event.target)) };
  try {
    const { items } = await call("POST", "/clock-runs", { script: chosen.name, ...target, why: byId("run-why").value.trim() });
    byId("script-run").close();
    context.started(items);
  } catch (error) {
    say(byId("run-error"), error.message);
  }
});

byId("script-blueprint").append(...page.blueprints.map((name) => option(name)));
