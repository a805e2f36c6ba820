// The start arguments of a blueprint as form fields. A text shows its default, and cleared it is the empty text; other
// fields left empty use the blueprint's default.

import { findAll, make } from "../js/dom.js";
import { _ } from "../js/i18n.js";

/** A field for one argument of the page's data: `{name, type, description, default, required, min, max, choices, unit}`. */
export function argumentField(argument, value) {
  const id = `arg-${argument.name}`;
  const inputs = { bool: checkbox, choice: list, int: number, str: text };
  const input = inputs[argument.type](argument, id, value);
  const unit = argument.unit ? make("span", { class: "field-unit" }, argument.unit) : null;
  return make(
    "div",
    { class: "field", "data-field": `args.${argument.name}` },
    make("label", { class: "field-name", for: id }, argument.name),
    make("div", { class: argument.type === "bool" ? "field-check" : "field-line" }, input, unit),
    argument.description ? make("p", { class: "field-hint" }, argument.description) : null,
  );
}

const common = (argument, id) => ({ id, "data-argument": argument.name, "data-type": argument.type });
const usual = (argument) => (argument.default === null ? (argument.required ? _("needed") : _("not given")) : String(argument.default));

const checkbox = (argument, id, value) =>
  make("input", {
    ...common(argument, id),
    type: "checkbox",
    class: "form-check-input",
    "data-default": String(argument.default ?? false),
    checked: value ?? argument.default ?? false,
  });

function list(argument, id, value) {
  const unchosen = argument.required
    ? []
    : [make("option", { value: "", "data-usual": "" }, _("usual: %(value)s", { value: usual(argument) }))];
  const choices = argument.choices.map((one) => make("option", { value: one }, one));
  const select = make("select", { ...common(argument, id), class: "form-select" }, unchosen, choices);
  select.selectedIndex = value === undefined || value === null ? 0 : unchosen.length + argument.choices.indexOf(value);
  return select;
}

const number = (argument, id, value) =>
  make("input", {
    ...common(argument, id),
    type: "number",
    step: 1,
    min: argument.min,
    max: argument.max,
    class: "form-control",
    placeholder: usual(argument),
    value,
  });
const text = (argument, id, value) =>
  make("input", {
    ...common(argument, id),
    maxlength: argument.max_length ?? 1000,
    class: "form-control",
    placeholder: usual(argument),
    "data-default": argument.default ?? "",
    value: value ?? argument.default,
    spellcheck: "false",
  });

/** What was filled in, as the API takes it. What is at its default is left out. */
export function readArguments(root) {
  const given = {};
  for (const input of findAll("[data-argument]", root)) {
    const { argument, type } = input.dataset;
    if (type === "bool") {
      if (String(input.checked) !== input.dataset.default) given[argument] = input.checked;
    } else if (type === "int" && input.value !== "") {
      given[argument] = Number.isSafeInteger(Number(input.value)) ? Number(input.value) : input.value;
    } else if (type === "choice") {
      if (!("usual" in (input.selectedOptions[0]?.dataset ?? {}))) given[argument] = input.value;
    } else if (type === "str" && input.value !== input.dataset.default) {
      given[argument] = input.value;
    }
  }
  return given;
}
