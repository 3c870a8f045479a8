// Links. Only web, mail and phone addresses are any: `javascript:`, `data:` and the like would act on this page.

import { h } from "./dom.js";

const SAFE = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The address as the browser reads it (it drops blanks, tabs and line ends, and folds case), or null for one that is unsafe or none. */
export function address(url) {
  const read = URL.canParse(url) ? new URL(url) : null;
  return read && SAFE.has(read.protocol) ? read.href : null;
}

/** What opens `url` beside this page: an `a` with `props`, the label and a sign; the label alone where that is no address. */
export function linked(url, props, label, sign) {
  const href = address(url);
  return href ? h("a", { ...props, href, target: "_blank", rel: "noreferrer noopener" }, label, sign) : h("span", {}, label);
}
