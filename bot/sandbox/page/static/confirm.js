// Questions before something happens: Block Kit's confirmation dialogs.

import { h, uid } from "./dom.js";
import { textObject } from "./mrkdwn.js";

/** Ask; answers whether the person agreed. */
export function confirmDialog({ title, text, confirm, deny, style }) {
  return new Promise((resolve) => {
    const [titleId, textId] = [uid("confirm"), uid("confirm")];
    const end = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const dialog = h("dialog", { class: "dialog confirm", role: "alertdialog", "aria-labelledby": titleId, "aria-describedby": textId, data: { testid: "confirm" }, on: { cancel: (event) => {
      event.preventDefault();
      event.stopPropagation();
      end(false);
    } } },
    h("header", { class: "dialog-head" }, h("h2", { class: "dialog-title", id: titleId }, title?.text ?? "Are you sure?")),
    h("div", { class: "dialog-body", id: textId }, textObject(text)),
    h("footer", { class: "dialog-foot" },
      h("button", { class: "button", type: "button", on: { click: () => end(false) } }, deny?.text ?? "No"),
      h("button", { class: `button ${style === "danger" ? "danger-solid" : "primary"}`, type: "button", autofocus: true, on: { click: () => end(true) } }, confirm?.text ?? "Yes")));
    document.body.append(dialog);
    dialog.showModal();
  });
}
