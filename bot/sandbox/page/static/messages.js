// The list of messages of a conversation or a thread: patched in place, kept at the bottom, marked as read.

import { arrowKeys, fill, h, patchKeyed } from "./dom.js";
import { isEditing } from "./editing.js";
import { icon } from "./icons.js";
import { drawMessage, isDismissed, updateMessage } from "./message.js";
import { isReply, messagesOf, now, store, zoneOf } from "./store.js";
import { dayName, instant, isoDay } from "./time.js";
import { markRead, readUntil, unreadCount } from "./unread.js";

const SAME_BREATH_S = 300;
const NEAR_PX = 60;

export class MessageList {
  /** `key` names the conversation; with `thread` it shows that message and its replies. `empty()` draws what stands before the first. */
  constructor({ key, thread = null, label, empty = () => null }) {
    Object.assign(this, { key, thread, who: store.me, newFrom: null });
    this.list = h("ol", { class: "messages", "aria-label": label });
    this.intro = h("div", { class: "intro-slot", hidden: true }, empty());
    this.jump = h("button", { class: "jump", type: "button", hidden: true, on: { click: () => this.toBottom() } }, icon("down"), "New messages");
    this.scroller = h("div", { class: "scroller", tabIndex: -1, on: { scroll: () => this.scrolled() } }, this.intro, this.list);
    this.node = h("div", { class: "message-list" }, this.scroller, this.jump);
    this.stuck = true;
    arrowKeys(this.list, ".message");
    this.list.addEventListener("focusin", (event) => this.rove(event.target.closest(".message")));
    this.resize = new ResizeObserver(() => this.stuck && this.toBottom());
    this.resize.observe(this.list);
    this.resize.observe(this.scroller);
  }

  end() {
    this.resize.disconnect();
  }

  /** Show what the store holds now. Answers the messages that are new since the last time (none at the first). */
  update() {
    if (!store.messages.has(this.key)) return []; // still being read
    const first = this.intro.hidden;
    if (first && !this.thread && unreadCount(this.key)) this.newFrom = readUntil(this.key);
    this.intro.hidden = false;
    const rows = this.rows();
    const added = patchKeyed(this.list, rows, { key: (row) => row.name, print: (row) => row.print, draw: (row) => row.draw(), patch: (node, row) => row.patch(node) });
    this.intro.classList.toggle("lonely", !rows.length);
    const news = first ? [] : added.filter((row) => row.message).map((row) => row.message);
    const wrote = news.some((message) => message.user === store.me);
    if (wrote) this.newFrom = null;
    if (this.stuck || wrote) this.toBottom();
    else if (news.length) this.jump.hidden = false;
    if (!this.list.querySelector(".message[tabindex='0']")) this.rove(this.list.querySelector(".message:last-of-type"));
    this.read();
    return news;
  }

  rows() {
    const rows = [];
    const replies = this.repliesByParent();
    let before = null;
    for (const message of this.visible()) {
      const day = isoDay(instant(message.ts), zoneOf());
      const newDay = !before || isoDay(instant(before.ts), zoneOf()) !== day;
      const isNew = this.newFrom !== null && Number(message.ts) > this.newFrom && !(before && Number(before.ts) > this.newFrom) && message.user !== store.me;
      if (newDay && !this.thread) rows.push(dayRow(message, day));
      if (isNew) rows.push({ name: "new", print: "", draw: () => h("li", { class: "new-line", data: { testid: "new-line" } }, h("span", {}, "New")) });
      rows.push(this.messageRow(message, { grouped: !newDay && !isNew && !(this.thread && before?.ts === this.thread) && sameBreath(before, message), replies: replies.get(message.ts) }));
      if (this.thread && message.ts === this.thread) rows.push(countRow(replies.get(message.ts)?.length ?? 0));
      before = message;
    }
    return rows;
  }

  messageRow(message, { grouped, replies = [] }) {
    const until = replies.length ? readUntil(this.key, message.ts) : 0;
    const unreadReplies = replies.filter((reply) => Number(reply.ts) > until && reply.user !== store.me).length;
    const options = { key: this.key, grouped, replies, unreadReplies, inThread: Boolean(this.thread) };
    const print = JSON.stringify([message, isEditing(message), grouped, replies.length, replies.at(-1)?.ts, unreadReplies, isoDay(now(), zoneOf()), store.me]);
    return { name: message.ts, message, print, draw: () => drawMessage(message, options), patch: (node) => updateMessage(node, message, options) };
  }

  visible() {
    const all = messagesOf(this.key).filter((message) => !isDismissed(message));
    if (this.thread) return all.filter((message) => message.ts === this.thread || message.thread_ts === this.thread);
    return all.filter((message) => !isReply(message) || message.subtype === "thread_broadcast");
  }

  repliesByParent() {
    const parents = new Map();
    for (const message of messagesOf(this.key)) {
      if (!isReply(message)) continue;
      if (!parents.has(message.thread_ts)) parents.set(message.thread_ts, []);
      parents.get(message.thread_ts).push(message);
    }
    return parents;
  }

  /** One message at a time is in the Tab order; the arrow keys go to the others. */
  rove(node) {
    if (!node) return;
    this.list.querySelector(".message[tabindex='0']")?.setAttribute("tabindex", "-1");
    node.tabIndex = 0;
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.stuck = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (!this.stuck) return;
    this.jump.hidden = true;
    this.read();
  }

  toBottom() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.stuck = true;
    this.jump.hidden = true;
  }

  /** Bring a message into view and point at it. */
  show(ts) {
    const node = [...this.list.querySelectorAll(".message")].find((candidate) => candidate.dataset.ts === ts);
    if (!node) return;
    this.stuck = false;
    node.scrollIntoView({ block: "center" });
    node.focus({ preventScroll: true });
    node.classList.add("pointed-at");
    setTimeout(() => node.classList.remove("pointed-at"), 2000);
  }

  read() {
    if (this.stuck && !document.hidden) markRead(this.key, this.thread);
  }
}

function dayRow(message, day) {
  const name = dayName(instant(message.ts), zoneOf(), now());
  const patch = (node) => {
    node.setAttribute("aria-label", name);
    fill(node, h("span", {}, name));
  };
  return { name: `day ${day}`, print: name, draw: () => drawn("day-line", patch), patch };
}

function countRow(count) {
  const text = count ? `${count} ${count === 1 ? "reply" : "replies"}` : "No replies yet";
  const patch = (node) => fill(node, h("span", {}, text));
  return { name: "count", print: text, draw: () => drawn("count-line", patch), patch };
}

function drawn(className, patch) {
  const node = h("li", { class: className });
  patch(node);
  return node;
}

function sameBreath(before, message) {
  return before && before.user === message.user && before.bot_id === message.bot_id && !before.is_ephemeral && !message.is_ephemeral && before.subtype === message.subtype
    && Number(message.ts) - Number(before.ts) < SAME_BREATH_S;
}
