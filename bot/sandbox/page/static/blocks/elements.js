// Elements that act: buttons, overflow menus, selects, pickers, choices. Each answers a node and reports to its surface.

import { Combobox } from "../combobox.js";
import { focusMark, h } from "../dom.js";
import { icon } from "../icons.js";
import { address, linked } from "../links.js";
import { openMenu } from "../menu.js";
import { plain } from "../mrkdwn.js";
import { zoneOf } from "../store.js";
import { asOption } from "../surface.js";
import { zonedLocal, zonedSeconds } from "../time.js";
import { choices } from "./choices.js";
import { sourceOf } from "./sources.js";

const ELEMENTS = {
  button,
  workflow_button: button,
  icon_button: button,
  feedback_buttons: feedback,
  overflow,
  image: (item) => h("img", { class: "accessory-image", src: item.image_url, alt: item.alt_text ?? "", loading: "lazy" }),
  static_select: select, external_select: select, users_select: select, conversations_select: select, channels_select: select,
  multi_static_select: select, multi_external_select: select, multi_users_select: select, multi_conversations_select: select, multi_channels_select: select,
  file_input: files,
  datepicker: picker, timepicker: picker, datetimepicker: picker,
  checkboxes: choices,
  radio_buttons: choices,
};

/** An element of an actions block, a section's accessory or an input. `field` carries an input's id, label and description. */
export function element(item, block, surface, field = {}) {
  const draw = ELEMENTS[item.type];
  return draw ? draw(item, block, surface, field) : h("span", { class: "block-unknown" }, `The sandbox cannot draw “${item.type}”.`);
}

/** What tests and the keyboard find an element by. */
export function marks(item, block) {
  return { actionId: item.action_id, focus: focusMark(block.block_id, item.action_id, item.value) };
}

/** An element without a label of its own is named by what stands beside it. */
export function nameOf(item, block, field) {
  if (field.labelled) return undefined;
  return item.accessibility_label ?? item.placeholder?.text ?? block.text?.text?.split("\n")[0] ?? "Choose";
}

const STYLES = { primary: "button primary", danger: "button danger" };

function button(item, block, surface) {
  const label = plain(item.text?.text ?? "");
  const props = { class: STYLES[item.style] ?? "button", data: marks(item, block), "aria-label": item.accessibility_label };
  if (item.url) return linked(item.url, { ...props, on: { click: () => surface.change(block, item, undefined, null) } }, label, icon("out"));
  const node = h("button", { ...props, type: "button", on: { click: () => surface.change(block, item, undefined, node) } }, label);
  return node;
}

function feedback(item, block, surface) {
  const sides = [["positive_button", "👍"], ["negative_button", "👎"]];
  return h("span", { class: "feedback" }, sides.map(([side, sign]) => {
    const node = h("button", { class: "button", type: "button", data: marks(item, block), on: { click: () => surface.change(block, item, item[side].value, node) } }, `${sign} ${item[side].text.text}`);
    return node;
  }));
}

function overflow(item, block, surface) {
  const pick = (option) => {
    const page = address(option.url);
    if (page) open(page, "_blank", "noreferrer");
    surface.change(block, item, asOption(option), node);
  };
  const entries = () => item.options.map((option) => ({
    label: plain(option.text.text), description: option.description?.text, data: { value: option.value }, pick: () => pick(option),
  }));
  const node = h("button", { class: "button overflow", type: "button", "aria-label": "More options", "aria-haspopup": "menu", "aria-expanded": "false", data: marks(item, block), on: { click: () => openMenu(node, entries(), { label: "More options" }) } }, icon("more"));
  return node;
}

function select(item, block, surface, field) {
  const several = item.type.startsWith("multi_");
  const source = sourceOf(item, block, surface);
  const kept = surface.value(block, item, source.initial);
  const box = new Combobox({
    load: source.load,
    minQuery: source.minQuery,
    several,
    max: item.max_selected_items,
    selected: [kept].flat().filter(Boolean),
    placeholder: item.placeholder?.text ?? (several ? "Select options" : "Select an item"),
    clearable: block.type === "input" && block.optional,
    label: nameOf(item, block, field),
    attributes: { id: field.id, "aria-describedby": field.describedby, "aria-required": field.required, "aria-invalid": field.invalid, data: marks(item, block) },
    change: (options) => surface.change(block, item, several ? options : (options[0] ?? null), box.input),
  });
  return box.node;
}

// The content goes with the form, in base64; it is not kept over a reload.
function files(item, block, surface, field) {
  const node = h("input", {
    type: "file", class: "file-input", id: field.id, accept: (item.filetypes ?? []).map((ending) => `.${ending}`).join(","), multiple: (item.max_files ?? 10) > 1 || undefined,
    "aria-describedby": field.describedby, "aria-required": field.required, "aria-invalid": field.invalid, data: marks(item, block),
    on: { change: async () => surface.change(block, item, await Promise.all([...node.files].map(given)), null) },
  });
  return node;
}

async function given(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let signs = "";
  for (let at = 0; at < bytes.length; at += 32768) signs += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return { name: file.name, content: btoa(signs) };
}

const PICKERS = { datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };
const SETTLED_MS = 900;

function picker(item, block, surface, field) {
  const zone = zoneOf().zone;
  const moment = item.type === "datetimepicker";
  const initial = moment ? item.initial_date_time : (item.initial_date ?? item.initial_time);
  const kept = surface.value(block, item, initial);
  let told = moment && kept ? zonedLocal(kept, zone) : (kept ?? "");
  let timer;
  const chosen = () => (moment && node.value ? zonedSeconds(node.value, zone) : node.value || null);
  const tell = () => {
    clearTimeout(timer);
    const isGone = !node.isConnected || node.closest("dialog:not([open])"); // cancelled: leaving is no choice
    if (isGone || node.value === told || (!node.value && block.type !== "input")) return;
    told = node.value;
    surface.change(block, item, chosen(), null);
  };
  // While a date is typed digit by digit it passes through many dates: the bot is told when the person paused or left.
  const changed = () => {
    clearTimeout(timer);
    if (block.type === "input") surface.keep(block, item, chosen());
    timer = setTimeout(tell, SETTLED_MS);
  };
  const node = h("input", {
    class: "field-input picker", type: PICKERS[item.type], value: told, id: field.id, "aria-label": nameOf(item, block, field),
    "aria-describedby": field.describedby, "aria-required": field.required, "aria-invalid": field.invalid, data: marks(item, block),
    on: { change: changed, blur: tell, keydown: (event) => event.key === "Enter" && tell() },
  });
  return node;
}
