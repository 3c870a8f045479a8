// The panel beside the messages with one thread.

import { announce } from "./announce.js";
import { Composer } from "./composer.js";
import { MessageList } from "./messages.js";
import { closePanel, showPanel } from "./panel.js";
import { go } from "./route.js";
import { app, channel, hasComposer, openChannel, store } from "./store.js";

let list = null;
let composer = null;

/** Show the open thread, or close the panel when there is none. */
export function showThread() {
  if (list && (list.thread !== store.thread || list.key !== openChannel() || list.who !== store.me)) {
    list.end();
    [list, composer] = [null, null];
    closePanel("thread");
  }
  if (!store.thread || list) return;
  const key = openChannel();
  const where = channel(key)?.name ? `#${channel(key).name}` : (app().name ?? "Rapport");
  list = new MessageList({ key, thread: store.thread, label: `Thread in ${where}` });
  if (hasComposer()) composer = new Composer({ key, thread: store.thread, label: "Reply" });
  showPanel({ name: "thread", title: "Thread", subtitle: where, children: [list.node, composer?.node], close: () => go({ thread: null }) });
  list.update();
  composer?.focus();
}

/** Show what became of the replies that were sent from here. */
export const updateSentReplies = () => composer?.update();

/** Bring the open thread up to date. */
export function updateThread(key) {
  if (list && (!key || key === list.key)) announce(list.update());
}
