// Calls of the HTTP API. Every failure is an ApiError whose message can be shown as it stands.

import { _ } from "./i18n.js";
import { page } from "./page.js";

const PATIENCE = 30_000; // milliseconds; setting a clock writes into a Pod and measures there
export const PATIENCE_FOR_MANY = 300_000; // a group's clock is set and measured in up to a thousand Pods

export class ApiError extends Error {
  constructor(status, { code = "error", message = "", details = {} } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** Call `method path` under the API's root; answers the JSON, or null for an empty answer. */
export async function call(method, path, body = null, { headers = {}, patience = PATIENCE } = {}) {
  return json(
    await send(
      `${page.api}${path}`,
      {
        method,
        headers: { Accept: "application/json", ...(body ? { "Content-Type": "application/json" } : {}), ...headers },
        body: body ? JSON.stringify(body) : null,
      },
      patience,
    ),
  );
}

/** Get JSON from one of the pages' own addresses. */
export const get = async (address) => json(await send(address, { headers: { Accept: "application/json" } }));

async function send(address, options, patience = PATIENCE) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), patience);
  try {
    return await fetch(address, { ...options, signal: control.signal, cache: "no-store" });
  } catch {
    throw new ApiError(0, { code: "away", message: _("The manager does not answer. Please try again in a moment.") });
  } finally {
    clearTimeout(timer);
  }
}

async function json(answer) {
  const text = await answer.text();
  let data = null;
  try {
    data = text ? JSON.parse(text) : null;
  } catch {
    /* not from us: a proxy's page, perhaps */
  }
  if (answer.ok) return data;
  if (answer.status === 401 && page.sign_in_address) {
    // The session ended: come back here after signing in.
    location.assign(`${page.sign_in_address}?next=${encodeURIComponent(location.pathname + location.search)}`);
  }
  const fallback = { message: _("The manager answered with error %(status)s.", { status: answer.status }) };
  throw new ApiError(answer.status, data?.error ?? fallback);
}

/** A key that makes a repeated start harmless. `crypto.randomUUID` is missing on plain http. */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const islands = {
  start: (body, key) => call("POST", "/islands", body, { headers: { "Idempotency-Key": key } }),
  get: (id) => call("GET", `/islands/${id}`),
  stop: (id) => call("DELETE", `/islands/${id}`),
  restart: (id) => call("POST", `/islands/${id}/restart`),
  clone: (id) => call("POST", `/islands/${id}/clone`),
  extend: (id, hours) => call("POST", `/islands/${id}/extend`, { hours }),
  hold: (id, until, reason) => call("POST", `/islands/${id}/hold`, { until, reason }),
  letGo: (id) => call("DELETE", `/islands/${id}/hold`),
  leave: (id) => call("POST", `/islands/${id}/leave`),
  moreTime: (id, hours, reason = "") => call("POST", `/islands/${id}/more-time`, { hours, reason }),
  annotate: (id, note) => call("PATCH", `/islands/${id}`, { note }),
  clock: (id) => call("GET", `/islands/${id}/clock`),
  setClock: (id, ask) => call("PUT", `/islands/${id}/clock`, ask),
  events: (id, after = 0) => call("GET", `/islands/${id}/events?after=${after}&limit=1000`),
  crash: (id) => call("GET", `/islands/${id}/crash`),
};
