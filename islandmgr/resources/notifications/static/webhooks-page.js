// Webhooks: add, test, see what was delivered, send dead letters again.

import "../js/frame.js";
import { call } from "../js/api.js";
import { copyButton } from "../js/clipboard.js";
import { epoch } from "../js/clock.js";
import { agreed } from "../js/confirm.js";
import { byId, find, make, say } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { page } from "../js/page.js";
import { here } from "../js/times.js";
import { complain, toast } from "../js/toast.js";
import { fillKinds, kindWords, readKinds, testWords } from "./event-kinds.js";

const STATES = {
  dead: { words: _("dead letter"), tone: "bad" },
  waiting: { words: _("waiting"), tone: "busy" },
  delivered: { words: _("delivered"), tone: "good" },
};
const form = byId("webhook-form");
let changed = null; // the webhook that the dialog is about; null for a new one
let opened = null; // whose deliveries are on view

const button = (words, run, kind = "btn-quiet") => make("button", { type: "button", class: `btn ${kind}`, onclick: run }, words);

function card(it) {
  const { delivered, waiting, dead } = it.deliveries;
  const counts = [_("%(n)s delivered", { n: delivered }), waiting ? _("%(n)s waiting", { n: waiting }) : null].filter(Boolean).join(" · ");
  const filters = [...it.kinds.map(kindWords), it.branch, it.owner].filter(Boolean);
  return make(
    "li",
    { class: it.active ? null : "is-paused", "data-webhook": it.id },
    make(
      "div",
      { class: "about" },
      make("strong", {}, it.name, it.active ? null : " · ", it.active ? null : _("paused")),
      make("span", { class: "mono" }, it.url),
      make(
        "span",
        { class: "labels" },
        (filters.length ? filters : [_("everything")]).map((words) => make("span", { class: "label" }, words)),
      ),
      make(
        "span",
        {},
        make("span", { class: "muted" }, counts),
        dead ? make("span", { class: "problem" }, " · ", _("%(n)s dead letters", { n: dead })) : null,
      ),
    ),
    make(
      "div",
      { class: "row-actions" },
      button(_("Deliveries"), () => open(it)),
      ...(page.may_change
        ? [
            button(_("Test"), () => test(it)),
            button(_("Change"), () => edit(it)),
            button(it.active ? _("Pause") : _("Go on"), () => act("PATCH", `/webhooks/${it.id}`, { active: !it.active })),
            button(_("Remove"), () => remove(it), "btn-danger-quiet"),
          ]
        : []),
    ),
  );
}

function show(hooks) {
  byId("webhooks").replaceChildren(
    ...(hooks.length
      ? hooks.map(card)
      : [
          make(
            "li",
            { class: "empty" },
            make("h2", {}, _("No webhook yet")),
            make("p", {}, _("Add the address of a program that wants to know what happens to islands.")),
          ),
        ]),
  );
}

async function reload() {
  const { items } = await call("GET", "/webhooks");
  show(items);
  opened = items.find((one) => one.id === opened?.id) ?? null;
  await deliveries();
}

async function act(method, path, body = null) {
  try {
    await call(method, path, body);
  } catch (error) {
    complain(error);
  }
  await reload();
}

async function test(it) {
  try {
    const outcome = await call("POST", `/webhooks/${it.id}/test`);
    toast(testWords(outcome), { tone: outcome.taken ? "good" : "bad", key: "test" });
  } catch (error) {
    complain(error);
  }
}

async function remove(it) {
  const sure = await agreed({
    title: _("Remove %(name)s?", { name: it.name }),
    text: _("Nothing is sent there any more, and what waits is forgotten."),
    yes: _("Remove"),
    danger: true,
  });
  if (sure) await act("DELETE", `/webhooks/${it.id}`);
}

function open(it) {
  opened = it;
  const usual = it.deliveries.dead ? "dead" : "";
  byId("deliveries-state").replaceChildren(
    ...[["", _("All")], ...Object.entries(STATES).map(([state, { words }]) => [state, words])].map(([value, words]) =>
      make("label", {}, make("input", { type: "radio", name: "delivery-state", value, checked: value === usual }), make("span", {}, words)),
    ),
  );
  deliveries().catch(complain);
}

async function deliveries() {
  byId("deliveries-box").hidden = !opened;
  if (!opened) return;
  const state = find(":checked", byId("deliveries-state"))?.value ?? "";
  byId("deliveries-title").textContent = _("Deliveries to %(name)s", { name: opened.name });
  byId("resend-all").hidden = !page.may_change || !opened.deliveries.dead;
  const { items } = await call("GET", `/webhooks/${opened.id}/deliveries?limit=200&state=${state}`);
  const none = make("tr", {}, make("td", { colspan: 7, class: "empty" }, _("Nothing here")));
  find("tbody", byId("deliveries")).replaceChildren(...(items.length ? items.map(row) : [none]));
}

function row(it) {
  const { words, tone } = STATES[it.state];
  const again =
    page.may_change && it.state === "dead"
      ? button(_("Send again"), () => act("POST", `/webhooks/${opened.id}/resend`, { delivery: it.id }))
      : null;
  return make(
    "tr",
    {},
    make("td", { class: "num nowrap" }, here(epoch(it.created_at))),
    make("td", {}, about(it)),
    make("td", {}, kindWords(it.kind)),
    make("td", {}, make("span", { class: `state tone-${tone}` }, words)),
    make("td", { class: "end num" }, it.attempts),
    make("td", { class: it.problem ? "problem" : "muted" }, it.problem || (it.status ?? "")),
    make("td", {}, again),
  );
}

/** What a delivery is about, with a link to its page. */
function about({ subject, body }) {
  if (subject.kind === "island") return make("a", { href: `${page.islands_address}islands/${subject.id}` }, `#${subject.id}`);
  return make("a", { href: body[subject.kind].url }, `${subject.kind} ${subject.id}`);
}

function edit(it) {
  changed = it;
  byId("webhook-title").textContent = it ? _("Change webhook") : _("Add webhook");
  for (const name of ["name", "url", "branch", "owner"]) form[name].value = it?.[name] ?? "";
  fillKinds(byId("webhook-kinds"), it?.kinds ?? []);
  say(byId("webhook-error"), "");
  byId("webhook").showModal();
  form.name.focus();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = Object.fromEntries(["name", "url", "branch", "owner"].map((name) => [name, form[name].value.trim()]));
  try {
    const made = await call(changed ? "PATCH" : "POST", changed ? `/webhooks/${changed.id}` : "/webhooks", {
      ...given,
      kinds: readKinds(byId("webhook-kinds")),
    });
    byId("webhook").close();
    if (made.secret) tell(made.secret);
    await reload();
  } catch (error) {
    say(byId("webhook-error"), error.message);
  }
});

function tell(secret) {
  byId("secret-text").textContent = secret;
  byId("secret-copy").replaceChildren(copyButton(secret, _("the secret")));
  byId("secret-made").hidden = false;
}

byId("deliveries-state").addEventListener("change", () => deliveries().catch(complain));
byId("resend-all").addEventListener("click", () => act("POST", `/webhooks/${opened.id}/resend`, {}));
byId("add-webhook").hidden = !page.may_change;
byId("add-webhook").addEventListener("click", () => edit(null));
show(page.webhooks);
byId("main").dataset.ready = "yes";
