// Where one is, in the address: #as=U0ANA&in=C0FEEDBACK&thread=…; so reloads, links and the Back button work.

import { store } from "./store.js";

let arrived = () => {};

/** The parts of the address: {as, in, thread, at}. */
export const route = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

/** Call `listener` whenever the address changes. */
export function onRoute(listener) {
  arrived = listener;
  addEventListener("hashchange", () => listener(route())); // links, Back and Forward
}

/** Go somewhere: {as?, in?, thread?, at?}. A change of place closes the thread; what is not named stays. */
export function go(target, { replace = false } = {}) {
  const current = route();
  const next = { as: target.as ?? current.as ?? store.me, in: target.in ?? current.in };
  const thread = "thread" in target ? target.thread : target.in || target.as ? null : current.thread;
  if (thread) next.thread = thread;
  if (target.at) next.at = target.at;
  const hash = `#${new URLSearchParams(next)}`;
  if (hash === location.hash) return arrived(next);
  // At once, not by an event that comes later: what is typed next belongs to the new place.
  if (replace) history.replaceState(null, "", hash);
  else history.pushState(null, "", hash);
  return arrived(next);
}
