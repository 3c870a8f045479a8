// Keeps the store equal to the sandbox: reads again what the stream says has changed, one read at a time per thing.

import { api, listen } from "./api.js";
import { directMessage, emit, store, takeState, visibleChannels } from "./store.js";
import { showError } from "./toast.js";

const STATE_PAUSE_MS = 300;

let stateTimer = null;
let stop = () => {};
const running = new Map();

/** Run `read` now, or once more after the one that runs: changes come in bursts. */
function once(name, read) {
  const current = running.get(name);
  if (current) {
    current.again = true;
    return current.done;
  }
  const job = { again: false };
  job.done = (async () => {
    do {
      job.again = false;
      await read();
    } while (job.again);
  })().catch(showError).finally(() => running.delete(name));
  running.set(name, job);
  return job.done;
}

/** Read the workspace again (people, channels, the clock). */
export const readState = () => once("state", async () => takeState(await api.state()));

/** Read one conversation again as the person acted as. */
export function readMessages(key) {
  const who = store.me;
  return once(`${who} ${key}`, async () => {
    const messages = await api.messages(key, who);
    if (who !== store.me) return;
    store.messages.set(key, messages);
    emit("messages", key);
  });
}

/** Read every conversation the person acted as can see: their unread marks need them. */
export function readAllMessages() {
  return Promise.all([directMessage(), ...visibleChannels().map((c) => c.id)].map(readMessages));
}

/** Follow the changes for the person acted as, from now on. What changed before the line was open was not heard: read it. */
export function follow() {
  stop();
  stop = listen(store.me, {
    changed: hear,
    connected: (yes) => {
      emit("connection", yes);
      if (yes) catchUp();
    },
  });
}

/** A page that nobody looks at lets go of its line: browsers allow six at a time for all the pages of a server. */
export function pauseWhileHidden() {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) stop();
    else follow();
  });
}

async function catchUp() {
  await readState();
  await readAllMessages();
  emit("view");
  emit("home");
}

function hear({ what, channel, text }) {
  if (what === "message") hearMessage(channel);
  else if (what === "clock" || what === "channel") stateSoon();
  else if (what === "error") hearError(channel, text);
  else emit(what);
}

/** A clock that runs forward changes every minute of the way: look now and then. */
function stateSoon() {
  stateTimer ??= setTimeout(() => {
    stateTimer = null;
    readState();
  }, STATE_PAUSE_MS);
}

/** Slack's own error line: in a channel it is a message, elsewhere it is told to whoever shows something. */
function hearError(channel, text) {
  if (channel) hearMessage(channel);
  else emit("error", text);
}

function hearMessage(id) {
  if (!id) {
    readAllMessages();
    emit("view");
  } else if (visibleChannels().some((c) => c.id === id)) readMessages(id);
  else readMessages(directMessage());
}
