// Quotas: who may use how much, and does. Operators set them.

import "../js/frame.js";
import { call } from "../js/api.js";
import { byId, find, make, say } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { page } from "../js/page.js";
import { bytes } from "../js/times.js";
import { complain } from "../js/toast.js";

const KINDS = { person: _("person"), team: _("team"), branch: _("branch") };
const SOURCES = { everybody: _("as everybody"), settings: _("the settings") };
const GIB = 2 ** 30;
const form = byId("quota-form");

function meter(used, most, words) {
  if (most === null) return make("span", { class: "muted" }, words(used));
  const full = used >= most;
  return make(
    "span",
    { class: full ? "meter is-full" : "meter" },
    make("span", { class: "num" }, _("%(used)s of %(most)s", { used: words(used), most: words(most) })),
    make("progress", { class: "usage", max: Math.max(most, 1), value: Math.min(used, most) }),
  );
}

function row(it) {
  const everybody = it.name === "*";
  const name = everybody ? _("everybody without one") : it.name;
  const cell = (used, most, words) =>
    everybody ? make("span", { class: "num" }, most === null ? _("any") : words(most)) : meter(used, most, words);
  const remove =
    page.may_change && it.source === "set"
      ? make(
          "button",
          {
            type: "button",
            class: "btn btn-danger-quiet",
            onclick: () => act("DELETE", `/quotas?kind=${it.kind}&name=${encodeURIComponent(it.name)}`),
          },
          _("Remove"),
        )
      : null;
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, make("span", { class: "label" }, KINDS[it.kind]), " ", name),
    make("td", {}, cell(it.used.islands, it.islands, String)),
    make("td", {}, cell(it.used.memory, it.memory, bytes)),
    make("td", { class: "muted" }, it.source === "set" ? it.who : (SOURCES[it.source] ?? "–")),
    make("td", {}, make("div", { class: "row-actions" }, remove)),
  );
}

function show(quotas) {
  const none = make("tr", {}, make("td", { colspan: 5, class: "empty" }, _("No quota is set and no island runs.")));
  find("tbody", byId("quotas")).replaceChildren(...(quotas.length ? quotas.map(row) : [none]));
}

const reload = async () => show((await call("GET", "/quotas")).items);

async function act(method, path, body = null) {
  try {
    await call(method, path, body);
  } catch (error) {
    complain(error);
  }
  await reload();
}

const number = (text, size) => (text.trim() ? Math.round(Number(text) * size) : null);

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = Object.fromEntries(new FormData(form));
  say(byId("quota-error"), "");
  const body = { kind: given.kind, name: given.name.trim(), islands: number(given.islands, 1), memory: number(given.memory, GIB) };
  if (Number.isNaN(body.islands) || Number.isNaN(body.memory))
    return say(byId("quota-error"), _("Write numbers, or leave it empty for any number."));
  try {
    await call("PUT", "/quotas", body);
    form.reset();
    await reload();
  } catch (error) {
    say(byId("quota-error"), error.message);
  }
  return null;
});

byId("quota-kind").append(...page.kinds.map((kind) => make("option", { value: kind }, KINDS[kind])));
form.hidden = !page.may_change;
show(page.quotas);
byId("main").dataset.ready = "yes";
