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
  return type.endsWith("external_select") ? value.whole : value.value;
}

const NO_VALUE = new Set(["button", "workflow_button", "icon_button"]);

export class Surface {
  /** `target` names the surface for `interact`: {channel, ts} or {view} or {home: true}. */
  constructor(target, { kind = "message" } = {}) {
    this.target = target;
    this.kind = kind;
    this.values = new Map(); // "block_id action_id" -> value
    this.blocks = [];
    this.errors = {};
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
   * `control` shows that it is on its way. Answers whether the bot was told and agreed.
   */
  async change(block, element, value, control) {
    if (!NO_VALUE.has(element.type) && element.type !== "overflow") this.keep(block, element, value);
    if (block.type === "input" && !block.dispatch_action) return false;
    if (element.confirm && !(await confirmDialog(element.confirm))) return false;
    return this.dispatch(block, element, value, control);
  }

  async dispatch(block, element, value, control) {
    const body = { user: store.me, ...this.target, action_id: element.action_id, block_id: block.block_id };
    if (value !== undefined) body.value = bare(value, element.type);
    else if (element.value !== undefined) body.value = element.value;
    const values = this.filledIn();
    if (Object.keys(values).length) body.values = values;
    const done = busy(control);
    try {
      const answer = await api.interact(body);
      emit("view");
      return !answer.error;
    } catch (error) {
      showError(error);
      return false;
    } finally {
      done();
    }
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

/** Mark a control as on its way, and disabled so that it cannot be sent twice. Answers how to end that. */
export function busy(control) {
  if (!control) return () => {};
  control.setAttribute("aria-busy", "true");
  const hadFocus = document.activeElement === control;
  control.disabled = true;
  return () => {
    control.removeAttribute("aria-busy");
    control.disabled = false;
    if (hadFocus && control.isConnected && document.activeElement === document.body) control.focus({ preventScroll: true });
  };
}
