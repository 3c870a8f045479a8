// Building and patching the page. Everything people or bots wrote goes in as text, never as markup.

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "selected", "tabIndex", "htmlFor", "indeterminate"]);
let counter = 0;

/** A new id, unique on this page. */
export function uid(prefix = "id") {
  counter += 1;
  return `${prefix}-${counter}`;
}

/**
 * Build an element: h("button", {class, type, on: {click}, data: {testid}, "aria-label": …}, child, …).
 * Children are nodes, strings or lists of them; null, undefined and false are left out.
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) setProperty(node, name, value);
  append(node, children);
  return node;
}

function setProperty(node, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "on") {
    for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
  } else if (name === "data") {
    for (const [key, text] of Object.entries(value)) if (text !== undefined && text !== null) node.dataset[key] = text;
  } else if (name === "class") node.className = value;
  else if (PROPERTIES.has(name)) node[name] = value;
  else node.setAttribute(name, value === true ? "" : value);
}

/** Append children as `h` does. */
export function append(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === "") continue;
    node.append(child);
  }
  return node;
}

/** Replace everything inside `node`. */
export function fill(node, ...children) {
  node.replaceChildren();
  return append(node, children);
}

const entries = new WeakMap();

/**
 * Make `parent` show `items` in their order, touching only what changed.
 * `key(item)` names an item, `print(item)` is a string that differs when it must be drawn anew, `draw(item)` draws it.
 * Answers the items that were not there before.
 */
export function patchKeyed(parent, items, { key, print, draw }) {
  const before = entries.get(parent) ?? new Map();
  const after = new Map();
  const added = [];
  const wanted = new Set(items.map(key));
  for (const [name, entry] of before) if (!wanted.has(name)) entry.node.remove();
  let cursor = parent.firstChild;
  for (const item of items) {
    const name = key(item);
    const fingerprint = print(item);
    let entry = before.get(name);
    if (!entry) added.push(item);
    if (!entry || entry.print !== fingerprint) {
      const node = draw(item);
      if (entry) {
        if (cursor === entry.node) cursor = node;
        swap(entry.node, node);
      }
      entry = { print: fingerprint, node };
    }
    if (entry.node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(entry.node, cursor);
    after.set(name, entry);
  }
  entries.set(parent, after);
  return added;
}

/** Replace a node and keep the keyboard where it was: on the same control if it is still there, else on the new node. */
export function swap(old, node) {
  const active = document.activeElement;
  const inside = old.contains(active);
  const marker = inside ? active.closest("[data-focus]")?.dataset.focus : undefined;
  const range = inside && typeof active.selectionStart === "number" ? [active.selectionStart, active.selectionEnd] : null;
  old.replaceWith(node);
  if (!inside) return;
  const again = marker ? [...node.querySelectorAll("[data-focus]")].find((n) => n.dataset.focus === marker) : null;
  const target = again ? focusable(again) : null;
  (target ?? node).focus({ preventScroll: true });
  if (target && range && typeof target.selectionStart === "number") target.setSelectionRange(...range);
}

const FOCUSABLE = "button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select, a[href], [tabindex]";

/** The node itself, or the first thing in it, that can take the keyboard. */
export function focusable(node) {
  return node.matches(FOCUSABLE) ? node : node.querySelector(FOCUSABLE);
}

/** Arrow keys, Home and End among the `selector`s inside `container`. */
export function arrowKeys(container, selector, { horizontal = false } = {}) {
  container.addEventListener("keydown", (event) => {
    if (event.target.matches("input, textarea, select")) return;
    const nodes = [...container.querySelectorAll(selector)].filter((node) => node.offsetParent !== null);
    const at = nodes.indexOf(event.target.closest(selector));
    if (at < 0) return;
    const [back, forth] = horizontal ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    const to = { [back]: at - 1, [forth]: at + 1, Home: 0, End: nodes.length - 1 }[event.key];
    if (to === undefined || !nodes[to]) return;
    event.preventDefault();
    nodes[to].focus();
  });
}
