// The field one writes in: messages, slash commands with their hints, people and channels to pick.

import { api } from "./api.js";
import { commandOf, suggestions, withPicks } from "./completion.js";
import { draft, keepDraft, remember, sentBefore } from "./drafts.js";
import { h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { app, emit, me, store } from "./store.js";
import { readMessages } from "./sync.js";
import { showError, toast } from "./toast.js";

const HINT = "Enter sends · Shift+Enter adds a line · ↑ brings back what you sent";
const MAX_HEIGHT_PX = 220;

export class Composer {
  /** `key` names the conversation, `thread` the thread written in; `label` is what the field is called. */
  constructor({ key, thread = null, label }) {
    Object.assign(this, { key, thread });
    const { text, picks } = draft(key, thread);
    this.picks = picks;
    this.past = -1;
    const listId = uid("completions");
    const hintId = uid("hint");
    this.list = h("div", { class: "completions", role: "listbox", id: listId, "aria-label": "Suggestions", hidden: true });
    this.hint = h("div", { class: "composer-hint", id: hintId, "aria-live": "polite", data: { testid: "composer-hint" } }, HINT);
    this.field = h("textarea", {
      class: "composer-text", id: thread ? undefined : "composer-text", rows: "1", placeholder: label, value: text, "aria-label": label, "aria-autocomplete": "list",
      "aria-controls": listId, "aria-describedby": hintId, data: { testid: thread ? "thread-composer" : "composer" },
      on: { input: () => this.typed(), keydown: (event) => this.pressedKey(event), blur: () => this.closeList(), click: () => this.suggest() },
    });
    this.send = h("button", { class: "send", type: "button", "aria-label": "Send", title: "Send", disabled: !text.trim(), on: { click: () => this.submit() } }, icon("send"));
    this.node = h("div", { class: "composer" }, this.list,
      h("div", { class: "composer-box", on: { pointerdown: (event) => this.pressed(event) } }, this.field, h("div", { class: "composer-tools" }, thread ? null : this.plus(), this.insert("@", "at", "Mention somebody"), thread ? null : this.insert("/", "slash", "Slash commands"), h("span", { class: "spacer" }), this.send)),
      this.hint);
    requestAnimationFrame(() => this.grow());
    this.showHint();
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  plus() {
    const shortcuts = () => (app().shortcuts ?? []).filter((shortcut) => shortcut.type === "global").map((shortcut) => ({
      label: shortcut.name, description: shortcut.description, data: { callbackId: shortcut.callback_id },
      pick: () => api.shortcut({ user: me().id, callback_id: shortcut.callback_id }).then(() => emit("view"), showError),
    }));
    const button = h("button", { class: "icon-button", type: "button", "aria-label": "Shortcuts", "aria-haspopup": "menu", "aria-expanded": "false", title: "Shortcuts", data: { testid: "composer-plus" },
      on: { click: () => openMenu(button, [{ heading: app().name ?? "Shortcuts" }, ...shortcuts()], { label: "Shortcuts", above: true }) } }, icon("plus"));
    return button;
  }

  insert(sign, iconName, label) {
    const put = () => {
      const space = sign !== "/" && this.field.value && !/\s$/.test(this.field.value) ? " " : "";
      this.replace(sign === "/" ? sign : `${this.field.value}${space}${sign}`);
      this.suggest();
    };
    return h("button", { class: "icon-button", type: "button", "aria-label": label, title: label, on: { click: put } }, icon(iconName));
  }

  pressed(event) {
    if (event.target.closest("button, textarea")) return;
    event.preventDefault();
    this.focus();
  }

  /** Put a text into the field, with the cursor at its end. */
  replace(text, picks = this.picks) {
    this.picks = picks;
    this.field.value = text;
    this.field.focus({ preventScroll: true });
    this.field.setSelectionRange(text.length, text.length);
    this.typed();
  }

  typed() {
    keepDraft(this.key, this.thread, this.field.value, this.picks);
    this.send.disabled = !this.field.value.trim();
    this.grow();
    this.showHint();
    this.suggest();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, MAX_HEIGHT_PX)}px`;
  }

  showHint() {
    const command = commandOf(this.field.value);
    if (this.pending) return;
    if (command) this.hint.replaceChildren(h("code", {}, command.command), ` ${command.usage_hint ?? ""}`);
    else this.hint.textContent = HINT;
    this.hint.classList.toggle("usage", Boolean(command));
  }

  suggest() {
    const { value, selectionStart, selectionEnd } = this.field;
    const found = selectionStart === selectionEnd ? suggestions(value, selectionStart, { commands: !this.thread }) : null;
    if (!found) return this.closeList();
    this.found = found;
    this.list.hidden = false;
    this.list.replaceChildren(...found.options.map((option, index) => h("div", { class: "completion", role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false",
      on: { pointerdown: (event) => event.preventDefault(), click: () => this.complete(option), pointermove: () => this.activate(index) } },
    option.mark, h("span", { class: "completion-title" }, option.title, option.usage ? h("span", { class: "completion-usage" }, ` ${option.usage}`) : null),
    option.detail ? h("span", { class: "completion-detail" }, option.detail) : null)));
    return this.activate(0);
  }

  activate(index) {
    const nodes = [...this.list.children];
    nodes[this.active]?.setAttribute("aria-selected", "false");
    this.active = (index + nodes.length) % nodes.length;
    nodes[this.active].setAttribute("aria-selected", "true");
    nodes[this.active].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", nodes[this.active].id);
  }

  closeList() {
    this.found = null;
    this.active = -1;
    this.list.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }

  complete({ insert, pick }) {
    const { value, selectionStart } = this.field;
    const head = value.slice(0, this.found.from) + insert;
    if (pick) this.picks = [...this.picks, pick];
    this.closeList();
    this.field.value = head + value.slice(selectionStart).replace(/^ /, "");
    this.field.focus({ preventScroll: true });
    this.field.setSelectionRange(head.length, head.length);
    this.typed();
  }

  pressedKey(event) {
    if (event.isComposing) return;
    if (this.found && this.listKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && this.recall(event.key === "ArrowUp" ? 1 : -1)) {
      event.preventDefault();
    }
  }

  listKey(event) {
    const option = this.found.options[this.active];
    // A command typed to its end is sent by Enter; Tab still completes it.
    const whole = event.key === "Enter" && option.usage !== undefined && this.field.value.trim() === option.title;
    if (whole) return this.closeList();
    const act = {
      ArrowDown: () => this.activate(this.active + 1), ArrowUp: () => this.activate(this.active - 1),
      Enter: () => this.complete(option), Tab: () => this.complete(option), Escape: () => this.closeList(),
    }[event.key];
    if (!act || event.shiftKey) return false;
    event.preventDefault();
    event.stopPropagation();
    act();
    return true;
  }

  /** Go back (1) or forth (-1) among what was sent; only from an empty field or from something brought back. */
  recall(step) {
    const sent = sentBefore();
    const browsing = this.past >= 0 && this.field.value === sent[this.past]?.text;
    if (!browsing && this.field.value) return false;
    const next = (browsing ? this.past : -1) + step;
    if (next >= sent.length || next < -1) return false;
    this.past = next;
    this.replace(sent[next]?.text ?? "", sent[next]?.picks ?? []);
    this.closeList();
    return true;
  }

  async submit() {
    const [text, picks] = [this.field.value, this.picks];
    if (!text.trim() || this.pending) return;
    const command = text.startsWith("/") && !text.startsWith("//") ? text.trim().split(/\s/)[0] : null;
    if (command && !this.allowed(command)) return;
    remember(text, picks);
    this.past = -1;
    this.replace("", []);
    this.pending = true;
    if (command) this.hint.replaceChildren(h("span", { class: "spinner" }), ` ${command} is on its way …`);
    try {
      await this.post(withPicks(text.trim(), picks), command);
      await readMessages(this.key);
    } catch (error) {
      showError(error);
      if (!this.field.value) this.replace(text, picks);
    } finally {
      this.pending = false;
      this.showHint();
    }
  }

  allowed(command) {
    const known = (app().commands ?? []).some((each) => each.command === command);
    if (known && !this.thread) return true;
    toast(known ? `${command} is not supported in threads. Sorry!` : `${command} is not a valid command. Type / to see those there are.`, { kind: "error" });
    return false;
  }

  async post(text, command) {
    const where = { channel: this.key, user: store.me };
    if (!command) return api.message({ ...where, text, thread_ts: this.thread ?? undefined });
    await api.command({ ...where, command, text: text.slice(command.length).trim() });
    return emit("view");
  }
}
