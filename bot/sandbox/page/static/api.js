// The sandbox's control API (`/_control`): one function per verb, and the stream of changes.

/** The sandbox refused (`status`), or could not be reached (no status); the message is a sentence for the person. */
export class SandboxError extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

async function call(path, body) {
  let response;
  try {
    response = await fetch(`/_control/${path}`, body === undefined ? {} : {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    throw new SandboxError("The sandbox does not answer. Is it still running in your terminal?");
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new SandboxError(answer?.error ?? `The sandbox answered ${response.status}.`, response.status);
  return answer;
}

const query = (values) => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined && value !== null)).toString();

export const api = {
  state: () => call("state"),
  messages: (channel, as) => call(`messages/${encodeURIComponent(channel)}?${query({ as })}`).then((answer) => answer.messages),
  view: (user) => call(`view?${query({ user })}`),
  options: (user, fields) => call(`options?${query({ user, ...fields })}`),
  log: (limit) => call(`log?${query({ limit })}`).then((answer) => answer.log),
  letters: () => call("letters").then((answer) => answer.letters),
  command: (body) => call("command", body),
  message: (body) => call("message", body),
  post: (body) => call("post", body), // as another app
  edit: (body) => call("edit", body),
  delete: (body) => call("delete", body),
  react: (body) => call("react", body),
  unreact: (body) => call("unreact", body),
  interact: (body) => call("interact", body),
  submit: (body) => call("submit", body),
  close: (body) => call("close", body),
  shortcut: (body) => call("shortcut", body),
  home: (user) => call("home", { user }), // opens it: the app is told
  homeNow: (user) => call(`home?${query({ user })}`), // only looks
  card: (body) => call("card", body), // opens it beside the conversation: the app is told
  press: (body) => call("press", body), // a button of a card, or of the open pane
  closePane: (body) => call("close_pane", body),
  step: (body) => call("step", body),
  clock: (body) => call("clock", body),
};

/**
 * Listen to what changes for a person: `changed({channel, what})` for each change, `connected(true|false)` as the line
 * comes and goes. The browser reconnects by itself; where it gives up, this tries again. Answers a function that ends it.
 */
export function listen(user, { changed, connected }) {
  let source;
  let timer;
  let ended = false;
  const hear = ({ data }) => {
    const change = JSON.parse(data);
    if (change.what === "here") connected(true);
    else changed(change);
  };
  const open = () => {
    source = new EventSource(`/_control/stream?${query({ as: user })}`);
    source.onmessage = hear;
    source.onerror = () => {
      connected(false);
      if (source.readyState !== EventSource.CLOSED || ended) return;
      timer = setTimeout(open, 1500);
    };
  };
  open();
  return () => {
    ended = true;
    clearTimeout(timer);
    source.close();
  };
}
