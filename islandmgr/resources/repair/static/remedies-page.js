// The port doctor's findings and the differences under Repair: each button is one call of the API.

import "../js/frame.js";
import { call } from "../js/api.js";
import { agreed } from "../js/confirm.js";
import { byId, findAll } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { complain } from "../js/toast.js";

async function press(button) {
  const { method, path, body, about } = button.dataset;
  const words = button.textContent;
  const sure = await agreed({ title: _("%(what)s?", { what: words }), text: about, yes: words, danger: "dangerous" in button.dataset });
  if (!sure) return;
  button.disabled = true;
  try {
    await call(method, path, JSON.parse(body));
    location.reload();
  } catch (error) {
    complain(error);
    button.disabled = false;
  }
}

for (const button of findAll(".finding-acts [data-path]")) button.addEventListener("click", () => press(button));
byId("main").dataset.ready = "yes";
