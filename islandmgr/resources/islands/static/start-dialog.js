// The start dialog: the last choices are there already, Enter starts, errors stand at the field they are about.

import { ClockForm } from "../clocks/clock-form.js";
import { ApiError, islands, newKey } from "../js/api.js";
import { byId, find, findAll, make, remembered, say } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { onKey } from "../js/keyboard.js";
import { may } from "../js/may.js";
import { page } from "../js/page.js";
import { everySecond } from "../js/ticker.js";
import { span } from "../js/times.js";
import { argumentField, readArguments } from "./start-arguments.js";

const SEGMENTS = 5; // more choices than that become a list
const LIFE = [4, 24, 24 * 7]; // hours, beside the blueprint's own

const dialog = byId("start");
const form = byId("start-form");
const listeners = [];
let clock = null;
let key = newKey();

export const onStarted = (listener) => listeners.push(listener);
const blueprint = () => page.blueprints.find((one) => one.name === chosen("blueprint")) ?? page.blueprints[0];
const zone = () => blueprint()?.zone ?? "UTC";

export function openStart() {
  if (dialog.open) return;
  const last = remembered.get("start", {});
  choice(
    "blueprint",
    page.blueprints.map(({ name, title }) => [name, title]),
    last.blueprint ?? page.default_blueprint,
  );
  choice(
    "branch",
    page.branches.map((name) => [name, name]),
    last.branch,
  );
  form.owner.value = remembered.get("owner", "") || page.me.name;
  form.note.value = "";
  clock ??= new ClockForm(find("[data-clock-form]", dialog), zone());
  clock.fill(last.clock ?? {});
  blueprintChosen(last);
  complain(null);
  key = newKey();
  dialog.showModal();
  (form.owner.value ? byId("start-submit") : form.owner).focus();
}

/** Radio buttons side by side, a list when there are many, a text when nothing is known. */
function choice(name, options, wanted) {
  const box = find(`[data-choice=${name}]`, form);
  const value = options.some(([one]) => one === wanted) ? wanted : (options[0]?.[0] ?? "");
  if (options.length === 0) {
    box.replaceChildren(
      make("input", { class: "form-control", name, maxlength: 63, "aria-labelledby": `label-${name}`, value: wanted ?? "" }),
    );
  } else if (options.length <= SEGMENTS) {
    box.replaceChildren(
      make(
        "div",
        { class: "segments", role: "radiogroup", "aria-labelledby": `label-${name}` },
        options.map(([one, words]) =>
          make("label", {}, make("input", { type: "radio", name, value: one, checked: one === value }), make("span", {}, words)),
        ),
      ),
    );
  } else {
    const select = make(
      "select",
      { class: "form-select", name, "aria-labelledby": `label-${name}` },
      options.map(([one, words]) => make("option", { value: one }, words)),
    );
    select.value = value;
    box.replaceChildren(select);
  }
}

const chosen = (name) => new FormData(form).get(name) ?? "";

function blueprintChosen(last = {}) {
  const it = blueprint();
  if (!it) return;
  byId("blueprint-about").textContent = it.description;
  byId("blueprint-zone").textContent = it.zone_problem;
  byId("blueprint-zone").hidden = !it.zone_problem;
  const usual = it.ttl_hours ? _("after %(time)s", { time: span(it.ttl_hours * 3600) }) : _("never");
  const others = LIFE.filter((hours) => hours !== it.ttl_hours && hours <= page.max_ttl_hours);
  const options = [["", usual], ...others.map((hours) => [String(hours), _("after %(time)s", { time: span(hours * 3600) })])];
  choice("ttl_hours", options, String(last.ttl_hours ?? ""));
  const given = last.blueprint === it.name ? (last.args ?? {}) : {};
  byId("start-args").replaceChildren(...it.args.map((argument) => argumentField(argument, given[argument.name])));
  byId("start-more").hidden = it.args.length === 0;
  byId("start-more").open = Object.keys(given).length > 0;
  clock.setMoments(it.moments);
  clock.setZone(it.zone);
}

function wish() {
  const ask = clock.ask();
  const hours = chosen("ttl_hours");
  return {
    blueprint: blueprint().name,
    branch: chosen("branch").trim(),
    owner: form.owner.value.trim(),
    note: form.note.value.trim(),
    ...(ask.mode === "real" ? {} : { clock: ask }),
    ...(hours ? { ttl_hours: Number(hours) } : {}),
    args: readArguments(byId("start-args")),
  };
}

async function start() {
  const body = wish();
  const button = byId("start-submit");
  if (button.disabled) return;
  button.disabled = true;
  complain(null);
  try {
    const island = await islands.start(body, key);
    remembered.set("owner", body.owner);
    remembered.set("start", {
      blueprint: body.blueprint,
      branch: body.branch,
      clock: body.clock ?? { mode: "real" },
      ttl_hours: body.ttl_hours,
      args: body.args,
    });
    dialog.close();
    for (const listener of listeners) listener(island);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    complain(error);
    if (error.status) key = newKey(); // an unanswered start may have happened: the same key finds it
  } finally {
    button.disabled = false;
  }
}

/** Which field an error is about; empty when it is about the whole. */
function fieldOf({ details, code }) {
  if (details.argument) return `args.${details.argument}`;
  const field = Object.keys(details.fields ?? {})[0] ?? "";
  if (field) return field.startsWith("clock") ? "clock" : field;
  return code === "invalid" && details.accepted && clock.mode !== "real" ? "clock" : "";
}

function complain(error) {
  for (const line of findAll(".field-error", form)) line.remove();
  for (const input of findAll("[aria-invalid]", form)) input.removeAttribute("aria-invalid");
  const field = error ? find(`[data-field="${CSS.escape(fieldOf(error))}"]`, form) : null;
  say(byId("start-error"), error && !field ? error.message : "");
  if (!field) return;
  if (byId("start-more").contains(field)) byId("start-more").open = true;
  field.append(make("p", { class: "field-error", role: "alert" }, error.message));
  const input = field.dataset.field === "clock" ? null : find("input, select", field);
  input?.setAttribute("aria-invalid", "true");
  if (input) input.focus();
  else clock.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  start();
});
form.addEventListener("change", (event) => {
  if (event.target.name === "blueprint") blueprintChosen();
});
everySecond(() => {
  if (dialog.open) clock.show();
});
byId("start-button")?.addEventListener("click", openStart); // it is there for those who may start one
if (may("islands.start")) onKey("n", openStart);
