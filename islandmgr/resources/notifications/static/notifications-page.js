// My notices: channels, what each tells, a test. The address of a channel is never shown again.

import "../js/frame.js";
import { call } from "../js/api.js";
import { agreed } from "../js/confirm.js";
import { byId, make, remembered, say } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { page } from "../js/page.js";
import { complain, toast } from "../js/toast.js";
import { fillKinds, kindWords, readKinds, testWords } from "./event-kinds.js";

const REACH = { own: _("my own"), team: _("my team's"), all: _("everybody's") };
const USUAL = ["crashed", "failed", "lost", "ending"];
const me = page.me.name || remembered.get("owner", ""); // where nobody signs in, the name that this browser starts islands with
const user = page.me.name ? {} : { user: me };
const query = page.me.name ? "" : `?user=${encodeURIComponent(me)}`;
const form = byId("channel-form");
let changed = null; // the channel that the dialog is about; null for a new one

function card(it) {
  const button = (words, run, kind = "btn-quiet") => make("button", { type: "button", class: `btn ${kind}`, onclick: run }, words);
  const dead = it.deliveries.dead ? make("span", { class: "problem" }, _("%(n)s could not be delivered", { n: it.deliveries.dead })) : null;
  return make(
    "li",
    { class: it.active ? null : "is-paused" },
    make(
      "div",
      { class: "about" },
      make("strong", {}, it.name),
      make(
        "span",
        { class: "muted" },
        [page.services[it.service], REACH[it.reach], it.active ? null : _("paused")].filter(Boolean).join(" · "),
      ),
      make(
        "span",
        { class: "labels" },
        it.kinds.map((kind) => make("span", { class: "label" }, kindWords(kind))),
      ),
      dead,
    ),
    make(
      "div",
      { class: "row-actions" },
      button(_("Test"), () => test(it)),
      button(_("Change"), () => open(it)),
      button(it.active ? _("Pause") : _("Go on"), () => send("PATCH", it, { active: !it.active })),
      button(_("Remove"), () => remove(it), "btn-danger-quiet"),
    ),
  );
}

function show(channels) {
  byId("channels").replaceChildren(
    ...(channels.length
      ? channels.map(card)
      : [
          make(
            "li",
            { class: "empty" },
            make("h2", {}, _("No channel yet")),
            make("p", {}, _("Add a group chat's robot or your mail address, and choose what it should tell you.")),
          ),
        ]),
  );
}

const reload = async () => show((await call("GET", `/channels${query}`)).items);

async function send(method, it, body) {
  try {
    await call(method, `/channels/${it.id}${method === "DELETE" ? query : ""}`, body ? { ...user, ...body } : null);
  } catch (error) {
    complain(error);
  }
  await reload();
}

async function test(it) {
  try {
    const outcome = await call("POST", `/channels/${it.id}/test`, user);
    toast(testWords(outcome), { tone: outcome.taken ? "good" : "bad", key: "test" });
  } catch (error) {
    complain(error);
  }
}

async function remove(it) {
  const sure = await agreed({
    title: _("Remove %(name)s?", { name: it.name }),
    text: _("Nothing is sent there any more."),
    yes: _("Remove"),
    danger: true,
  });
  if (sure) await send("DELETE", it, null);
}

function open(it) {
  changed = it;
  byId("channel-title").textContent = it ? _("Change channel") : _("Add channel");
  form.name.value = it?.name ?? "";
  form.url.value = "";
  byId("channel-hint").textContent = it
    ? _("Kept secret. Leave it empty to keep the present one.")
    : _("As apprise writes it: %(names)s. It is kept secret and never shown again.", {
        names: Object.keys(page.services)
          .map((name) => `${name}://`)
          .join(" "),
      });
  fillKinds(byId("channel-kinds"), it?.kinds ?? USUAL);
  byId("channel-reach").replaceChildren(
    ...Object.entries(REACH).map(([value, words]) =>
      make(
        "label",
        {},
        make("input", { type: "radio", name: "reach", value, checked: value === (it?.reach ?? "own") }),
        make("span", {}, words),
      ),
    ),
  );
  say(byId("channel-error"), "");
  byId("channel").showModal();
  form.name.focus();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const url = form.url.value.trim();
  const body = {
    ...user,
    name: form.name.value.trim(),
    kinds: readKinds(byId("channel-kinds")),
    reach: new FormData(form).get("reach"),
    language: page.language,
    ...(url || !changed ? { url } : {}),
  };
  try {
    await call(changed ? "PATCH" : "POST", changed ? `/channels/${changed.id}` : "/channels", body);
    byId("channel").close();
    await reload();
  } catch (error) {
    say(byId("channel-error"), error.message);
  }
});

byId("add-channel").addEventListener("click", () => open(null));
if (page.me.name) show(page.channels);
else reload().catch(complain);
byId("main").dataset.ready = "yes";
