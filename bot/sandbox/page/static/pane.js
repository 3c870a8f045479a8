// A Work Object beside the conversation: what the app shows to the person acted as, and its buttons.

import { api } from "./api.js";
import { actionButton } from "./cards.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { closePanel, showPanel } from "./panel.js";
import { displayName, emit, me, store, user } from "./store.js";
import { showError } from "./toast.js";

let asked = null; // the card that is open, and as whom

/** Open a card: {user, channel, ts, card}. */
export async function openPane(card) {
  asked = card;
  show(null);
  try {
    const pane = await api.card(card);
    if (asked === card) show(pane);
  } catch (error) {
    close();
    showError(error);
  }
}

/** Somebody else is acted as: what they opened is not open. */
export function leavePane() {
  if (asked && asked.user !== store.me) close();
}

function close() {
  if (asked) api.closePane({ user: asked.user }).catch(showError);
  asked = null;
  closePanel("pane");
}

function show(pane) {
  const shown = pane?.entity?.entity_payload;
  const title = shown?.attributes.title.text ?? pane?.error?.custom_title ?? "Opening …";
  const again = h("button", { class: "icon-button", type: "button", "aria-label": "Refresh", title: "Refresh", on: { click: () => openPane(asked) } }, icon("again"));
  const trouble = pane && !shown ? h("p", { class: "pane-refused", role: "status" }, pane.error?.custom_message ?? "The app has not answered.") : null;
  const body = h("div", { class: "scroller pane", role: "region", "aria-label": title, tabIndex: 0 }, trouble, shown ? h("dl", { class: "pane-fields" }, (shown.custom_fields ?? []).map(field)) : null);
  showPanel({ name: "pane", title, subtitle: shown?.attributes.display_type, tools: [again], children: [body, shown ? footer(shown.actions) : null], close });
}

function field(one) {
  const color = one.tag_color ? `pane-value tagged ${one.tag_color}` : "pane-value";
  return [h("dt", {}, one.label), h("dd", { class: color, data: { key: one.key } }, one.user ? whom(one.user) : String(one.value))];
}

const whom = (one) => one.text ?? displayName(user(one.user_id));

function footer(actions = {}) {
  const press = (action) => api.press({ user: me().id, action_id: action.action_id }).then(() => emit("view"), showError);
  const every = [...(actions.primary_actions ?? []), ...(actions.overflow_actions ?? [])];
  return every.length ? h("div", { class: "pane-actions" }, every.map((action) => actionButton(action, () => press(action)))) : null;
}
