// Emoji by their Slack names. An unknown name stays as it was typed.

import { CHARACTERS } from "./emoji_table.js";

const EMOJI = new Map(Object.entries(CHARACTERS));
const NAMES = [...EMOJI.keys()].sort((a, b) => a.length - b.length || a.localeCompare(b)); // the plainest first

/** The character of a name, or undefined. */
export const emoji = (name) => EMOJI.get(name.replace(/::skin-tone-\d$/, ""));

/** Put characters in the place of the :names: of a text. */
export const withEmoji = (text) => text.replace(/:([a-z0-9_+'-]+):/g, (all, name) => emoji(name) ?? all);

/** The names that begin with (then contain) what was typed: [[name, character], …]. */
export function findEmoji(typed, limit = 8) {
  const begins = NAMES.filter((name) => name.startsWith(typed));
  const contains = NAMES.filter((name) => !name.startsWith(typed) && name.includes(typed));
  return [...begins, ...contains].slice(0, limit).map((name) => [name, EMOJI.get(name)]);
}
