// Reads a followed log line by line, and reads it again when the connection broke although the server lives.

import { _ } from "../js/i18n.js";

const GAP = 1500; // milliseconds before a broken log is read again
const BURST = 3000; // lines handed on at once
// Colours and cursor movements of terminals: shown as text they would be noise.
// biome-ignore lint/suspicious/noControlCharactersInRegex: ESC and BEL are what is looked for
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

export const plain = (line) => line.replace(ESCAPES, "").replace(/\r$/, "");

/**
 * Follow until `signal` says no more. `on` has `lines(texts)`, `restarted()` before everything comes again,
 * `said(words)` about the connection, and `wanted()`: whether the server may still write.
 */
export async function followLog(address, signal, on) {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    if (attempt) await pause(GAP, signal);
    if (signal.aborted) return;
    const end = await readOnce(address, signal, on, attempt > 0);
    if (signal.aborted) return;
    on.said(end);
    if (!on.wanted()) return;
  }
}

/** Answers what to say now that the log came to an end. */
async function readOnce(address, signal, on, again) {
  try {
    const answer = await fetch(address, { signal, cache: "no-store" });
    if (!answer.ok) return (await answer.json()).error.message;
    on.said("");
    if (again) on.restarted();
    await readLines(answer.body.getReader(), on);
    return on.wanted() ? _("The log ended; looking for more.") : _("End of the log.");
  } catch {
    return _("The log cannot be read now; trying again.");
  }
}

async function readLines(reader, on) {
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    const lines = (rest + (done ? decoder.decode() : decoder.decode(value, { stream: true }))).split("\n");
    rest = lines.pop();
    for (let at = 0; at < lines.length; at += BURST) on.lines(lines.slice(at, at + BURST).map(plain));
    if (done) break;
  }
  if (rest) on.lines([plain(rest)]);
}

const pause = (time, signal) =>
  new Promise((resolve) => {
    setTimeout(resolve, time);
    signal.addEventListener("abort", resolve, { once: true });
  });
