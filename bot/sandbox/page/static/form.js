// A modal's surface: what is filled in outlives a reload, and goes when the modal goes.

import { keep, kept } from "./kept.js";
import { store } from "./store.js";
import { Surface } from "./surface.js";

const forms = new Map(); // view id -> its Form, also while other views lie on top
let drafts = kept("forms", []); // [view id, who, [[name, value], …]]

class Form extends Surface {
  constructor(id) {
    super({ view: id }, { kind: "modal" });
    Object.assign(this, { id, who: store.me });
    const [, , values] = drafts.find(([view]) => view === id) ?? [];
    this.values = new Map(values);
  }

  keep(block, element, value) {
    super.keep(block, element, value);
    keepDrafts([...drafts.filter(([view]) => view !== this.id), [this.id, this.who, [...this.values]]]);
  }
}

function keepDrafts(next) {
  drafts = next;
  keep("forms", drafts);
}

/** The form that a view of the person acted as shows. */
export function formOf(view) {
  if (!forms.has(view.id)) forms.set(view.id, new Form(view.id));
  return forms.get(view.id);
}

/** The person acted as has no modal any more: forget what was filled in. */
export function endForms() {
  for (const [id, form] of forms) {
    if (form.who !== store.me) continue;
    form.end();
    forms.delete(id);
  }
  keepDrafts(drafts.filter(([, who]) => who !== store.me));
}
