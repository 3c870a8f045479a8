// Times in a person's zone, in the words of their language, and Slack's date formats.

const formats = new Map();

function format(date, zone, locale, options) {
  const key = JSON.stringify([zone, locale, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return formats.get(key).format(date);
}

/** The instant of a Slack timestamp ("1763762828.000100"). */
export const instant = (ts) => new Date(Number(ts) * 1000);

/** "14:05" or "2:05 PM". */
export const timeOfDay = (date, { zone, locale }) => format(date, zone, locale, { hour: "numeric", minute: "2-digit" });

/** "14:05" or "2:05": in the margin, where there is no room for more. */
export const shortTime = (date, person) => timeOfDay(date, person).replace(/\s?[AP]M$/i, "");

/** "2026-11-20" in the zone: a key for days, and what date fields hold. */
export const isoDay = (date, { zone }) => format(date, zone, "en-CA", { year: "numeric", month: "2-digit", day: "2-digit" });

/** "Friday 20 November 2026, 14:05" for a tooltip. */
export function inFull(date, person) {
  const day = format(date, person.zone, person.locale, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  return `${day}, ${timeOfDay(date, person)}`;
}

/** "Today", "Yesterday", "Friday 20 November" (with the year when it is another one). */
export function dayName(date, person, now) {
  const day = isoDay(date, person);
  if (day === isoDay(now, person)) return "Today";
  if (day === isoDay(new Date(now - 86_400_000), person)) return "Yesterday";
  if (day === isoDay(new Date(+now + 86_400_000), person)) return "Tomorrow";
  const options = { weekday: "long", day: "numeric", month: "long" };
  if (day.slice(0, 4) !== isoDay(now, person).slice(0, 4)) options.year = "numeric";
  return format(date, person.zone, person.locale, options);
}

/** "Fri 20 Nov" for the clock. */
export const shortDay = (date, { zone, locale }) => format(date, zone, locale, { weekday: "short", day: "numeric", month: "short" });

/** "3 minutes ago", "in 2 hours". */
export function ago(date, now) {
  const seconds = Math.round((date - now) / 1000);
  const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  for (const [unit, size] of [["day", 86_400], ["hour", 3_600], ["minute", 60]]) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return seconds > 0 ? "in a moment" : "just now";
}

function ordinal(day) {
  const n = Number(day);
  const teen = n % 100 >= 11 && n % 100 <= 13;
  return `${n}${teen ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[n % 10] ?? "th")}`;
}

const HALF_A_YEAR_MS = 183 * 86_400_000;
const yearly = (date, now) => Math.abs(date - now) >= HALF_A_YEAR_MS;
const english = (date, { zone }, options) => format(date, zone, "en-US", options);

// https://docs.slack.dev/messaging/formatting-message-text#date-formatting: {date}, {date_short} and {date_long} leave
// out the year of a date less than six months away.
const PLAIN = {
  date_num: (d, p) => isoDay(d, p),
  date_slash: (d, p) => format(d, p.zone, p.locale, { day: "2-digit", month: "2-digit", year: "numeric" }),
  date_short: (d, p, now) => format(d, p.zone, p.locale, { day: "numeric", month: "short", year: yearly(d, now) ? "numeric" : undefined }),
  date: (d, p, now) => `${english(d, p, { month: "long" })} ${ordinal(english(d, p, { day: "numeric" }))}${yearly(d, now) ? `, ${english(d, p, { year: "numeric" })}` : ""}`,
  date_long: (d, p, now) => `${english(d, p, { weekday: "long" })}, ${PLAIN.date(d, p, now)}`,
  date_long_full: (d, p) => english(d, p, { day: "numeric", month: "long", year: "numeric" }),
  day_divider: (d, p, now) => PLAIN.date_long(d, p, now),
  time: (d, p) => timeOfDay(d, p),
  time_secs: (d, p) => format(d, p.zone, p.locale, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  ago: (d, _p, now) => ago(d, now),
};

/** Slack's `<!date^…>` words: "{date_short_pretty} at {time}" for an instant in a person's zone; null where it is none. */
export function slackDate(seconds, words, person, now) {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(+date)) return null;
  return words.replace(/\{(\w+)\}/g, (all, token) => {
    if (PLAIN[token]) return PLAIN[token](date, person, now);
    const base = token.replace(/_pretty$/, "");
    if (base === token || !PLAIN[base]) return all;
    const near = dayName(date, person, now);
    return ["Today", "Yesterday", "Tomorrow"].includes(near) ? near.toLowerCase() : PLAIN[base](date, person, now);
  });
}

/** The instant, in seconds, of "2026-11-20T09:00" read in a zone. */
export function zonedSeconds(local, zone) {
  const guess = Date.parse(`${local}:00Z`);
  const shown = format(new Date(guess), zone, "sv-SE", { dateStyle: "short", timeStyle: "medium" }).replace(" ", "T");
  return Math.floor((guess - (Date.parse(`${shown}Z`) - guess)) / 1000);
}

/** "2026-11-20T09:00" of an instant in a zone: what a date-and-time field holds. */
export function zonedLocal(seconds, zone) {
  return format(new Date(seconds * 1000), zone, "sv-SE", { dateStyle: "short", timeStyle: "short" }).replace(" ", "T");
}
