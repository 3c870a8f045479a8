// A searchable select for one or several options: the combobox pattern, fed by any source of options.

import { h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { placeAt } from "./menu.js";

const SEARCH_DELAY_MS = 150;

/**
 * A combobox.
 * `load(query)` answers (a promise of) [{label?, options: [{value, text, description?}]}]; `minQuery` letters are needed first.
 * `selected` are options; `change(options)` is told of each new choice. `several` allows more than one, up to `max`.
 */
export class Combobox {
  constructor({ load, change, selected = [], several = false, max = Infinity, minQuery = 0, placeholder = "", clearable = false, label, attributes = {} }) {
    Object.assign(this, { load, change, selected: [...selected], several, max, minQuery, clearable });
    this.options = [];
    this.active = -1;
    this.list = h("div", { class: "listbox", role: "listbox", id: uid("listbox"), popover: "manual", "aria-label": label, "aria-multiselectable": several ? "true" : undefined });
    this.input = h("input", {
      class: "combobox-input", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder,
      "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list", "aria-label": label, ...attributes,
      on: {
        click: () => this.open(), input: () => this.typed(), keydown: (event) => this.key(event), blur: () => this.left(),
        focus: () => !several && this.input.select(),
      },
    });
    this.placeholder = placeholder;
    this.chips = h("span", { class: "chips" });
    this.clear = h("button", { class: "icon-button combobox-clear", type: "button", "aria-label": "Clear", tabIndex: -1, on: { click: () => this.choose([]) } }, icon("close"));
    this.node = h("div", { class: several ? "combobox several" : "combobox", on: { pointerdown: (event) => this.pressed(event) } },
      this.chips, this.input, this.clear, icon("down", "icon combobox-arrow"), this.list);
    this.show();
  }

  get opened() {
    return this.input.getAttribute("aria-expanded") === "true";
  }

  pressed(event) {
    if (event.target.closest("button, input, [role=option]") || this.input.disabled) return;
    event.preventDefault();
    this.input.focus();
    this.open();
  }

  /** Show what is chosen: in the field, or as chips before it. */
  show() {
    this.clear.hidden = !(this.clearable && !this.several && this.selected.length);
    if (!this.several) {
      this.input.value = this.selected[0]?.text ?? "";
      return;
    }
    this.input.value = "";
    this.input.placeholder = this.selected.length ? "" : this.placeholder;
    this.chips.replaceChildren(...this.selected.map((option) => h("span", { class: "chip" }, option.text,
      h("button", { class: "chip-remove", type: "button", "aria-label": `Remove ${option.text}`, on: { click: () => this.toggle(option) } }, icon("close")))));
  }

  typed() {
    clearTimeout(this.timer);
    this.open({ typed: true });
  }

  open({ typed = false } = {}) {
    if (this.opened && !typed) return;
    const query = typed ? this.input.value.trim() : "";
    this.raise();
    if (query.length < this.minQuery) {
      this.note(`Type ${this.minQuery === 1 ? "a letter" : `${this.minQuery} letters`} to search`);
      return;
    }
    const asked = (this.asked = {});
    this.timer = setTimeout(() => this.ask(query, asked), typed ? SEARCH_DELAY_MS : 0);
  }

  raise() {
    if (this.opened) return;
    this.input.setAttribute("aria-expanded", "true");
    this.list.showPopover();
    this.reposition = () => placeAt(this.node, this.list, { wide: true });
    addEventListener("resize", this.reposition);
    addEventListener("scroll", this.reposition, true);
    this.reposition();
  }

  async ask(query, asked) {
    let groups = this.load(query);
    if (groups instanceof Promise) {
      if (!this.options.length) this.note("Searching …");
      groups = await groups.catch((error) => [{ label: error.message, options: [] }]);
    }
    if (asked !== this.asked || !this.opened) return;
    this.draw(groups, query);
  }

  draw(groups, query) {
    this.options = [];
    const nodes = groups.flatMap((group) => [
      group.label ? h("div", { class: "listbox-group", role: "presentation" }, group.label) : null,
      ...group.options.map((option) => this.drawOption(option)),
    ]).filter(Boolean);
    if (!this.options.length && !nodes.length) return this.note(query ? `Nothing found for “${query}”` : "Nothing to choose from");
    this.list.replaceChildren(...nodes);
    const chosen = this.options.findIndex(({ option }) => this.has(option));
    this.activate(!this.several && chosen >= 0 && !query ? chosen : 0);
    this.reposition();
  }

  drawOption(option) {
    const index = this.options.length;
    const node = h("div", { class: "listbox-option", role: "option", id: `${this.list.id}-${index}`, "aria-selected": this.has(option) ? "true" : "false", data: { value: option.value },
      on: { pointerdown: (event) => event.preventDefault(), click: () => this.pick(option), pointermove: () => this.activate(index, false) } },
    option.mark ?? null,
    h("span", { class: "listbox-text" }, option.text, option.description ? h("span", { class: "listbox-description" }, option.description) : null),
    icon("check", "icon listbox-check"));
    this.options.push({ option, node });
    return node;
  }

  note(text) {
    this.options = [];
    this.activate(-1);
    this.list.replaceChildren(h("div", { class: "listbox-note" }, text));
    this.reposition();
  }

  has(option) {
    return this.selected.some((chosen) => chosen.value === option.value);
  }

  activate(index, scroll = true) {
    this.options[this.active]?.node.classList.remove("active");
    this.active = this.options[index] ? index : -1;
    const node = this.options[this.active]?.node;
    node?.classList.add("active");
    if (node) this.input.setAttribute("aria-activedescendant", node.id);
    else this.input.removeAttribute("aria-activedescendant");
    if (scroll) node?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (!this.opened) return this.open();
      const last = this.options.length - 1;
      const next = this.active + (key === "ArrowDown" ? 1 : -1);
      return this.activate(next > last ? 0 : next < 0 ? last : next);
    }
    if (key === "Enter" && this.opened) {
      event.preventDefault();
      const active = this.options[this.active];
      if (active) this.pick(active.option);
    } else if (key === "Escape" && this.opened) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (key === "Backspace" && this.several && !this.input.value && this.selected.length) {
      this.toggle(this.selected.at(-1));
    }
  }

  pick(option) {
    if (this.several) {
      this.toggle(option);
      this.close();
      return;
    }
    this.choose([option]);
  }

  toggle(option) {
    const rest = this.selected.filter((chosen) => chosen.value !== option.value);
    if (rest.length === this.selected.length && rest.length < this.max) rest.push(option);
    this.choose(rest);
  }

  choose(options) {
    const same = options.length === this.selected.length && options.every((option) => this.has(option));
    this.selected = options;
    this.close();
    this.show();
    if (!same) this.change(options);
    this.input.focus();
  }

  /** The keyboard left: forget a search that led to no choice. */
  left() {
    if (!this.opened) return;
    this.close();
  }

  close() {
    clearTimeout(this.timer);
    this.asked = null;
    if (!this.opened) return;
    this.input.setAttribute("aria-expanded", "false");
    this.list.hidePopover();
    removeEventListener("resize", this.reposition);
    removeEventListener("scroll", this.reposition, true);
    this.options = [];
    this.activate(-1);
    this.show();
  }
}
