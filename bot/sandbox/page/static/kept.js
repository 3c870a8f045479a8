// What must outlive a reload of this tab (drafts, lines on their way, half-filled forms): the browser's session storage.
// Each tab has its own, so that two tabs never send the same line.

const nameOf = (topic) => `rapport-sandbox-${topic}`;

/** What was kept of a topic, or `otherwise`. */
export function kept(topic, otherwise) {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(topic))) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** Keep something that JSON can hold. */
export function keep(topic, value) {
  try {
    sessionStorage.setItem(nameOf(topic), JSON.stringify(value));
  } catch {
    // Where the browser refuses, it lasts as long as the page.
  }
}
