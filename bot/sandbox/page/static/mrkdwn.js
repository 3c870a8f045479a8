// Slack's mrkdwn as nodes: *bold* _italic_ ~strike~ `code` ```blocks``` > quotes, • lists, <links|…>, <@people>,
// <#channels>, <!date^…>, :emoji:. Text arrives with &amp; &lt; &gt; escaped, and only what stands in <…> is a link.

import { dateNode } from "./dates.js";
import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { linked } from "./links.js";
import { channel, displayName, store, user } from "./store.js";

const unescape = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/** The nodes of a mrkdwn text. */
export function mrkdwn(text) {
  const parts = String(text ?? "").split(/```\n?([\s\S]+?)```/);
  return parts.flatMap((part, index) => (index % 2 ? [h("pre", { class: "pre" }, unescape(part.replace(/\n$/, "")))] : paragraphs(part)));
}

/** Text as it stands, with emoji: a `plain_text` object. */
export const plain = (text) => withEmoji(String(text ?? ""));

/** The nodes of a Block Kit text object. */
export function textObject(object) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text) : [plain(object.text)];
}

/** What a mrkdwn text says, without marks: for labels and announcements. */
export const words = (text) => h("div", {}, mrkdwn(text)).textContent;

const QUOTE = /^(?:&gt;|>)\s?/;
const ITEM = /^\s*(?:[•◦▪-])\s+/;
const kindOf = (line) => (QUOTE.test(line) ? "quote" : ITEM.test(line) ? "list" : "text");

function paragraphs(text) {
  const nodes = [];
  let group = null;
  for (const line of text.split("\n")) {
    const kind = kindOf(line);
    if (group?.kind !== kind) {
      group = { kind, lines: [] };
      nodes.push(group);
    }
    group.lines.push(line);
  }
  return nodes.flatMap(({ kind, lines }, index) => drawGroup(kind, lines, index, nodes));
}

function drawGroup(kind, lines, index, groups) {
  if (kind === "quote") return [h("blockquote", { class: "quote" }, joined(lines.map((line) => line.replace(QUOTE, ""))))];
  if (kind === "list") return [h("ul", { class: "bullets" }, lines.map((line) => h("li", {}, inline(line.replace(ITEM, "")))))];
  const trimmed = [...lines];
  // A block element breaks the line itself: drop the empty string next to it.
  if (index > 0 && trimmed[0] === "") trimmed.shift();
  if (index < groups.length - 1 && trimmed.at(-1) === "" && trimmed.length > 1) trimmed.pop();
  return joined(trimmed);
}

function joined(lines) {
  return lines.flatMap((line, index) => (index ? [h("br"), ...inline(line)] : inline(line)));
}

// A mark counts only at the edge of a word, as in Slack: snake_case and 2*3*4 stay as they are.
const MARKS = [
  [/`([^`\n]+)`/, ([, text]) => h("code", { class: "code" }, unescape(text))],
  [/<([^<>\n]+)>/, ([, text]) => reference(text)],
  [/(?<![\w*])\*(?!\s)([^*\n]+?)(?<!\s)\*(?![\w*])/, ([, text]) => h("strong", {}, inline(text))],
  [/(?<![\w_])_(?!\s)([^_\n]+?)(?<!\s)_(?![\w_])/, ([, text]) => h("em", {}, inline(text))],
  [/(?<![\w~])~(?!\s)([^~\n]+?)(?<!\s)~(?![\w~])/, ([, text]) => h("s", {}, inline(text))],
  [/https?:\/\/[^\s<>]+[^\s<>.,;:!?)'"]/, ([url]) => link(unescape(url), unescape(url))],
];

/** The nodes of one line: what stands before the first mark, the mark, and so on with the rest. */
function inline(line) {
  const nodes = [];
  let text = line;
  for (let first = firstMark(text); first; first = firstMark(text)) {
    const { match, draw } = first;
    if (match.index) nodes.push(plain(unescape(text.slice(0, match.index))));
    nodes.push(draw(match));
    text = text.slice(match.index + match[0].length);
  }
  return text ? [...nodes, plain(unescape(text))] : nodes;
}

function firstMark(text) {
  let first = null;
  for (const [pattern, draw] of MARKS) {
    const match = pattern.exec(text);
    if (match && (!first || match.index < first.match.index)) first = { match, draw };
  }
  return first;
}

function reference(inside) {
  const [target, label] = [inside.split("|")[0], inside.includes("|") ? inside.slice(inside.indexOf("|") + 1) : ""];
  if (target.startsWith("@")) return mention(target.slice(1), unescape(label));
  if (target.startsWith("#")) return channelLink(target.slice(1), unescape(label));
  if (target.startsWith("!date^")) return date(target, unescape(label));
  if (target.startsWith("!")) return h("span", { class: "mention mention-me" }, `@${target.slice(1).replace(/^subteam\^\w+/, label || "group")}`);
  return link(unescape(target), unescape(label) || unescape(target).replace(/^(mailto|tel):/, ""));
}

/** A person's name as a mention; the one acted as stands out. */
export function mention(id, label) {
  const mine = id === store.me;
  const name = user(id) ? displayName(user(id)) : label || id;
  return h("span", { class: mine ? "mention mention-me" : "mention", data: { user: id } }, `@${name}`);
}

/** A channel's name that leads to it. */
export function channelLink(id, label) {
  const known = channel(id);
  return h("a", { class: "mention", href: `#in=${id}`, data: { channel: id } }, `#${known?.name ?? (label || "private channel")}`);
}

/** A link that opens beside the page; what is no address stays text. */
export const link = (url, label) => linked(url, { class: "link" }, plain(label));

function date(target, fallback) {
  const [, seconds, format, url] = target.split("^");
  return dateNode({ seconds, words: unescape(format ?? ""), url, fallback });
}
