// rich_text blocks: what Slack's own composer and some apps write.

import { dateNode } from "../dates.js";
import { h } from "../dom.js";
import { emoji } from "../emoji.js";
import { channelLink, link, mention } from "../mrkdwn.js";

/** A rich_text block as a node. */
export function richText(block) {
  return h("div", { class: "text" }, block.elements.map(part));
}

function part(item) {
  const inside = () => item.elements.flatMap(leaf);
  if (item.type === "rich_text_quote") return h("blockquote", { class: "quote" }, inside());
  if (item.type === "rich_text_preformatted") return h("pre", { class: "pre" }, inside());
  if (item.type === "rich_text_list") {
    return h(item.style === "ordered" ? "ol" : "ul", { class: `bullets indent-${item.indent ?? 0}`, start: item.offset ? item.offset + 1 : undefined },
      item.elements.map((section) => h("li", {}, section.elements.flatMap(leaf))));
  }
  return h("div", {}, inside());
}

const STYLES = [["code", "code"], ["strike", "s"], ["italic", "em"], ["bold", "strong"]];

function leaf(item) {
  const node = LEAVES[item.type]?.(item) ?? item.text ?? "";
  return STYLES.reduce((inner, [style, tag]) => (item.style?.[style] ? h(tag, { class: tag === "code" ? "code" : undefined }, inner) : inner), node);
}

const LEAVES = {
  text: (item) => item.text.split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line])).reduce((span, node) => (span.append(node), span), h("span")),
  link: (item) => link(item.url, item.text || item.url),
  user: (item) => mention(item.user_id),
  channel: (item) => channelLink(item.channel_id),
  emoji: (item) => emoji(item.name) ?? `:${item.name}:`,
  broadcast: (item) => h("span", { class: "mention mention-me" }, `@${item.range}`),
  usergroup: (item) => h("span", { class: "mention" }, `@${item.usergroup_id}`),
  date: (item) => dateNode({ seconds: item.timestamp, words: item.format, url: item.url, fallback: item.fallback }),
  color: (item) => item.value,
};
