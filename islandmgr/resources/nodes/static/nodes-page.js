// Nodes: their labels and cordons are changed here. The page itself, with its groups, comes from the server.

import "../js/frame.js";
import { call } from "../js/api.js";
import { agreed } from "../js/confirm.js";
import { byId, findAll, say } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { complain } from "../js/toast.js";

const nodeOf = (element) => element.closest("[data-node]").dataset.node;
const path = (node) => `/nodes/${encodeURIComponent(node)}`;
const label = (node, labels) => call("PATCH", `${path(node)}/labels`, { labels });

async function act(doing) {
  try {
    await doing;
    location.reload();
  } catch (error) {
    complain(error);
  }
}

async function remove(button) {
  const node = nodeOf(button);
  const sure = await agreed({
    title: _("Remove the label %(label)s?", { label: button.dataset.label }),
    text: _("From node %(node)s. Islands that run there stay; new ones no longer find it by this label.", { node }),
    yes: _("Remove"),
    danger: true,
  });
  if (sure) await act(label(node, { [button.dataset.key]: null }));
}

async function cordon(button) {
  const node = nodeOf(button);
  if (button.dataset.act === "uncordon") return act(call("POST", `${path(node)}/uncordon`));
  const sure = await agreed({
    title: _("Cordon node %(node)s?", { node }),
    text: _("No new island comes there until it is uncordoned; those that run there stay."),
    yes: _("Cordon"),
  });
  return sure ? act(call("POST", `${path(node)}/cordon`)) : null;
}

function add(button) {
  const node = nodeOf(button);
  byId("label-form").reset();
  byId("label-form").dataset.of = node;
  byId("label-title").textContent = _("Label node %(node)s", { node });
  say(byId("label-error"), "");
  byId("label").showModal();
  byId("label-key").focus();
}

byId("label-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { key, value } = Object.fromEntries(new FormData(event.target));
  try {
    await label(event.target.dataset.of, { [key.trim()]: value.trim() });
    location.reload();
  } catch (error) {
    say(byId("label-error"), error.message);
  }
});

for (const button of findAll(".label-remove")) button.addEventListener("click", () => remove(button));
for (const button of findAll(".label-add")) button.addEventListener("click", () => add(button));
for (const button of findAll(".node-cordon")) button.addEventListener("click", () => cordon(button));
for (const choice of findAll("#nodes-form select")) choice.addEventListener("change", () => byId("nodes-form").requestSubmit());
byId("main").dataset.ready = "yes";
