// Slack's dates: shown in the zone of the person acted as and by the sandbox's clock, and told anew as it moves.

import { h } from "./dom.js";
import { linked } from "./links.js";
import { now, zoneOf } from "./store.js";
import { inFull, slackDate } from "./time.js";

/** The date of `<!date^seconds^words^url|fallback>` as a node, a link where it has a `url`. */
export function dateNode({ seconds, words, url, fallback = "" }) {
  const node = h("time", { class: "date", data: { seconds, words, fallback } });
  tell(node);
  return url ? linked(url, { class: "link" }, node) : node;
}

/** Tell every date on the page as it is now: "tomorrow" has become "today". */
export function tellDates() {
  for (const node of document.querySelectorAll("time.date")) tell(node);
}

function tell(node) {
  const { seconds, words, fallback } = node.dataset;
  const shown = slackDate(seconds, words, zoneOf(), now());
  if (node.textContent === (shown ?? fallback)) return;
  node.textContent = shown ?? fallback;
  if (shown) node.title = inFull(new Date(Number(seconds) * 1000), zoneOf());
}
