// What each person has typed and not sent, and what they sent before. Both outlive a reload.

import { keep, kept } from "./kept.js";

const KEPT = 50;
const drafts = new Map(kept("drafts", []));
const history = new Map(kept("history", []));

const nameOf = ({ who, key, thread }) => `${who} ${key} ${thread ?? ""}`;

/** The draft of a place {who, key, thread}: {text, picks}. */
export const draft = (place) => drafts.get(nameOf(place)) ?? { text: "", picks: [] };

/** Keep a draft, or forget it when it is empty. */
export function keepDraft(place, text, picks) {
  if (text) drafts.set(nameOf(place), { text, picks });
  else drafts.delete(nameOf(place));
  keep("drafts", [...drafts]);
}

/** What a person sent, latest first. */
export const sentBefore = (who) => history.get(who) ?? [];

/** Remember something sent. */
export function remember(who, text, picks) {
  const before = sentBefore(who).filter((entry) => entry.text !== text);
  history.set(who, [{ text, picks }, ...before].slice(0, KEPT));
  keep("history", [...history]);
}
