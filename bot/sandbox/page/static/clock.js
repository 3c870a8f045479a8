// The sandbox's clock: what time it is there, and how to move it.

import { api } from "./api.js";
import { h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { me, now, store, zoneOf } from "./store.js";
import { readAllMessages, readState } from "./sync.js";
import { busy, isBusy } from "./surface.js";
import { inFull, shortDay, timeOfDay } from "./time.js";
import { showError, toast } from "./toast.js";

const MOVES = [
  { id: "clock-hour", text: "+1 hour", body: { advance: "1h" }, doing: "Running the next hour …" },
  { id: "clock-next-workday", text: "Next working day 09:00", body: { next: "workday" }, doing: "Running until 09:00 of the next working day …" },
  { id: "clock-week", text: "+1 week", body: { advance: "1w" }, doing: "Running a week …" },
];
const UTC = { zone: "UTC", locale: "en-GB" };

/** The clock with its buttons, as a node. It ticks by itself. */
export function clock() {
  const day = h("span", { class: "clock-day" });
  const time = h("span", { class: "clock-time" });
  const utc = h("span", { class: "clock-utc" });
  const note = h("p", { class: "clock-note" });
  const status = h("span", { class: "clock-status", role: "status", data: { testid: "clock-status" } });
  const id = uid("clock");
  const moves = h("div", { class: "clock-moves", id, role: "group", "aria-label": "Move the clock" }, note, MOVES.map((move) => {
    const button = h("button", { class: "button small", type: "button", data: { testid: move.id }, on: { click: () => run(move, button, status) } }, move.text);
    return button;
  }));
  const face = h("button", { class: "clock-face", type: "button", "aria-expanded": "false", "aria-controls": id, data: { testid: "clock" }, title: "The sandbox's time", on: { click: () => {
    const open = face.getAttribute("aria-expanded") !== "true";
    face.setAttribute("aria-expanded", String(open));
    moves.classList.toggle("open", open);
  } } }, icon("clock"), day, time, utc);
  const tick = () => show({ day, time, utc, note, face });
  setInterval(tick, 1000);
  return { node: h("div", { class: "clock" }, face, moves, status), tick };
}

function show({ day, time, utc, note, face }) {
  if (!store.me) return;
  const instant = now();
  const there = `${timeOfDay(instant, UTC)} UTC`;
  const label = `${inFull(instant, zoneOf())} for ${me().real_name}, ${there}`;
  if (note.textContent === label) return;
  day.textContent = shortDay(instant, zoneOf());
  time.textContent = timeOfDay(instant, zoneOf());
  utc.textContent = there;
  note.textContent = label;
  face.setAttribute("aria-label", `The sandbox's time: ${label}. Move the clock`);
}

async function run(move, button, status) {
  if (isBusy(button)) return;
  const others = [...button.parentNode.querySelectorAll("button")].filter((other) => other !== button);
  const done = busy(button);
  for (const other of others) other.disabled = true;
  status.replaceChildren(h("span", { class: "spinner" }), ` ${move.doing}`);
  try {
    await api.clock(move.body);
    await readState();
    await readAllMessages();
    status.replaceChildren();
    toast(`It is now ${inFull(now(), zoneOf())}.`);
  } catch (error) {
    status.replaceChildren();
    showError(error);
  } finally {
    for (const other of others) other.disabled = false;
    done();
  }
}
