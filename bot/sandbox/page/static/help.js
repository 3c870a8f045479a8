// "What is this?": in a few words, with three things to try.

import { h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { emit } from "./store.js";

const THINGS = [
  {
    title: "Log a touchpoint",
    text: "Write what happened with a customer where the team already talks.",
    button: "Put it in the message field",
    action: { channel: "C0GENERAL", text: "/touchpoint Dana Reyes: called about the renewal, happy with the new menu via:phone" },
  },
  {
    title: "File a complaint, claim it as somebody else",
    text: "The alert appears in #customer-feedback. Change person at the top left, and press Claim there.",
    button: "Put it in the message field",
    action: { channel: "C0GENERAL", text: "/complaint Dana Reyes: order never arrived, second time severity:high" },
  },
  {
    title: "See the next digest",
    text: "Move the clock to the next working day, nine in Lisbon: Ana's and Cara's digests arrive under Rapport. The others get theirs at nine where they are.",
    button: "Show me the clock",
    action: { point: "clock-next-workday" },
  },
];

/** The three things as cards, for an empty channel. */
export function welcome() {
  return h("div", { class: "welcome", data: { testid: "welcome" } }, h("h3", {}, "Three things to try"), things(() => {}));
}

function things(done) {
  return h("ol", { class: "things" }, THINGS.map(({ title, text, button, action }) => h("li", { class: "thing" },
    h("strong", {}, title), h("span", {}, text),
    h("button", { class: "link-button", type: "button", on: { click: () => {
      done();
      emit("try", action);
    } } }, button))));
}

/** Open the explanation. */
export function openHelp() {
  const id = uid("help");
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  const dialog = h("dialog", { class: "dialog help", "aria-labelledby": id, data: { testid: "help" }, on: { cancel: (event) => {
    event.preventDefault();
    close();
  } } },
  h("header", { class: "dialog-head" }, h("h2", { class: "dialog-title", id }, "What is this?"), h("button", { class: "icon-button", type: "button", "aria-label": "Close help", on: { click: close } }, icon("close"))),
  h("div", { class: "dialog-scroller dialog-body" },
    h("p", {}, "A small stand-in for Slack that runs on this machine, with a made-up business, Harbour Kitchen, and the real Rapport bot connected to it. Nothing leaves your computer, and nothing here is real."),
    h("h3", {}, "Three things to try"), things(close),
    h("h3", {}, "Good to know"),
    h("ul", { class: "bullets" },
      h("li", {}, "You can be anybody: change person at the top left. A guest and somebody from another workspace are there to be refused."),
      h("li", {}, "Type ", h("kbd", {}, "/"), " for commands, ", h("kbd", {}, "@"), " for people, ", h("kbd", {}, "#"), " for channels; ", h("kbd", {}, "↑"), " brings back what you sent."),
      h("li", {}, "Write to Rapport in its messages, or with @rapport in a channel or thread, as you would to a colleague. React to what it says with the face that appears at a message."),
      h("li", {}, "What a form, a mail bridge or a feed of reviews posts, you post as them: ", h("kbd", {}, "+"), " beside the message field of a channel."),
      h("li", {}, "Arrow keys move through messages, channels and menus; ", h("kbd", {}, "Esc"), " closes what is open."),
      h("li", {}, "Traffic (top right) shows every call between the bot and this Slack."))));
  document.body.append(dialog);
  dialog.showModal();
}
