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
 * Make `parent` show `items` in their order, touching only what changed; the keyboard stays where it was.
 * `key(item)` names an item, `print(item)` is a string that differs when it must be shown anew, `draw(item)` draws it;
 * `patch(node, item)`, if given, brings a node that is there up to date instead. Answers the items that were not there before.
 */
export function patchKeyed(parent, items, how) {
  return keepingFocus(parent, () => patched(parent, items, how));
}

function patched(parent, items, { key, print, draw, patch }) {
  const before = entries.get(parent) ?? new Map();
  const after = new Map();
  const added = [];
  const wanted = new Set(items.map(key));
  for (const [name, entry] of before) if (!wanted.has(name)) entry.node.remove();
  let cursor = parent.firstChild;
  for (const item of items) {
    const name = key(item);
    const fingerprint = print(item);
    const entry = before.get(name);
    if (!entry) added.push(item);
    let node = entry?.node;
    if (!entry) node = draw(item);
    else if (entry.print !== fingerprint && patch) patch(node, item);
    else if (entry.print !== fingerprint) {
      node = draw(item);
      if (cursor === entry.node) cursor = node;
      entry.node.replaceWith(node);
    }
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
    after.set(name, { print: fingerprint, node });
  }
  entries.set(parent, after);
  return added;
}

/** What a control is found by after it was drawn anew: `data-focus`. */
export const focusMark = (block, action, value) => [block, action, value].map((part) => part ?? "").join("\n");

/** Make a change inside `parent`. If it takes the control that has the keyboard, its successor gets it, else what is around. */
function keepingFocus(parent, change) {
  const active = document.activeElement;
  if (!parent.contains(active) || active === parent) return change();
  const mark = active.closest("[data-focus]")?.dataset.focus;
  const range = typeof active.selectionStart === "number" ? [active.selectionStart, active.selectionEnd] : null;
  const result = change();
  if (document.activeElement !== parent && parent.contains(document.activeElement)) return result; // it has it still, or found it again
  const next = active.isConnected ? active : successor(parent, mark);
  (next ?? parent.closest("[tabindex]"))?.focus({ preventScroll: true });
  if (next && range && typeof next.selectionStart === "number") next.setSelectionRange(...range);
  return result;
}

/** The same control; or the one with its action and value, whose block was given a new id; or the only one with its action. */
function successor(parent, mark) {
  if (mark === undefined) return null;
  const [, action, value] = mark.split("\n");
  const marked = [...parent.querySelectorAll("[data-focus]")].map((node) => ({ node, mark: node.dataset.focus, parts: node.dataset.focus.split("\n") }));
  const alike = action === undefined ? [] : marked.filter(({ parts }) => parts[1] === action);
  const found = marked.find((each) => each.mark === mark) ?? alike.find(({ parts }) => parts[2] === value) ?? (alike.length === 1 ? alike[0] : null);
  return found ? focusable(found.node) : null;
}

const FOCUSABLE = "button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select, a[href], [tabindex]";

/** The node itself, or the first thing in it, that can take the keyboard. */
export function focusable(node) {
  return node.matches(FOCUSABLE) ? node : node.querySelector(FOCUSABLE);
}

/** Arrow keys, Home and End among the `selector`s inside `container`. */
export function arrowKeys(container, selector, { horizontal = false } = {}) {
  container.addEventListener("keydown", (event) => {
    if (event.target.matches("input, textarea, select, [role=slider]")) return;
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
