// What stands under a message for its links: cards of Work Objects, and the blocks of ordinary unfurls.

import { api } from "./api.js";
import { showBlocks } from "./blocks/index.js";
import { h } from "./dom.js";
import { openPane } from "./pane.js";
import { emit, me } from "./store.js";
import { Surface } from "./surface.js";
import { showError } from "./toast.js";

/** A list of the cards under a message. */
export function cardsOf(message, key) {
  return h("ul", { class: "cards", "aria-label": "Cards" }, message.cards.map((card, number) => cardOf(card, number, message, key)));
}

function cardOf(card, number, message, key) {
  const { attributes, actions } = card.entity_payload;
  const title = attributes.title.text;
  const open = () => openPane({ user: me().id, channel: key, ts: message.ts, card: number });
  const press = (action) => api.press({ user: me().id, channel: key, ts: message.ts, card: number, action_id: action.action_id }).then(() => emit("view"), showError);
  return h("li", { class: "card", data: { testid: "card" } },
    h("button", { class: "card-title", type: "button", "aria-label": `Open ${title} beside the conversation`, data: { focus: `card ${message.ts} ${number}` }, on: { click: open } },
      h("strong", {}, title), h("span", { class: "card-kind" }, [attributes.display_type, attributes.product_name].filter(Boolean).join(" in "))),
    h("div", { class: "card-actions" }, (actions?.primary_actions ?? []).map((action) => actionButton(action, () => press(action)))));
}

/** A button of a Work Object. */
export function actionButton(action, click) {
  const looks = { primary: "button primary", danger: "button danger" };
  return h("button", { class: looks[action.style] ?? "button", type: "button", "aria-label": action.accessibility_label, data: { actionId: action.action_id, focus: `action ${action.action_id}` }, on: { click } }, action.text);
}

/** The unfurls of a message that have blocks. */
export const unfurlsOf = (message) => (message.attachments ?? []).filter((one) => one.is_app_unfurl && one.blocks?.length);

/** Their blocks, as they stand in the message. */
export function drawUnfurls(message, key) {
  return h("div", { class: "unfurls" }, unfurlsOf(message).map((one) => {
    const inside = h("div");
    showBlocks(inside, one.blocks, new Surface({ channel: key, ts: message.ts }));
    return h("div", { class: "unfurl blocks" }, inside);
  }));
}
