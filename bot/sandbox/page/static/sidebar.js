// The left column: who one acts as, the channels, the app; bold with a count where something is unread.

import { arrowKeys, h, patchKeyed } from "./dom.js";
import { icon } from "./icons.js";
import { PeopleSwitcher } from "./people.js";
import { signOf } from "./place.js";
import { go } from "./route.js";
import { app, directMessage, emit, store, visibleChannels } from "./store.js";
import { avatar } from "./avatar.js";
import { unreadCount } from "./unread.js";

const root = document.getElementById("sidebar");
const people = new PeopleSwitcher();
const channels = h("ul", { class: "side-list" });
const apps = h("ul", { class: "side-list" });

/** Put the sidebar together. */
export function startSidebar() {
  root.append(people.node, h("h2", { class: "side-title", id: "side-channels" }, "Channels"), channels, h("h2", { class: "side-title", id: "side-apps" }, "Apps"), apps);
  channels.setAttribute("aria-labelledby", "side-channels");
  apps.setAttribute("aria-labelledby", "side-apps");
  arrowKeys(root, ".side-item");
}

/** Bring it up to date. */
export function updateSidebar() {
  if (!store.me) return;
  people.update();
  patchKeyed(channels, visibleChannels().map(channelRow), ROWS);
  patchKeyed(apps, [homeRow(), appRow()], ROWS);
}

const ROWS = { key: (row) => row.id, print: (row) => JSON.stringify([row.name, row.count, row.current, row.sign]), draw: drawRow };

function channelRow(channel) {
  return {
    id: channel.id, name: channel.name, sign: signOf(channel), count: unreadCount(channel.id), current: store.place?.channel === channel.id,
    testid: `channel-${channel.id}`, target: channel.id, kind: channel.is_private ? "private channel" : channel.is_ext_shared ? "shared channel" : "channel",
  };
}

function appRow() {
  return { id: "app", name: app().name ?? "Rapport", count: unreadCount(directMessage()), current: store.place?.app === "messages", testid: `app-${app().id ?? "A0RAPPORT"}`, target: "app", kind: "direct messages" };
}

function homeRow() {
  return { id: "home", name: `${app().name ?? "Rapport"} Home`, sign: "home", count: 0, current: store.place?.app === "home", testid: "app-home", target: "home", kind: "Home tab" };
}

function drawRow({ name, sign, count, current, testid, target, kind }) {
  const unread = count ? `, ${count} unread` : "";
  return h("li", {}, h("button", {
    class: `side-item${current ? " current" : ""}${count ? " unread" : ""}`, type: "button", "aria-current": current ? "page" : undefined, "aria-label": `${name}, ${kind}${unread}`,
    data: { testid, focus: testid, unread: String(count) },
    on: { click: () => {
      go({ in: target });
      emit("drawer", false);
    } },
  }, sign ? icon(sign) : avatar({ is_bot: true }, "tiny"), h("span", { class: "side-name" }, name), count ? h("span", { class: "badge", "aria-hidden": "true" }, String(count)) : null));
}
