// Input blocks: a label, a field, a hint, an error; and the fields one types in.

import { h, uid } from "../dom.js";
import { plain } from "../mrkdwn.js";
import { element, marks } from "./elements.js";

const GROUPS = new Set(["checkboxes", "radio_buttons"]);

/** An input block. Its error, if any, stands under the field and is read with it. */
export function inputBlock(block, surface) {
  const item = block.element;
  const error = surface.errors[block.block_id];
  const [id, labelId, hintId, errorId] = ["field", "label", "hint", "error"].map((prefix) => uid(prefix));
  const describedby = [error && errorId, block.hint && hintId].filter(Boolean).join(" ") || undefined;
  const field = { id, labelled: labelId, describedby, required: block.optional ? undefined : "true", invalid: error ? "true" : undefined };
  const label = [plain(block.label.text), block.optional ? h("span", { class: "optional" }, " (optional)") : null];
  return h("div", { class: error ? "block-input has-error" : "block-input" },
    h(GROUPS.has(item.type) ? "div" : "label", { class: "input-label", id: labelId, htmlFor: GROUPS.has(item.type) ? undefined : id }, label),
    TYPED[item.type] ? typed(item, block, surface, field) : element(item, block, surface, field),
    error ? h("div", { class: "input-error", id: errorId, data: { testid: "field-error" } }, error) : null,
    block.hint ? h("div", { class: "input-hint", id: hintId }, plain(block.hint.text)) : null);
}

const TYPED = {
  plain_text_input: { type: "text" },
  rich_text_input: { type: "text", multiline: true },
  number_input: { type: "text", inputmode: "decimal" },
  email_text_input: { type: "text", inputmode: "email", autocomplete: "off" },
  url_text_input: { type: "text", inputmode: "url" },
};
const PAUSE_MS = 400;

// Numbers, emails and addresses are plain text fields on purpose: what is wrong in them is for Slack and the bot to
// say, at the field and in words, not for the browser's own bubbles.
function typed(item, block, surface, field) {
  const { type, inputmode, autocomplete, multiline } = TYPED[item.type];
  const area = item.multiline || multiline;
  const on = item.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  let timer;
  const tell = () => {
    clearTimeout(timer);
    surface.change(block, item, node.value, null);
  };
  const input = () => {
    surface.keep(block, item, node.value);
    counter?.show();
    if (!block.dispatch_action || !on.includes("on_character_entered")) return;
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE_MS);
  };
  const keydown = (event) => {
    if (event.key !== "Enter" || area || !block.dispatch_action || !on.includes("on_enter_pressed")) return;
    event.preventDefault();
    tell();
  };
  const node = h(area ? "textarea" : "input", {
    class: "field-input", type: area ? undefined : type, inputmode, autocomplete: autocomplete ?? "off", id: field.id, rows: area ? "4" : undefined,
    value: surface.value(block, item, item.initial_value ?? "") ?? "", placeholder: item.placeholder?.text, maxlength: item.max_length, minlength: item.min_length,
    autofocus: item.focus_on_load, "aria-describedby": field.describedby, "aria-required": field.required, "aria-invalid": field.invalid, data: marks(item, block), on: { input, keydown },
  });
  const counter = item.max_length && item.max_length <= 500 ? remaining(node, item.max_length) : null;
  return counter ? h("div", { class: "counted" }, node, counter.node) : node;
}

/** How many characters are left, once it gets close. */
function remaining(field, max) {
  const node = h("span", { class: "remaining", "aria-live": "polite" });
  const show = () => {
    const left = max - field.value.length;
    node.textContent = left <= max * 0.2 ? String(left) : "";
  };
  show();
  return { node, show };
}
