// Checkboxes and radio buttons.

import { focusMark, h, uid } from "../dom.js";
import { textObject } from "../mrkdwn.js";
import { asOption } from "../surface.js";

/** A group of checkboxes, or of radio buttons, with their descriptions. */
export function choices(item, block, surface, field) {
  const several = item.type === "checkboxes";
  const initial = several ? (item.initial_options ?? []).map(asOption) : item.initial_option && asOption(item.initial_option);
  const chosen = () => [surface.value(block, item, initial)].flat().filter(Boolean);
  const group = uid("choices");
  const change = (option, input) => {
    const rest = chosen().filter(({ value }) => value !== option.value);
    const now = several ? [...rest, ...(input.checked ? [asOption(option)] : [])] : asOption(option);
    surface.change(block, item, now, input);
  };
  return h("div", {
    class: "choices", role: several ? "group" : "radiogroup", id: field.id, "aria-labelledby": field.labelled,
    "aria-label": field.labelled ? undefined : (block.text?.text ?? "Choose"), "aria-describedby": field.describedby, "aria-invalid": field.invalid, data: { actionId: item.action_id },
  }, item.options.map((option) => choice(option, { several, group, block, item, chosen, change })));
}

function choice(option, { several, group, block, item, chosen, change }) {
  const described = option.description ? uid("description") : undefined;
  const input = h("input", {
    type: several ? "checkbox" : "radio", name: group, value: option.value, checked: chosen().some(({ value }) => value === option.value),
    "aria-describedby": described, data: { focus: focusMark(block.block_id, item.action_id, option.value) }, on: { change: () => change(option, input) },
  });
  return h("label", { class: "choice" }, input,
    h("span", {}, h("span", { class: "choice-text" }, textObject(option.text)),
      option.description ? h("span", { class: "choice-description", id: described }, textObject(option.description)) : null));
}
