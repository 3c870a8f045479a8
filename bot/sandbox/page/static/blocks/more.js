// The rarer blocks: markdown, alert, card, carousel, container. Drawn simply; everything in them works.

import { h } from "../dom.js";
import { mrkdwn, textObject } from "../mrkdwn.js";
import { element } from "./elements.js";

/** A markdown block: headings, lists and emphasis, by way of mrkdwn. */
export function markdownBlock(block) {
  const escaped = block.text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>(?!\s)/g, "&gt;");
  const text = escaped
    .replace(/\*\*([^*\n]+)\*\*/g, "*$1*")
    .replace(/^#{1,6}\s+(.+)$/gm, "*$1*")
    .replace(/^(\s*)[*+]\s+/gm, "$1- ")
    .replace(/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, "<$2|$1>");
  return h("div", { class: "text" }, mrkdwn(text));
}

/** An alert in a modal. */
export function alertBlock(block) {
  return h("div", { class: `block-alert level-${block.level ?? "default"}`, role: "note" }, textObject(block.text));
}

/** A card: picture, title, words, buttons. */
export function card(block, surface) {
  return h("div", { class: "block-card" },
    block.hero_image ? h("img", { src: block.hero_image.image_url, alt: block.hero_image.alt_text ?? "", loading: "lazy" }) : null,
    block.title ? h("div", { class: "card-title" }, textObject(block.title)) : null,
    block.subtitle ? h("div", { class: "card-subtitle" }, textObject(block.subtitle)) : null,
    block.body ? h("div", { class: "text" }, textObject(block.body)) : null,
    block.subtext ? h("div", { class: "card-subtitle" }, textObject(block.subtext)) : null,
    block.actions ? h("div", { class: "block-actions" }, block.actions.map((item) => element(item, block, surface))) : null);
}

/** Cards side by side. */
export function carousel(block, surface, draw) {
  return h("div", { class: "block-carousel", role: "group", "aria-label": "Cards" }, (block.elements ?? []).map((item) => draw(item, surface)));
}

/** A frame with a title around other blocks, which can be folded. */
export function container(block, surface, draw) {
  const inside = h("div", { class: "container-inside" }, (block.child_blocks ?? block.blocks ?? []).map((item) => draw(item, surface)));
  if (!block.is_collapsible) return h("div", { class: "block-container" }, block.title ? h("div", { class: "card-title" }, textObject(block.title)) : null, inside);
  return h("details", { class: "block-container", open: !block.default_collapsed }, h("summary", { class: "card-title" }, textObject(block.title)), inside);
}
