// Who one acts as: the button at the top of the sidebar and the list behind it.

import { api } from "./api.js";
import { avatar } from "./avatar.js";
import { h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { placeAt } from "./menu.js";
import { go } from "./route.js";
import { displayName, me, now, store, zoneOf } from "./store.js";
import { timeOfDay } from "./time.js";
import { unreadBy } from "./unread.js";

/** What somebody is, in a word or two; nothing for a plain member. */
export function roleOf(person) {
  if (person.deleted) return "deactivated";
  if (person.is_stranger) return "from another workspace";
  if (person.is_restricted || person.is_ultra_restricted) return "guest";
  if (person.is_owner || person.is_admin) return "admin";
  return "";
}

const city = (person) => (person.tz ?? "UTC").split("/").at(-1).replace(/_/g, " ");
const whereabouts = (person) => `${timeOfDay(now(), zoneOf(person))} in ${city(person)}`;

export class PeopleSwitcher {
  constructor() {
    this.list = h("div", { class: "listbox people", role: "listbox", id: uid("people"), popover: "manual", "aria-label": "Act as", tabIndex: -1, on: { keydown: (event) => this.key(event), focusout: (event) => this.left(event) } });
    this.button = h("button", { class: "switcher", type: "button", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-controls": this.list.id, data: { testid: "person-switcher" },
      on: { click: () => (this.opened ? this.close() : this.open()), keydown: (event) => ["ArrowDown", "ArrowUp"].includes(event.key) && (event.preventDefault(), this.open()) } });
    this.node = h("div", { class: "switcher-slot" }, h("div", { class: "side-title", "aria-hidden": "true" }, "Acting as"), this.button, this.list);
  }

  get opened() {
    return this.button.getAttribute("aria-expanded") === "true";
  }

  /** Show who is acted as, and their time. */
  update() {
    const person = me();
    const role = roleOf(person);
    const sign = `${person.id} ${role} ${whereabouts(person)}`;
    if (sign === this.sign) return;
    this.sign = sign;
    this.button.setAttribute("aria-label", `Acting as ${displayName(person)}. Change person`);
    this.button.replaceChildren(avatar(person), h("span", { class: "switcher-text" },
      h("span", { class: "switcher-name" }, displayName(person), role ? h("span", { class: "role" }, role) : null),
      h("span", { class: "switcher-time" }, whereabouts(person))), icon("down"));
  }

  open() {
    const people = [...store.users.values()].filter((person) => !person.is_bot).sort((a, b) => Number(a.deleted) - Number(b.deleted));
    this.list.replaceChildren(...people.map((person) => this.option(person)));
    this.button.setAttribute("aria-expanded", "true");
    this.list.showPopover();
    placeAt(this.button, this.list, { wide: true });
    (this.list.querySelector("[aria-selected=true]") ?? this.list.firstChild).focus();
    for (const person of people) if (!person.deleted) this.count(person);
    document.addEventListener("pointerdown", this.outside, true);
  }

  /** Show how much of what the app wrote to somebody they have not read: whose digest has arrived. */
  async count(person) {
    const unread = unreadBy(person.id, await api.messages(`@${person.id}`, person.id).catch(() => []));
    const node = this.list.querySelector(`[data-testid="person-${person.id}"] .person-unread`);
    if (node && unread) node.append(h("span", { class: "badge", "aria-hidden": "true" }, String(unread)), h("span", { class: "visually-hidden" }, `, ${unread} unread from Rapport`));
  }

  outside = (event) => {
    if (!this.node.contains(event.target)) this.close({ focus: false });
  };

  option(person) {
    const role = roleOf(person);
    const pick = () => {
      if (person.deleted) return;
      this.close();
      go({ as: person.id });
    };
    return h("div", { class: "listbox-option person", role: "option", tabIndex: -1, "aria-selected": person.id === store.me ? "true" : "false", "aria-disabled": person.deleted ? "true" : undefined,
      title: person.deleted ? "Deactivated people cannot act" : undefined, data: { testid: `person-${person.id}` }, on: { click: pick } },
    avatar(person, "small"),
    h("span", { class: "listbox-text" }, displayName(person), role ? h("span", { class: "role" }, role) : null,
      h("span", { class: "listbox-description" }, person.deleted ? "Cannot be acted as" : whereabouts(person))),
    h("span", { class: "person-unread" }), icon("check", "icon listbox-check"));
  }

  key(event) {
    const nodes = [...this.list.children];
    const at = nodes.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: nodes.length - 1 }[event.key];
    if (nodes[to]) nodes[to].focus();
    else if (event.key === "Enter" || event.key === " ") nodes[at]?.click();
    else if (event.key === "Escape" || event.key === "Tab") this.close();
    else if (event.key.length === 1) nodes.find((node) => node.textContent.toLowerCase().includes(event.key.toLowerCase()) && node !== document.activeElement)?.focus();
    event.preventDefault();
    event.stopPropagation();
  }

  left(event) {
    if (event.relatedTarget && !this.node.contains(event.relatedTarget)) this.close({ focus: false });
  }

  close({ focus = true } = {}) {
    if (!this.opened) return;
    document.removeEventListener("pointerdown", this.outside, true);
    this.button.setAttribute("aria-expanded", "false");
    this.list.hidePopover();
    if (focus) this.button.focus();
  }
}
