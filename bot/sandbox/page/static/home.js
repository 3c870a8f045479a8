// The app's Home tab of the person acted as.

import { api } from "./api.js";
import { showBlocks } from "./blocks/index.js";
import { fill, h } from "./dom.js";
import { store } from "./store.js";
import { Surface } from "./surface.js";
import { showError } from "./toast.js";

export class HomeTab {
  constructor() {
    this.who = store.me;
    this.surface = new Surface({ home: true }, { kind: "home" });
    this.blocks = h("div", { class: "blocks home-blocks" });
    this.node = h("div", { class: "scroller home", tabIndex: -1, "aria-busy": "true", data: { testid: "home" } }, h("p", { class: "home-empty" }, "Opening …"));
  }

  /** The person opens the tab: the app hears of it and may publish anew. */
  visit() {
    this.opening = api.home(this.who).then((view) => this.show(view), showError);
    return this.opening;
  }

  /** The app published: show it, once it has been told that the tab is open. */
  read() {
    return this.opening.then(() => api.homeNow(this.who)).then(({ view }) => this.show(view), showError);
  }

  show(view) {
    if (this.who !== store.me) return undefined;
    this.node.removeAttribute("aria-busy");
    if (!view?.blocks) return fill(this.node, h("p", { class: "home-empty" }, "The app has not published a Home tab for this person yet."));
    if (!this.blocks.isConnected) fill(this.node, this.blocks);
    return showBlocks(this.blocks, view.blocks, this.surface);
  }
}
