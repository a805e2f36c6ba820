// Users: add, give another role or team, reset passwords, shut out. For admins.

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
import { ROLES } from "./roles.js";

const roleChoices = (chosen) => page.roles.map((role) => make("option", { value: role, selected: role === chosen }, ROLES[role].words));

function row(it) {
  const role = make(
    "select",
    {
      class: "form-select",
      "aria-label": _("Role of %(name)s", { name: it.name }),
      onchange: (event) => change(it, { role: event.target.value }),
    },
    roleChoices(it.role),
  );
  const team = make("input", {
    class: "form-control",
    value: it.team,
    maxlength: 64,
    list: "teams",
    "aria-label": _("Team of %(name)s", { name: it.name }),
    onchange: (event) => change(it, { team: event.target.value.trim() }),
  });
  const state = it.disabled
    ? make("span", { class: "state tone-idle" }, _("disabled"))
    : make("span", { class: "state tone-good" }, it.company ? _("company account") : _("may sign in"));
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, it.name),
    make("td", {}, role),
    make("td", {}, team),
    make(
      "td",
      {},
      it.signed_in_at
        ? make("time", { datetime: it.signed_in_at }, here(epoch(it.signed_in_at)))
        : make("span", { class: "muted" }, _("not yet")),
    ),
    make("td", {}, state),
    make(
      "td",
      {},
      make(
        "div",
        { class: "row-actions" },
        it.company ? null : make("button", { type: "button", class: "btn btn-quiet", onclick: () => reset(it) }, _("Reset password")),
        it.disabled
          ? make("button", { type: "button", class: "btn btn-quiet", onclick: () => change(it, { disabled: false }) }, _("Enable user"))
          : make("button", { type: "button", class: "btn btn-danger-quiet", onclick: () => shutOut(it) }, _("Disable user")),
      ),
    ),
  );
}

const show = (users) => find("tbody", byId("users")).replaceChildren(...users.map(row));
const reload = async () => show((await call("GET", "/users")).items);
const path = (it) => `/users/${encodeURIComponent(it.name)}`;

async function change(it, changes) {
  try {
    await call("PATCH", path(it), changes);
    toast(_("%(name)s is changed.", { name: it.name }), { tone: "good" });
  } catch (error) {
    complain(error);
  }
  await reload();
}

async function shutOut(it) {
  const sure = await agreed({
    title: _("Disable %(name)s?", { name: it.name }),
    text: _("All sessions and tokens of that user end at once. Islands stay; you can enable the user again."),
    yes: _("Disable user"),
    danger: true,
  });
  if (sure) await change(it, { disabled: true });
}

async function reset(it) {
  const sure = await agreed({
    title: _("Reset the password of %(name)s?", { name: it.name }),
    text: _("All sessions and tokens of that user end at once."),
    yes: _("Reset password"),
  });
  if (!sure) return;
  try {
    const { password } = await call("POST", `${path(it)}/password`, {});
    tell(it.name, password);
  } catch (error) {
    complain(error);
  }
}

function tell(name, password) {
  byId("password-words").textContent = _("The password of %(name)s, shown this once:", { name });
  byId("password-secret").textContent = password;
  byId("password-copy").replaceChildren(copyButton(password, _("the password")));
  byId("password-made").hidden = false;
  byId("password-made").scrollIntoView({ block: "nearest" });
}

byId("user-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = Object.fromEntries(new FormData(event.target));
  say(byId("user-error"), "");
  try {
    const made = await call("POST", "/users", { name: given.name.trim(), role: given.role, team: given.team.trim() });
    tell(made.name, made.password);
    event.target.reset();
    await reload();
  } catch (error) {
    say(byId("user-error"), error.message);
  }
});

byId("user-role").append(...roleChoices("tester"));
byId("role-list").append(
  ...page.roles.map((role) => make("div", {}, make("dt", {}, ROLES[role].words), make("dd", {}, ROLES[role].about))),
);
show(page.users);
byId("main").dataset.ready = "yes";
