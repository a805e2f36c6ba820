// All tasks, live, the newest first; and the form that runs a command.

import "../js/frame.js";
import { call, get, newKey } from "../js/api.js";
import { epoch } from "../js/clock.js";
import { byId, say } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { page } from "../js/page.js";
import { Stream } from "../js/stream.js";
import { html, nothing, render, repeat } from "../js/templates.js";
import { everySecond } from "../js/ticker.js";
import { here } from "../js/times.js";
import { aboutTask, over, taskBadge, took } from "./task-words.js";

const LISTED = 50;
const form = byId("task-form");
const tasks = new Map();
let key = newKey(); // of the task that the form is about: a second press makes no second task

const address = (id) => `${page.tasks_page}/${id}`;

function card(it) {
  const step = it.steps.find(({ state }) => state === "running");
  const facts = [
    it.who,
    here(epoch(it.created_at)),
    took(it),
    it.state === "running" && it.steps.length > 1 && step ? _("step %(name)s", { name: step.name }) : null,
  ];
  const tone = over(it) && it.state !== "stopped" ? "problem" : "muted";
  return html`<li data-task=${it.id}>
    <div class="about">
      <strong><a href=${address(it.id)}>${_("Task %(id)s", { id: it.id })}</a> ${taskBadge(it)}</strong>
      <span class=${it.reason ? "" : "mono"}>${aboutTask(it)}</span>
      ${it.message ? html`<span class=${tone}>${it.message}</span>` : nothing}
      <span class="muted">${facts.filter(Boolean).join(" · ")}</span>
    </div>
  </li>`;
}

function show() {
  const listed = [...tasks.values()].sort((one, other) => other.id - one.id).slice(0, LISTED);
  render(listed.length ? repeat(listed, ({ id }) => id, card) : none(), byId("tasks"));
}

function none() {
  const next = page.may_run
    ? _("Write a script above and press Run: it runs in a Pod of its own, and its output is kept here.")
    : _("Operators run commands here; what they run is shown with its output.");
  return html`<li class="empty"><h2>${_("No task yet")}</h2><p>${next}</p></li>`;
}

/** The times of those that run go on without any news. */
function tick() {
  if ([...tasks.values()].some(({ state }) => state === "running")) show();
}

/** The wish as the API takes it. A number that is none goes as it was typed: the answer says what is accepted. */
function wish() {
  const [kind, name] = byId("task-place").value.split(" ");
  const deadline = byId("task-deadline").value.trim();
  const found = {
    kind: "command",
    script: byId("task-script").value,
    reason: byId("task-reason").value.trim(),
    image: byId("task-image").value.trim(),
    branch: kind === "branch" ? name : "",
    ssh_host: kind === "host" ? name : "",
    deadline_seconds: /^\d+$/.test(deadline) ? Number(deadline) : deadline,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ""));
}

async function run(event) {
  event.preventDefault();
  if (!byId("task-script").value.trim()) {
    say(byId("task-error"), _("Write what is to be run."));
    byId("task-script").focus();
    return;
  }
  try {
    const made = await call("POST", "/tasks", wish(), { headers: { "Idempotency-Key": key } });
    location.assign(address(made.id));
  } catch (error) {
    if (error.status) key = newKey(); // it was refused, so the next press is another wish
    say(byId("task-error"), error.message);
  }
}

const places = () => html`
  <option value="">${_("in a Pod, on any node")}</option>
  ${page.branches.map((name) => html`<option value=${`branch ${name}`}>${_("in a Pod, branch %(name)s", { name })}</option>`)}
  ${page.hosts.map((name) => html`<option value=${`host ${name}`}>${_("on host %(name)s, over SSH", { name })}</option>`)}
`;

async function resync() {
  const answer = await get(page.tasks_address);
  load(answer.tasks);
  return answer.newest;
}

function load(found) {
  tasks.clear();
  for (const it of found) tasks.set(it.id, it);
  show();
}

function arrived(it) {
  tasks.set(it.id, it);
  show();
}

byId("new-task").hidden = !page.may_run;
render(places(), byId("task-place"));
byId("task-deadline").placeholder = String(page.deadline);
form.addEventListener("submit", run);
load(page.tasks);
new Stream(page.newest, { task: arrived, resync });
everySecond(tick);
byId("main").dataset.ready = "yes";
