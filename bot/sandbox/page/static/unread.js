// Who has read how far. Kept per person and conversation in the browser, never ahead of the sandbox's clock.

import { emit, isReply, messagesOf, now, repliesTo, store } from "./store.js";

const KEY = "rapport-sandbox-read";
let read = load();

function load() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function save() {
  try {
    localStorage.setItem(KEY, JSON.stringify(read));
  } catch {
    // Private windows may refuse: then it lasts as long as the page.
  }
}

const nameOf = (key, thread) => `${store.me} ${key}${thread ? ` ${thread}` : ""}`;

/** Forget marks later than the sandbox's clock: it was started anew, at an earlier time. */
export function forgetFuture() {
  const limit = now() / 1000 + 60;
  read = Object.fromEntries(Object.entries(read).filter(([, ts]) => Number(ts) <= limit));
}

/** The ts up to which the person acted as has read. */
export const readUntil = (key, thread) => Number(read[nameOf(key, thread)] ?? 0);

const fresh = (message, until) => Number(message.ts) > until && message.user !== store.me && !message.is_ephemeral;

/** How many messages of a conversation the person acted as has not read (replies count in their threads). */
export const unreadCount = (key) => messagesOf(key).filter((message) => !isReply(message) && fresh(message, readUntil(key))).length;

/** How many of the app's messages to somebody else that person has not read. */
export function unreadBy(person, messages) {
  const until = Number(read[`${person} @${person}`] ?? 0);
  return messages.filter((message) => !isReply(message) && !message.is_ephemeral && message.user !== person && Number(message.ts) > until).length;
}

/** How many replies of a thread they have not read. */
export const unreadReplies = (key, ts) => repliesTo(key, ts).filter((message) => fresh(message, readUntil(key, ts))).length;

/** Mark everything in a conversation (or thread) as read. */
export function markRead(key, thread) {
  const list = thread ? repliesTo(key, thread) : messagesOf(key).filter((message) => !isReply(message));
  const last = list.at(-1)?.ts;
  if (!last || Number(last) <= readUntil(key, thread)) return;
  read[nameOf(key, thread)] = last;
  save();
  emit("unread", key);
}
