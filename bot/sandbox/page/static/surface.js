// Where blocks live: a message, the Home tab or a modal. A surface keeps what is filled in and carries clicks to the bot.

import { api } from "./api.js";
import { confirmDialog } from "./confirm.js";
import { emit, store } from "./store.js";
import { showError } from "./toast.js";

/** An option of Block Kit as the page keeps it. */
export const asOption = (option) => ({ value: option.value, text: option.text?.text ?? String(option.value), description: option.description?.text, whole: option });

/**
 * What the control API wants of a kept value: options become their values. Those of an external select are sent whole:
 * what the bot offered last may be something else by now.
 */
export function bare(value, type = "") {
  if (Array.isArray(value)) return value.map((each) => bare(each, type));
  if (!value || typeof value !== "object") return value;
  if (type === "file_input") return value;
  return type.endsWith("external_select") ? value.whole : value.value;
}

const NO_VALUE = new Set(["button", "workflow_button", "icon_button", "feedback_buttons", "overflow"]);

export class Surface {
  /** `target` names the surface for `interact`: {channel, ts} or {view} or {home: true}. */
  constructor(target, { kind = "message" } = {}) {
    this.target = target;
    this.kind = kind;
    this.values = new Map(); // "block_id action_id" -> value
    this.blocks = [];
    this.errors = {};
    this.refused = 0; // how often a person did not confirm: what they had chosen is drawn anew
    this.redraw = () => {}; // set by whoever shows the blocks
    this.told = Promise.resolve(); // when the bot has answered all that it was told
    this.ended = false;
  }

  /** Nothing more is told from here. */
  end() {
    this.ended = true;
  }

  key(block, element) {
    return `${block.block_id ?? ""} ${element.action_id ?? ""}`;
  }

  /** What was filled in, or else `initial`. */
  value(block, element, initial) {
    const key = this.key(block, element);
    return this.values.has(key) ? this.values.get(key) : initial;
  }

  keep(block, element, value) {
    this.values.set(this.key(block, element), value);
  }

  /**
   * A person changed `element` to `value`: keep it, and tell the bot unless it merely fills in a form.
   * `control` shows that it is on its way, and cannot be pressed again meanwhile.
   */
  async change(block, element, value, control) {
    const holdsValue = !NO_VALUE.has(element.type);
    if (!holdsValue && isBusy(control)) return;
    const before = [...this.values];
    if (holdsValue) this.keep(block, element, value);
    if (block.type === "input" && !block.dispatch_action) return;
    if (!element.confirm || (await confirmDialog(element.confirm))) await this.dispatch(block, element, value, control);
    else if (holdsValue) this.takeBack(before);
  }

  takeBack(values) {
    this.values = new Map(values);
    this.refused += 1;
    this.redraw();
  }

  /** Tell the bot, after what it was told before: it shall hear of things in their order. */
  dispatch(block, element, value, control) {
    const done = busy(control);
    this.told = this.told.then(() => this.tell(block, element, value)).catch(showError).finally(done);
    return this.told;
  }

  async tell(block, element, value) {
    if (this.ended) return;
    const body = { user: store.me, ...this.target, action_id: element.action_id, block_id: block.block_id };
    if (value !== undefined) body.value = bare(value, element.type);
    else if (element.value !== undefined) body.value = element.value;
    const values = this.filledIn();
    if (Object.keys(values).length) body.values = values;
    await api.interact(body);
    emit("view");
  }

  /** The filled in values, named for the control API: by action_id, or by block_id where several share one. */
  filledIn() {
    const elements = this.blocks.flatMap(elementsOf);
    const shared = (id) => elements.filter(({ element }) => element.action_id === id).length > 1;
    const named = {};
    for (const { block, element } of elements) {
      const key = this.key(block, element);
      if (!this.values.has(key)) continue;
      named[shared(element.action_id) ? block.block_id : element.action_id] = bare(this.values.get(key), element.type);
    }
    return named;
  }
}

/** The elements of a block that can hold a value. */
function elementsOf(block) {
  const elements = [block.element, block.accessory, ...(block.elements ?? [])].filter((element) => element?.action_id);
  return elements.map((element) => ({ block, element }));
}

/** Whether it is on its way. */
export const isBusy = (control) => control?.getAttribute("aria-busy") === "true";

/** Mark a control as on its way; it keeps the keyboard. Answers how to end that. */
export function busy(control) {
  if (!control) return () => {};
  for (const name of ["aria-busy", "aria-disabled"]) control.setAttribute(name, "true");
  return () => {
    for (const name of ["aria-busy", "aria-disabled"]) control.removeAttribute(name);
  };
}
