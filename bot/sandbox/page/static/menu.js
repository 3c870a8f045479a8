// Menus that open at a button: actions, shortcuts, overflow elements.

import { arrowKeys, h } from "./dom.js";

let open = null;

/** Place a popover at its anchor: below, or above where there is no room; never outside the window. */
export function placeAt(anchor, popover, { wide = false, above = false } = {}) {
  const box = anchor.getBoundingClientRect();
  if (wide) popover.style.minWidth = `${box.width}px`;
  const { offsetWidth: width, offsetHeight: height } = popover;
  const roomBelow = innerHeight - box.bottom;
  const up = above ? box.top > height + 8 : roomBelow < height + 8 && box.top > roomBelow;
  popover.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  popover.style.top = `${up ? Math.max(8, box.top - height - 4) : Math.min(box.bottom + 4, Math.max(8, innerHeight - height - 8))}px`;
}

/**
 * Open a menu at a button. Items: {label, description?, danger?, pick} or {heading} or "-".
 * The keyboard goes into it, and back to the button when it closes.
 */
export function openMenu(anchor, items, { label, above = false } = {}) {
  if (open?.anchor === anchor) return closeMenu();
  closeMenu();
  const menu = h("div", { class: "menu", role: "menu", popover: "manual", "aria-label": label }, items.map(drawItem));
  (anchor.closest("dialog") ?? document.body).append(menu);
  menu.showPopover();
  placeAt(anchor, menu, { above });
  anchor.setAttribute("aria-expanded", "true");
  arrowKeys(menu, "[role=menuitem]");
  menu.addEventListener("keydown", keys);
  document.addEventListener("pointerdown", outside, true);
  open = { anchor, menu };
  menu.querySelector("[role=menuitem]")?.focus();
  return menu;
}

function drawItem(item) {
  if (item === "-") return h("hr", { class: "menu-line" });
  if (item.heading) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
  const pick = () => {
    closeMenu();
    item.pick();
  };
  return h("button", { class: item.danger ? "menu-item danger" : "menu-item", role: "menuitem", type: "button", tabIndex: -1, on: { click: pick }, data: item.data },
    h("span", { class: "menu-label" }, item.label),
    item.description ? h("span", { class: "menu-description" }, item.description) : null);
}

function keys(event) {
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    closeMenu();
  } else if (event.key.length === 1 && /\S/.test(event.key)) {
    const nodes = [...open.menu.querySelectorAll("[role=menuitem]")];
    nodes.find((node) => node.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  }
}

function outside(event) {
  if (!open || open.menu.contains(event.target) || open.anchor.contains(event.target)) return;
  closeMenu({ focus: false });
}

/** Close the menu that is open, if any. */
export function closeMenu({ focus = true } = {}) {
  if (!open) return;
  const { anchor, menu } = open;
  open = null;
  document.removeEventListener("pointerdown", outside, true);
  anchor.setAttribute("aria-expanded", "false");
  menu.remove();
  if (focus) anchor.focus();
}
