// Quotas: who may use how much, and does. Operators set them.

import "../js/frame.js";
import { call } from "../js/api.js";
import { byId, find, make, say } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { page } from "../js/page.js";
import { html, nothing, render, repeat } from "../js/templates.js";
import { bytes } from "../js/times.js";
import { complain } from "../js/toast.js";

const KINDS = { person: _("person"), team: _("team"), branch: _("branch") };
const SOURCES = { everybody: _("as everybody"), settings: _("the settings") };
const GIB = 2 ** 30;
const form = byId("quota-form");

const meter = (used, most, words) =>
  most === null
    ? html`<span class="muted">${words(used)}</span>`
    : html`<span class=${used >= most ? "meter is-full" : "meter"}>
        <span class="num">${_("%(used)s of %(most)s", { used: words(used), most: words(most) })}</span>
        <progress class="usage" max=${Math.max(most, 1)} value=${Math.min(used, most)}></progress>
      </span>`;

const removeButton = (path) =>
  html`<button type="button" class="btn btn-danger-quiet" @click=${() => remove(path)}>${_("Remove")}</button>`;

function row(it) {
  const usual = it.name === "*";
  const cell = (used, most, words) =>
    usual ? html`<span class="num">${most === null ? _("any") : words(most)}</span>` : meter(used, most, words);
  const removable = page.may_change && it.source === "set";
  return html`<tr>
    <th scope="row"><span class="label">${KINDS[it.kind]}</span> ${usual ? _("everybody without one") : it.name}</th>
    <td>${cell(it.used.islands, it.islands, String)}</td>
    <td>${cell(it.used.memory, it.memory, bytes)}</td>
    <td class="muted">${it.source === "set" ? it.who : (SOURCES[it.source] ?? "–")}</td>
    <td><div class="row-actions">${removable ? removeButton(address(it)) : nothing}</div></td>
  </tr>`;
}

const none = html`<tr><td colspan="5" class="empty">${_("No quota is set and no island runs.")}</td></tr>`;
const show = (quotas) => render(quotas.length ? repeat(quotas, address, row) : none, find("tbody", byId("quotas")));
const address = (it) => `/quotas?kind=${it.kind}&name=${encodeURIComponent(it.name)}`;
const reload = async () => show((await call("GET", "/quotas")).items);

async function remove(path) {
  try {
    await call("DELETE", path);
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
