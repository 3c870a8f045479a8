// What the page knows: the workspace, who is acted as, where they look, the messages they see.

const listeners = new Map();

export const store = {
  workspace: {},
  users: new Map(),
  channels: [],
  apps: [],
  otherApps: [], // {id, name, user}: what else posts here
  me: null, // id of the person acted as
  place: null, // {channel: "C…"} or {app: "home" | "messages"}
  thread: null, // ts of the message whose thread is open
  messages: new Map(), // channel -> messages as that person sees them
  wroteAt: -Infinity, // when somebody last wrote in a message field, by performance.now()
  skew: 0, // milliseconds by which the sandbox's clock is ahead of the browser's
};

/** Call `listener` at each `emit(topic)`. Topics: state, me, place, thread, messages, lines, unread, home, log, connection. */
export function on(topic, listener) {
  if (!listeners.has(topic)) listeners.set(topic, []);
  listeners.get(topic).push(listener);
}

/** Tell everybody who listens to a topic. */
export function emit(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

/** The sandbox's time. */
export const now = () => new Date(Date.now() + store.skew);

/** Take over what `GET state` answered. */
export function takeState(state) {
  store.workspace = state.workspace ?? {};
  store.users = new Map(state.users.map((user) => [user.id, user]));
  store.channels = state.channels;
  store.apps = state.apps ?? [];
  store.otherApps = state.other_apps ?? [];
  setNow(state.now);
  emit("state");
}

/** Set the sandbox's clock by an ISO instant. */
export function setNow(iso) {
  const instant = Date.parse(iso);
  if (!Number.isNaN(instant)) store.skew = instant - Date.now();
}

export const user = (id) => store.users.get(id);
export const me = () => user(store.me) ?? {};
export const app = () => store.apps[0] ?? {};

/** A person's zone and language, as time.js wants them. */
export function zoneOf(person = me()) {
  return { zone: person.tz || "UTC", locale: person.locale || "en-GB" };
}

/** The key under which the direct message of the person acted as with the app is kept. */
export const directMessage = () => `@${store.me}`;

/** The key of the conversation that is open, also while the app's Home tab is. */
export function openChannel() {
  if (!store.place) return null;
  return store.place.channel ?? directMessage();
}

/** Whether people may write where they are: the app's manifest can make its direct messages read-only. */
export const hasComposer = () => !(store.place?.app && app().messages_tab_read_only);

export const displayName = (person) => person?.real_name || person?.profile?.display_name || person?.name || "Somebody";

/** The channel with this id, or undefined. */
export const channel = (id) => store.channels.find((candidate) => candidate.id === id);

/** The channels the person acted as can open: theirs, and public ones unless they are a guest or from elsewhere. */
export function visibleChannels() {
  const person = me();
  const outside = person.is_restricted || person.is_ultra_restricted || person.is_stranger;
  return store.channels
    .filter((c) => !c.is_im && !c.is_mpim)
    .filter((c) => (c.members ?? []).includes(person.id) || (!c.is_private && !outside && !c.is_ext_shared));
}

/** The messages of a conversation, oldest first. */
export const messagesOf = (key) => store.messages.get(key) ?? [];

export const isReply = (message) => Boolean(message.thread_ts) && message.thread_ts !== message.ts;

/** The replies below a message, oldest first. */
export const repliesTo = (key, ts) => messagesOf(key).filter((message) => isReply(message) && message.thread_ts === ts);
