// One task as it goes on: its steps, the log of one of them, Stop.

import "../js/frame.js";
import { call, get } from "../js/api.js";
import { epoch } from "../js/clock.js";
import { agreed } from "../js/confirm.js";
import { announce, byId, icon } from "../js/dom.js";
import { _ } from "../js/i18n.js";
import { page } from "../js/page.js";
import { Stream } from "../js/stream.js";
import { html, nothing, render, repeat } from "../js/templates.js";
import { everySecond } from "../js/ticker.js";
import { here, span } from "../js/times.js";
import { complain } from "../js/toast.js";
import { TaskLog } from "./task-log.js";
import { over, stateWords, stepBadge, stopping, taskBadge, took } from "./task-words.js";

const log = new TaskLog();
let task = page.task;
let chosen = null; // number of the step whose log the reader wants; null: the one to look at

function show(it) {
  const before = task;
  task = it;
  render(taskBadge(task), byId("task-state"));
  render(actions(), byId("task-actions"));
  render(facts(), byId("task-facts"));
  showNotice();
  showSteps();
  const step = shown();
  log.show(task, step);
  byId("log-title").textContent = task.steps.length > 1 ? _("Log of step %(name)s", { name: step.name }) : _("Log");
  if (before.state !== task.state) announce(`${stateWords(task)}. ${task.message}`);
}

/** The step whose log is on view: as chosen, or the one that runs, failed, or was the last to. */
function shown() {
  if (chosen !== null) return task.steps[chosen];
  const last = (states) => task.steps.filter(({ state }) => states.includes(state)).pop();
  return last(["running"]) ?? last(["failed", "stopped", "timed_out"]) ?? last(["succeeded"]) ?? task.steps[0];
}

function actions() {
  if (over(task) || !page.may_stop) return nothing;
  const words = stopping(task) ? _("Being stopped…") : _("Stop");
  return html`<button type="button" class="btn btn-danger-quiet" id="task-stop" ?disabled=${stopping(task)} @click=${stop}>
    ${icon("stop-fill")}<span>${words}</span>
  </button>`;
}

async function stop() {
  const text =
    task.state === "queued"
      ? _("It waits in the queue: nothing of it runs, and nothing will.")
      : _("The step that runs is asked to end and killed after ten seconds. Later steps do not begin; what was done stays done.");
  if (!(await agreed({ title: _("Stop task %(id)s?", { id: task.id }), text, yes: _("Stop"), danger: true }))) return;
  try {
    show(await call("POST", `/tasks/${task.id}/stop`));
  } catch (error) {
    complain(error);
  }
}

const fact = (name, value) => html`<span><span class="key">${name}</span>${value}</span>`;
const label = (text) => html`<span class="label">${text}</span>`;

function facts() {
  const selector = Object.entries(task.node_selector).map(([name, value]) => `${name}=${value}`);
  return [
    task.reason ? fact(_("What for"), task.reason) : nothing,
    fact(_("Asked"), `${here(epoch(task.created_at))}, ${task.who}`),
    task.started_at ? fact(_("Begun"), here(epoch(task.started_at))) : nothing,
    task.ended_at ? fact(_("Ended"), here(epoch(task.ended_at))) : nothing,
    fact(_("Deadline"), task.deadline && !task.ended_at ? here(epoch(task.deadline)) : span(task.deadline_seconds)),
    task.node ? fact(_("Node"), task.node) : nothing,
    selector.length ? fact(_("Nodes with"), label(selector.join(","))) : nothing,
    task.image ? fact(_("Image"), label(task.image)) : nothing,
  ];
}

function showNotice() {
  const words = task.state === "queued" ? _("It waits until fewer tasks run.") : task.message;
  const tone = { failed: "bad", timed_out: "bad", stopped: "warning", running: "warning" }[task.state] ?? "plain";
  byId("task-notice").hidden = !words;
  byId("task-notice").className = `notice notice-${tone}`;
  const picture = over(task) ? "exclamation-triangle-fill" : "hourglass-split";
  render(html`${icon(picture)}<p>${words}</p>`, byId("task-notice"));
}

const showSteps = () =>
  render(
    repeat(task.steps, ({ number }) => number, stepLine),
    byId("task-steps"),
  );

function stepLine(step) {
  const pressed = String(step.number === shown().number);
  const exit = step.exit === null ? "" : _("exit code %(code)s", { code: step.exit });
  const why = [step.ssh_host ? _("on %(host)s", { host: step.ssh_host }) : null, exit, step.message];
  return html`<li>
    <button type="button" class="task-step" data-step=${step.number} aria-pressed=${pressed} @click=${() => choose(step.number)}>
      <span class="name">${step.name}</span>
      <span>${stepBadge(step)}</span>
      <span class="time">${took(step)}</span>
      <span class="why">${why.filter(Boolean).join(" · ")}</span>
      <span class="what">${step.what}</span>
    </button>
  </li>`;
}

function choose(number) {
  chosen = number;
  show(task);
}

/** The times of what runs go on without any news. */
function tick() {
  if (task.state === "running") showSteps();
}

function arrived(it) {
  if (it.id === task.id) show(it);
}

async function resync() {
  const answer = await get(page.task_address);
  show(answer.task);
  return answer.newest;
}

show(page.task);
new Stream(page.newest, { task: arrived, resync });
everySecond(tick);
byId("main").dataset.ready = "yes";
