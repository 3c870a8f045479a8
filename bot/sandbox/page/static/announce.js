// Tells screen readers about new messages, without reading the whole list again.

import { authorOf, inWords } from "./message.js";
import { h } from "./dom.js";
import { store } from "./store.js";

const KEPT = 20;

/** Say who wrote what, for each new message of somebody else. */
export function announce(messages) {
  const node = document.getElementById("announcer");
  for (const message of messages.filter(({ user }) => user !== store.me)) {
    const only = message.is_ephemeral ? "only visible to you, " : "";
    node.append(h("p", {}, `${authorOf(message).name}, ${only}${inWords(message)}`));
  }
  while (node.children.length > KEPT) node.firstChild.remove();
}
