// Files that go along with a message: chosen, shown above the field, taken away again.

import { h } from "./dom.js";
import { icon } from "./icons.js";

/** What `api.message` takes for a file: its name and its content in base64. */
function read(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () => resolve({ name: file.name, content: reader.result.slice(reader.result.indexOf(",") + 1) });
    reader.readAsDataURL(file);
  });
}

export class Attachments {
  /** `changed()` is called when there are more or fewer. */
  constructor(changed) {
    this.changed = changed;
    this.files = [];
    this.input = h("input", { type: "file", multiple: true, hidden: true, tabIndex: -1, "aria-label": "Files", data: { testid: "attach-input" }, on: { change: () => this.add([...this.input.files]) } });
    this.button = h("button", { class: "icon-button", type: "button", "aria-label": "Attach files", title: "Attach files", data: { testid: "attach" }, on: { click: () => this.input.click() } }, icon("clip"));
    this.node = h("ul", { class: "attachments", "aria-label": "Files to send", hidden: true });
  }

  add(files) {
    this.input.value = "";
    this.show([...this.files, ...files]);
  }

  show(files) {
    this.files = files;
    this.node.hidden = !files.length;
    this.node.replaceChildren(...files.map((file) => h("li", { class: "attachment" }, file.name,
      h("button", { class: "icon-button", type: "button", "aria-label": `Take away ${file.name}`, title: "Take away", on: { click: () => this.show(this.files.filter((each) => each !== file)) } }, icon("close")))));
    this.changed();
  }

  /** The files, read. */
  contents() {
    return Promise.all(this.files.map(read));
  }
}
