// Block Kit, block by block. An unknown block is named, so that nobody wonders where it went.

import { append, h, patchKeyed, uid } from "../dom.js";
import { mrkdwn, plain, textObject } from "../mrkdwn.js";
import { chart } from "./chart.js";
import { element } from "./elements.js";
import { inputBlock } from "./input.js";
import { alertBlock, card, carousel, container, markdownBlock } from "./more.js";
import { richText } from "./rich_text.js";
import { table } from "./table.js";

const BLOCKS = {
  section,
  header: (block) => h("div", { class: "block-header", role: "heading", "aria-level": "3" }, plain(block.text.text)),
  divider: () => h("hr", { class: "block-divider" }),
  context: (block) => h("div", { class: "block-context" }, block.elements.map(contextElement)),
  context_actions: actions,
  actions,
  image: imageBlock,
  input: inputBlock,
  rich_text: (block) => richText(block),
  table,
  data_table: table,
  data_visualization: chart,
  markdown: markdownBlock,
  alert: alertBlock,
  card: (block, surface) => card(block, surface, drawBlock),
  carousel: (block, surface) => carousel(block, surface, drawBlock),
  container: (block, surface) => container(block, surface, drawBlock),
};

const shownBefore = new WeakMap(); // parent -> [{name, id, type}]

/** Show a surface's blocks inside `parent`, drawing anew only those that changed. */
export function showBlocks(parent, blocks, surface) {
  surface.blocks = blocks;
  surface.redraw = () => showBlocks(parent, surface.blocks, surface);
  const names = namesOf(blocks, shownBefore.get(parent) ?? []);
  shownBefore.set(parent, names);
  patchKeyed(parent, blocks.map((block, index) => ({ block, ...names[index] })), {
    key: ({ name }) => name,
    print: ({ block }) => `${JSON.stringify(block)} ${surface.errors[block.block_id] ?? ""} ${surface.refused}`,
    draw: ({ block }) => drawBlock(block, surface),
  });
  return parent;
}

/** Which block is which of those shown before: by its id, or (Slack gives new ids at each edit) as the next one of its type. */
function namesOf(blocks, before) {
  const ids = new Set(blocks.map((block) => block.block_id));
  const known = new Map(before.map((each) => [each.id, each]));
  const free = before.filter(({ id }) => !ids.has(id));
  return blocks.map(({ block_id: id, type }) => {
    const next = known.has(id) ? -1 : free.findIndex((each) => each.type === type);
    const same = next < 0 ? known.get(id) : free.splice(next, 1)[0];
    return { name: same?.name ?? uid("block"), id, type };
  });
}

/** One block as a node. */
export function drawBlock(block, surface) {
  const draw = BLOCKS[block.type];
  const node = draw ? draw(block, surface) : h("div", { class: "block-unknown" }, `The sandbox cannot draw “${block.type}” blocks.`);
  node.classList.add("block");
  if (block.block_id) node.dataset.blockId = block.block_id;
  return node;
}

function section(block, surface) {
  const side = block.accessory ? element(block.accessory, block, surface) : null;
  return h("div", { class: side ? `block-section with-accessory accessory-${block.accessory.type}` : "block-section" },
    h("div", { class: "section-text" },
      block.text ? h("div", { class: "text" }, textObject(block.text)) : null,
      block.fields ? h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "field text" }, textObject(field)))) : null),
    side ? h("div", { class: "accessory" }, side) : null);
}

function actions(block, surface) {
  return h("div", { class: "block-actions" }, block.elements.map((item) => element(item, block, surface)));
}

function contextElement(item) {
  if (item.type === "image") return h("img", { class: "context-image", src: item.image_url, alt: item.alt_text ?? "", loading: "lazy" });
  return append(h("span", { class: "text" }), item.type === "mrkdwn" ? mrkdwn(item.text) : plain(item.text));
}

function imageBlock(block) {
  return h("figure", { class: "block-image" },
    block.title ? h("figcaption", {}, plain(block.title.text)) : null,
    h("img", { src: block.image_url ?? block.slack_file?.url, alt: block.alt_text ?? "", loading: "lazy" }));
}
