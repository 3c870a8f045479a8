// What each person has typed and not sent, and what they sent before: kept while the page is open.

import { store } from "./store.js";

const drafts = new Map();
const history = new Map();
const KEPT = 50;

const nameOf = (key, thread) => `${store.me} ${key} ${thread ?? ""}`;

/** The draft of the person acted as: {text, picks}. */
export const draft = (key, thread) => drafts.get(nameOf(key, thread)) ?? { text: "", picks: [] };

/** Keep a draft, or forget it when it is empty. */
export function keepDraft(key, thread, text, picks) {
  if (text) drafts.set(nameOf(key, thread), { text, picks });
  else drafts.delete(nameOf(key, thread));
}

/** What the person acted as sent, latest first. */
export const sentBefore = () => history.get(store.me) ?? [];

/** Remember something sent. */
export function remember(text, picks) {
  const before = sentBefore().filter((entry) => entry.text !== text);
  history.set(store.me, [{ text, picks }, ...before].slice(0, KEPT));
}
