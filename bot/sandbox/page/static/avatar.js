// The square with the initials of a person or another app, or the app's icon.

import { h } from "./dom.js";
import { displayName, store } from "./store.js";

const TINTS = 7;

const isOther = ({ id }) => id !== undefined && store.otherApps.some((app) => app.user === id);

/** A person's avatar: decoration beside their name. */
export function avatar(person, size = "") {
  const className = `avatar ${size}`;
  if (person?.is_bot && !isOther(person)) return h("img", { class: className, src: "/static/icon.svg", alt: "" });
  const name = person?.real_name ?? displayName(person);
  const initials = name.split(/\s+/).map((word) => [...word][0]).slice(0, 2).join("");
  const tint = [...(person?.id ?? name)].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 997, 7) % TINTS;
  return h("span", { class: `${className} avatar-${tint}`, "aria-hidden": "true" }, initials);
}
