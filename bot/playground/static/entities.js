// A message's text and entities as elements. Offsets are UTF-16, as JavaScript's own.

import { entityTime, fromNow, fullTime } from "./clock.js";
import { h, toast } from "./dom.js";

const STYLES = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

/** `act` is told of commands and links that were chosen: act.command(text), act.link(url) -> true if it took it. */
export function render(text, entities, act) {
  const fragment = document.createDocumentFragment();
  build(fragment, text, 0, text.length, entities || [], act);
  return fragment;
}

function build(parent, text, start, end, entities, act) {
  let at = start;
  let afterBlock = false;
  const say = (to, beforeBlock) => {
    let piece = text.slice(at, to);
    if (afterBlock) piece = piece.replace(/^\n/, "");
    if (beforeBlock) piece = piece.replace(/\n$/, "");
    if (piece) parent.append(piece);
    at = to;
  };
  for (let i = 0; i < entities.length; ) {
    const entity = entities[i++];
    const stop = Math.min(entity.offset + entity.length, end);
    const inner = [];
    while (i < entities.length && entities[i].offset < stop) inner.push(entities[i++]);
    if (entity.offset < at) continue;
    const block = BLOCKS.has(entity.type);
    say(entity.offset, block);
    const [outside, inside] = element(entity, text.slice(entity.offset, stop), act);
    parent.append(outside);
    if (inside) build(inside, text, entity.offset, stop, inner, act);
    at = stop;
    afterBlock = block;
  }
  say(end, false);
}

// [the element to insert, the element that takes its content (null: it has its own)]
function element(entity, text, act) {
  const maker = MAKERS[entity.type];
  if (maker) return maker(entity, text, act);
  const plain = h(STYLES[entity.type] || "span", { class: entity.type });
  return [plain, plain];
}

const MAKERS = {
  text_link: (entity, text, act) => link(entity.url, act),
  url: (entity, text, act) => link(/^\w+:/.test(text) ? text : `http://${text}`, act),
  email: (entity, text, act) => link(`mailto:${text}`, act),
  bot_command: (entity, text, act) => {
    const button = h("button", { type: "button", class: "command", onclick: () => act.command(text) });
    return [button, button];
  },
  spoiler: () => {
    const cover = h("span", { class: "spoiler", role: "button", tabindex: 0, "aria-label": "Hidden text, show" });
    const reveal = () => {
      cover.classList.add("shown");
      for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
    };
    cover.addEventListener("click", reveal);
    cover.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && reveal());
    return [cover, cover];
  },
  blockquote: () => {
    const quote = h("blockquote", { dir: "auto" });
    return [quote, quote];
  },
  expandable_blockquote: () => {
    const quote = h("blockquote", { dir: "auto", class: "expandable" });
    const inside = h("div", { class: "inside" });
    const toggle = h("button", { type: "button", class: "more", "aria-expanded": "false", "aria-label": "Show all" });
    const flip = () => {
      const open = quote.classList.toggle("open");
      toggle.setAttribute("aria-expanded", String(open));
      toggle.setAttribute("aria-label", open ? "Show less" : "Show all");
    };
    toggle.addEventListener("click", flip);
    inside.addEventListener("click", (event) => {
      if (!event.target.closest("a, button") && !String(getSelection())) flip();
    });
    quote.append(inside, toggle);
    return [quote, inside];
  },
  pre: (entity, text) => {
    const code = h("code");
    const copy = () => navigator.clipboard.writeText(text).then(() => toast("Copied"));
    const button = h("button", { type: "button", onclick: copy }, "Copy");
    const head = h("span", { class: "language" }, entity.language || "text", button);
    return [h("pre", { dir: "ltr" }, head, code), code];
  },
  date_time: (entity, text) => {
    const date = new Date(entity.unix_time * 1000);
    const time = h("time", { datetime: date.toISOString(), title: `${fullTime(date)} · ${fromNow(date)}` });
    if (!entity.date_time_format) return [time, time];
    time.dataset.shape = entity.date_time_format;
    time.textContent = entityTime(entity.date_time_format, date);
    return [time, null];
  },
};

function link(url, act) {
  if (!/^(https?|mailto|tg):/i.test(url)) {
    const plain = h("span");
    return [plain, plain];
  }
  const anchor = h("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: url });
  anchor.addEventListener("click", (event) => act.link(url) && event.preventDefault());
  return [anchor, anchor];
}

/** Relative times go stale; this brings them up to date. */
export function refreshTimes() {
  for (const time of document.querySelectorAll("time[data-shape=r]")) time.textContent = fromNow(new Date(time.dateTime));
}

/** A quote of a few lines needs no fold. Call when it is in the page. */
export function fitQuotes(root) {
  for (const quote of root.querySelectorAll("blockquote.expandable:not(.fits)")) {
    const inside = quote.firstElementChild;
    if (inside.clientHeight && inside.scrollHeight <= inside.clientHeight + 2) quote.classList.add("fits");
  }
}
