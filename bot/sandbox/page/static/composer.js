// The field one writes in: messages, slash commands with their hints, people and channels to pick.

import { api } from "./api.js";
import { Attachments } from "./attachments.js";
import { commandOf, suggestions, withPicks } from "./completion.js";
import { draft, keepDraft, remember, sentBefore } from "./drafts.js";
import { h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { calledBy, linesOf, send, sendAgain, setAside, takeBack } from "./sending.js";
import { app, emit, me, store } from "./store.js";
import { showError, toast } from "./toast.js";
import { readMessages } from "./sync.js";
import { showUnsent } from "./unsent.js";

const HINT = "Enter sends · Shift+Enter adds a line · ↑ brings back what you sent";
const MAX_HEIGHT_PX = 220;

export class Composer {
  /** For the person acted as. `key` names the conversation, `thread` the thread written in; `label` is what the field is called. */
  constructor({ key, thread = null, label }) {
    this.place = { who: store.me, key, thread };
    const { text, picks } = draft(this.place);
    this.picks = picks;
    this.past = -1;
    this.app = null; // another app that one posts as
    this.attached = new Attachments(() => this.typed());
    const listId = uid("completions");
    const hintId = uid("hint");
    this.list = h("div", { class: "completions", role: "listbox", id: listId, "aria-label": "Suggestions", hidden: true });
    this.hint = h("div", { class: "composer-hint", id: hintId, "aria-live": "polite", data: { testid: "composer-hint" } }, HINT);
    this.field = h("textarea", {
      class: "composer-text", id: thread ? undefined : "composer-text", rows: "1", placeholder: label, value: text, "aria-label": label, "aria-autocomplete": "list",
      "aria-controls": listId, "aria-describedby": hintId, data: { testid: thread ? "thread-composer" : "composer" },
      on: { input: () => this.wrote(), keydown: (event) => this.pressedKey(event), blur: () => this.closeList(), click: () => this.suggest() },
    });
    this.send = h("button", { class: "send", type: "button", "aria-label": "Send", title: "Send", disabled: !text.trim(), on: { click: () => this.submit() } }, icon("send"));
    this.unsent = h("div", { role: "log", "aria-label": "Not sent" });
    this.postingAs = h("div", { class: "posting-as", hidden: true });
    this.node = h("div", { class: "composer" }, this.list, this.unsent, this.postingAs, this.attached.node, this.attached.input,
      h("div", { class: "composer-box", on: { pointerdown: (event) => this.pressed(event) } }, this.field, h("div", { class: "composer-tools" }, thread ? null : this.plus(), this.insert("@", "at", "Mention somebody"), thread ? null : this.insert("/", "slash", "Slash commands"), this.attached.button, h("span", { class: "spacer" }), this.send)),
      this.hint);
    requestAnimationFrame(() => this.grow());
    this.update();
  }

  /** Show what became of the lines sent from here. */
  update() {
    showUnsent(this.unsent, linesOf(this.place), { again: sendAgain, edit: (line) => this.edit(line), away: takeBack });
    this.showHint();
  }

  edit(line) {
    takeBack(line);
    this.postAs(store.otherApps.find(({ id }) => id === line.app) ?? null);
    this.put(line.text, line.picks);
  }

  /** Put something else into the field; what was begun there is set aside. */
  put(text, picks = []) {
    if (this.field.value.trim() && this.field.value !== text) setAside(this.place, this.field.value, this.picks);
    this.replace(text, picks);
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
      on: { click: () => openMenu(button, [{ heading: app().name ?? "Shortcuts" }, ...shortcuts(), ...this.others()], { label: "Shortcuts", above: true }) } }, icon("plus"));
    return button;
  }

  /** Other apps of the workspace, as which one can post in a channel: what a form or a mail bridge would bring. */
  others() {
    if (this.place.key.startsWith("@")) return [];
    return ["-", { heading: "Post here as another app" }, ...store.otherApps.map((other) => ({ label: other.name, data: { app: other.id }, pick: () => this.postAs(other) }))];
  }

  /** Post as another app from now on, or (null) write as the person again. */
  postAs(other) {
    this.app = other;
    this.postingAs.hidden = !other;
    this.postingAs.replaceChildren(...(other ? [`Posting as ${other.name}`, h("button", { class: "link-button", type: "button", on: { click: () => this.postAs(null) } }, "Stop")] : []));
    this.focus();
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

  wrote() {
    store.wroteAt = performance.now();
    this.typed();
  }

  typed() {
    keepDraft(this.place, this.field.value, this.picks);
    this.send.disabled = !this.field.value.trim() && !this.attached.files.length;
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
    const [first, ...others] = linesOf(this.place).filter(({ trouble }) => !trouble);
    if (command) this.hint.replaceChildren(h("code", {}, command.command), ` ${command.usage_hint ?? ""}`);
    else if (first) this.hint.replaceChildren(h("span", { class: "spinner" }), ` ${calledBy(first.text) ?? "Your message"} is on its way${others.length ? `, ${others.length} more to follow` : ""} …`);
    else this.hint.textContent = HINT;
    this.hint.classList.toggle("usage", Boolean(command));
  }

  suggest() {
    const { value, selectionStart, selectionEnd } = this.field;
    const found = selectionStart === selectionEnd ? suggestions(value, selectionStart, { commands: !this.place.thread }) : null;
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
    const whole = this.active === 0 && event.key === "Enter" && !event.shiftKey ? this.wholeOption() : null;
    if (whole) {
      if (whole.pick) this.picks = [...this.picks, whole.pick];
      return this.closeList();
    }
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

  /** What is typed to its end is meant, and sent by Enter as it stands; Tab still completes it. */
  wholeOption() {
    const typed = this.field.value.slice(this.found.from);
    return this.found.options.find(({ insert }) => insert.trim() === typed);
  }

  /** Go back (1) or forth (-1) among what was sent; only from an empty field or from something brought back. */
  recall(step) {
    const sent = sentBefore(this.place.who);
    const browsing = this.past >= 0 && this.field.value === sent[this.past]?.text;
    if (!browsing && this.field.value) return false;
    const next = (browsing ? this.past : -1) + step;
    if (next >= sent.length || next < -1) return false;
    this.past = next;
    this.replace(sent[next]?.text ?? "", sent[next]?.picks ?? []);
    this.closeList();
    return true;
  }

  submit() {
    const [text, picks] = [this.field.value, this.picks];
    if (this.attached.files.length) return this.submitFiles(text, picks);
    if (!text.trim() || (!this.app && !this.allowed(calledBy(text)))) return;
    remember(this.place.who, text, picks);
    this.past = -1;
    this.replace("", []);
    send(this.place, text, picks, this.app?.id);
  }

  /** Files go at once, and stay in the field where that fails: they are too large to be kept for a reload. */
  async submitFiles(text, picks) {
    const { who, key, thread } = this.place;
    try {
      const files = await this.attached.contents();
      await api.message({ channel: key, user: who, text: withPicks(text.trim(), picks), files, thread_ts: thread ?? undefined });
      this.attached.show([]);
      this.replace("", []);
      readMessages(key);
    } catch (error) {
      showError(error);
    }
  }

  allowed(command) {
    if (!command) return true;
    const known = (app().commands ?? []).some((each) => each.command === command);
    if (known && !this.place.thread) return true;
    toast(known ? `${command} is not supported in threads. Sorry!` : `${command} is not a valid command. Type / to see those there are.`, { kind: "error" });
    return false;
  }
}
