// The time in the playground, which may be another than outside, in the viewer's zone and language.

let shift = 0;
let movable = false;

export function setClock(clock) {
  shift = Date.parse(clock.now) - Date.now();
  movable = clock.movable;
}

export const isMovable = () => movable;
export const now = () => new Date(Date.now() + shift);

const formats = new Map();
function format(options, date) {
  const key = JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(undefined, { hourCycle: "h23", ...options }));
  return formats.get(key).format(date);
}

const SHORT_TIME = { hour: "2-digit", minute: "2-digit" };
const DAY = { weekday: "short", day: "numeric", month: "short" };

export const shortTime = (date) => format(SHORT_TIME, date);
export const shortDay = (date) => format(DAY, date);
export const fullTime = (date) => format({ dateStyle: "full", timeStyle: "short" }, date);

/** "Today", "Yesterday" or the date, as it is now in the playground. */
export function dayName(date) {
  const midnight = new Date(now()).setHours(0, 0, 0, 0);
  const days = Math.round((new Date(date).setHours(0, 0, 0, 0) - midnight) / 86400000);
  if (days === 0) return "Today";
  if (days === -1) return "Yesterday";
  return format({ weekday: "long", day: "numeric", month: "long" }, date);
}

const STEPS = [[60, "second"], [3600, "minute"], [86400, "hour"], [604800, "day"], [Infinity, "week"]];
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

export function fromNow(date) {
  const seconds = Math.round((date - now()) / 1000);
  let size = 1;
  for (const [limit, unit] of STEPS) {
    if (Math.abs(seconds) < limit) return relative.format(Math.trunc(seconds / size), unit);
    size = limit;
  }
}

/** A date-time entity as Telegram shows it: r, or w?[dD]?[tT]?; "" leaves the text alone. */
export function entityTime(shape, date) {
  if (shape === "r") return fromNow(date);
  const options = {};
  if (shape.includes("w")) options.weekday = shape.includes("D") ? "long" : "short";
  if (/[dD]/.test(shape)) {
    Object.assign(options, { day: "numeric", month: shape.includes("D") ? "long" : "short", year: "numeric" });
  }
  if (/[tT]/.test(shape)) Object.assign(options, SHORT_TIME, shape.includes("T") ? { second: "2-digit" } : {});
  return format(options, date);
}
