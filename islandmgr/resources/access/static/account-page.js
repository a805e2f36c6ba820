// One's own account: change the password, make and revoke API tokens, end sessions elsewhere.

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
import { ROLES, SCOPES } from "./roles.js";

const LIVES = [
  [7, _("a week")],
  [30, _("30 days")],
  [90, _("90 days")],
  [366, _("a year")],
];

const role = ROLES[byId("my-role").dataset.role];
byId("my-role").textContent = role.words;
byId("role-about").textContent = role.about;
byId("token-scope").append(...page.scopes.map((scope) => make("option", { value: scope, selected: scope === "islands" }, SCOPES[scope])));
byId("token-days").append(...LIVES.map(([days, words]) => make("option", { value: days, selected: days === 90 }, words)));

const when = (text) => (text ? make("time", { datetime: text }, here(epoch(text))) : _("not yet"));
const used = (it) => [when(it.used_at), it.used_from ? make("span", { class: "muted" }, ` · ${it.used_from}`) : null];

function showTokens(tokens) {
  const rows = tokens.map((it) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, it.name),
      make("td", {}, SCOPES[it.scope]),
      make("td", {}, when(it.created_at)),
      make("td", {}, used(it)),
      make("td", {}, when(it.expires_at)),
      make(
        "td",
        { class: "end" },
        make("button", { type: "button", class: "btn btn-danger-quiet", onclick: () => revoke(it) }, _("Revoke")),
      ),
    ),
  );
  fill("tokens", rows, _("You have no tokens."));
}

function showSessions(sessions) {
  const rows = sessions.map((it) =>
    make(
      "tr",
      {},
      make("td", { class: "what" }, browser(it.name)),
      make("td", { class: "num" }, it.used_from),
      make("td", {}, when(it.created_at)),
      make("td", {}, it.current ? make("span", { class: "state tone-good" }, _("this one")) : when(it.used_at)),
      make(
        "td",
        { class: "end" },
        it.current ? null : make("button", { type: "button", class: "btn btn-quiet", onclick: () => end(it) }, _("End")),
      ),
    ),
  );
  fill("sessions", rows, _("No other sessions."));
  byId("end-others").hidden = sessions.length < 2;
}

function fill(id, rows, nothing) {
  const table = byId(id);
  const columns = table.tHead.rows[0].cells.length;
  find("tbody", table).replaceChildren(
    ...(rows.length ? rows : [make("tr", {}, make("td", { colspan: columns, class: "muted" }, nothing))]),
  );
}

/** `Firefox · Linux` of what a browser says about itself at length. */
function browser(agent) {
  const kind = [
    ["Edg/", "Edge"],
    ["Firefox/", "Firefox"],
    ["Chrome/", "Chrome"],
    ["Safari/", "Safari"],
  ].find(([mark]) => agent.includes(mark));
  const system = ["Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux"].find((mark) => agent.includes(mark));
  return kind ? [kind[1], system].filter(Boolean).join(" · ") : agent.slice(0, 60);
}

async function reload() {
  showTokens((await call("GET", "/tokens")).items);
  showSessions((await call("GET", "/sessions")).items);
}

async function revoke(it) {
  const sure = await agreed({
    title: _("Revoke the token “%(name)s”?", { name: it.name }),
    text: _("Programs that use it are refused from now on. This cannot be undone."),
    yes: _("Revoke"),
    danger: true,
  });
  if (sure) await attempt(() => call("DELETE", `/tokens/${it.id}`));
}

const end = (it) => attempt(() => call("DELETE", `/tokens/${it.id}`));

async function attempt(act) {
  try {
    await act();
    await reload();
  } catch (error) {
    complain(error);
  }
}

byId("end-others").addEventListener("click", () => attempt(() => call("DELETE", "/sessions")));

byId("token-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = new FormData(event.target);
  say(byId("token-error"), "");
  try {
    const made = await call("POST", "/tokens", {
      name: given.get("name").trim(),
      scope: given.get("scope"),
      days: Number(given.get("days")),
    });
    const example = `ISLANDCTL_SERVER=${byId("token-example").dataset.server} ISLANDCTL_TOKEN=${made.token} islandctl list`;
    byId("token-secret").textContent = made.token;
    byId("token-copy").replaceChildren(copyButton(made.token, _("the token")));
    byId("token-example").textContent = example;
    byId("example-copy").replaceChildren(copyButton(example, _("the command")));
    byId("token-made").hidden = false;
    event.target.reset();
    await reload();
  } catch (error) {
    say(byId("token-error"), error.message);
  }
});

byId("password-form")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  say(byId("password-error"), "");
  try {
    await call("PUT", "/me/password", { old: byId("password-old").value, new: byId("password-new").value });
    event.target.reset();
    toast(_("The password is changed; your other browsers are signed out."), { tone: "good" });
    await reload();
  } catch (error) {
    say(byId("password-error"), error.message);
  }
});

showTokens(page.tokens);
showSessions(page.sessions);
byId("main").dataset.ready = "yes";
