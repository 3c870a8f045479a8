// What can be completed at the cursor of the message field: commands, people, channels, emoji.

import { avatar } from "./avatar.js";
import { findEmoji } from "./emoji.js";
import { h } from "./dom.js";
import { app, displayName, store, visibleChannels } from "./store.js";

const LIMIT = 8;
const WORD = /(^|[\s(])([@#:])([\p{L}\p{N}_.+-]*)$/u;

/**
 * The suggestions for `text` with the cursor at `cursor`, or null:
 * {from, options: [{insert, title, detail, mark, pick?: {shown, sent}}]}; `insert` replaces the text from `from` to the cursor.
 */
export function suggestions(text, cursor, { commands = true } = {}) {
  const before = text.slice(0, cursor);
  if (commands && /^\/\S*$/.test(before)) return some(0, commandsLike(before));
  const match = WORD.exec(before);
  if (!match) return null;
  const [, , sign, typed] = match;
  const from = cursor - typed.length - 1;
  if (sign === "@") return some(from, peopleLike(typed.toLowerCase()));
  if (sign === "#") return some(from, channelsLike(typed.toLowerCase()));
  return typed.length > 1 ? some(from, emojiLike(typed.toLowerCase())) : null;
}

const some = (from, options) => (options.length ? { from, options: options.slice(0, LIMIT) } : null);

/** The command that a text begins with, in the manifest's own fields. */
export function commandOf(text) {
  const [, name] = /^(\/\S+)(?:\s|$)/.exec(text) ?? [];
  return (app().commands ?? []).find(({ command }) => command === name);
}

function commandsLike(typed) {
  return (app().commands ?? [])
    .filter(({ command }) => command.startsWith(typed.toLowerCase()))
    .map(({ command, description, usage_hint: hint }) => ({
      insert: `${command} `, title: command, usage: hint, detail: description, mark: h("span", { class: "completion-mark" }, "/"),
    }));
}

function peopleLike(typed) {
  return [...store.users.values()]
    .filter((person) => !person.deleted && [person.name, ...displayName(person).toLowerCase().split(/\s+/)].some((word) => word.startsWith(typed)))
    .map((person) => ({
      insert: `@${person.name} `, title: displayName(person), detail: `@${person.name}`, mark: avatar(person, "tiny"),
      pick: { shown: `@${person.name}`, sent: `<@${person.id}>` },
    }));
}

function channelsLike(typed) {
  return visibleChannels()
    .filter(({ name }) => name.includes(typed))
    .map(({ id, name }) => ({ insert: `#${name} `, title: `#${name}`, mark: h("span", { class: "completion-mark" }, "#"), pick: { shown: `#${name}`, sent: `<#${id}>` } }));
}

function emojiLike(typed) {
  return findEmoji(typed, LIMIT).map(([name, character]) => ({ insert: `${character} `, title: `:${name}:`, mark: h("span", { class: "completion-mark" }, character) }));
}

/** The text as it is sent: what was picked becomes `<@U…>` or `<#C…>`, wherever it still stands as picked. */
export function withPicks(text, picks) {
  let sent = text;
  for (const { shown, sent: reference } of picks) {
    const escaped = shown.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    sent = sent.replace(new RegExp(`(?<![\\w<])${escaped}(?![\\w-])`, "gu"), reference);
  }
  return sent;
}
