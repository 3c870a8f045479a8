// What people sent and nobody has answered yet. A person's lines go out one after the other, in the order in which they
// were sent, wherever they were written; whatever they look at meanwhile. A line that failed stays until its writer sends
// it again or takes it back. A reload loses nothing, and sends nothing twice: the sandbox knows a line by its id.

import { SandboxError, api } from "./api.js";
import { withPicks } from "./completion.js";
import { keep, kept } from "./kept.js";
import { emit, openChannel, store } from "./store.js";
import { readMessages } from "./sync.js";
import { toast } from "./toast.js";

const AGAIN_MS = 2000;
const working = new Set(); // the people of whom a line is on its way
let lines = kept("lines", []); // {id, who, key, thread, text, picks, app, trouble}, oldest first

/** The command that a text calls, or null: "//" begins a text that begins with "/". */
export const calledBy = (text) => (/^\/(?!\/)/.test(text) ? text.trim().split(/\s/)[0] : null);

/** The lines of a place {who, key, thread} that are waiting, on their way, or failed (these have a `trouble`). */
export const linesOf = ({ who, key, thread }) => lines.filter((line) => line.who === who && line.key === key && line.thread === thread);

/** Send what was written in a place, or post it as another app (by its id); it goes as soon as what was sent before it has gone. */
export function send(place, text, picks, app = null) {
  change([...lines, { ...place, id: crypto.randomUUID(), text, picks, app, trouble: "" }]);
  return work(place.who);
}

/** Send a line that failed again. It is a new line: the sandbox answered the old one. */
export function sendAgain(line) {
  change([...without(line), { ...line, id: crypto.randomUUID(), trouble: "" }]);
  return work(line.who);
}

/** Take a line that failed back. */
export const takeBack = (line) => change(without(line));

/** Keep what somebody had begun to write in a place, where something else takes the field. */
export const setAside = (place, text, picks) => change([...lines, { ...place, id: crypto.randomUUID(), text, picks, trouble: "Put aside, not sent." }]);

/** Go on: after a reload, or when the sandbox can be reached again. */
export const goOn = () => Promise.all([...new Set(lines.map(({ who }) => who))].map(work));

const without = ({ id }) => lines.filter((line) => line.id !== id);

function change(next) {
  lines = next;
  keep("lines", lines);
  emit("lines");
}

async function work(who) {
  if (working.has(who)) return;
  working.add(who);
  let line = nextOf(who);
  while (line) {
    const trouble = await deliver(line);
    if (trouble === null) break;
    settle(line, trouble);
    line = nextOf(who);
  }
  working.delete(who);
  if (line) setTimeout(goOn, AGAIN_MS);
}

const nextOf = (who) => lines.find((line) => line.who === who && !line.trouble);

/** Answers what went wrong, in words; "" where nothing did, null where the sandbox could not be reached. */
async function deliver({ id, who, key, thread, text, picks, app }) {
  const command = app ? null : calledBy(text);
  const sent = withPicks(text.trim(), picks);
  const where = { channel: key, user: who, client_msg_id: id };
  try {
    if (app) await api.post({ channel: key, app, text: sent, thread_ts: thread ?? undefined, client_msg_id: id });
    else if (!command) await api.message({ ...where, text: sent, thread_ts: thread ?? undefined });
    else if ((await api.command({ ...where, command, text: sent.slice(command.length).trim() })).error) return `${command} was not answered.`;
    return "";
  } catch (error) {
    if (error instanceof SandboxError) return error.status ? error.message : null;
    console.error(error);
    return String(error);
  }
}

function settle(line, trouble) {
  change(trouble ? lines.map((each) => (each.id === line.id ? { ...each, trouble } : each)) : without(line));
  if (line.who !== store.me) return;
  readMessages(line.key);
  emit("view");
  const looksThere = openChannel() === line.key && (line.thread ?? store.thread) === store.thread;
  if (trouble && !looksThere) toast(`${trouble} It is kept where you wrote it.`, { kind: "error" });
}
