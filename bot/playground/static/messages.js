// One message as a bubble.

import { dayName, shortTime } from "./clock.js";
import { fillAvatar, h, icon, toast } from "./dom.js";
import { fitQuotes, render } from "./entities.js";

const SERVICE = {
  new_chat_members: (m) => `${name(m.from)} added ${m.new_chat_members.map(name).join(", ")}`,
  left_chat_member: (m) => `${name(m.from)} removed ${name(m.left_chat_member)}`,
  forum_topic_created: (m) => `Topic “${m.forum_topic_created.name}” created`,
  pinned_message: (m) => `${sender(m)} pinned “${snippet(m.pinned_message).slice(0, 40)}”`,
  chat_shared: (m) => `${name(m.from)} chose ${m.chat_shared.title}`,
  migrate_to_chat_id: () => "This group was upgraded to a supergroup",
  migrate_from_chat_id: () => "The group became a supergroup",
};

export const name = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ");
export const sender = (message) => message.from ? name(message.from) : message.chat.title;
const senderId = (message) => (message.from || message.sender_chat).id;

/** What a chat list or a reply shows of a message. */
export function snippet(message) {
  const service = Object.keys(SERVICE).find((key) => key in message);
  if (service) return SERVICE[service](message);
  const words = message.text ?? message.caption;
  if (words) return words.replace(/\s+/g, " ");
  return message.document ? message.document.file_name : "Photo";
}

/** The chip that stands before the first message of a day. */
export function dayChip(date) {
  return h("div", { class: "service day", "data-day": date.toDateString() }, h("span", {}, dayName(date)));
}

/** "Today" becomes "Yesterday" when the clock moves. */
export function renameDays(list) {
  for (const chip of list.querySelectorAll(".service.day")) chip.firstElementChild.textContent = dayName(new Date(chip.dataset.day));
}

/** `act` does what people choose: command, link, press, reply, jump. */
export function bubble(message, act) {
  const service = Object.keys(SERVICE).find((key) => key in message);
  const item = h("div", { "data-id": message.message_id, "data-sender": senderId(message) });
  if (service) {
    item.className = "service";
    item.append(h("span", { dir: "auto" }, SERVICE[service](message)));
    return item;
  }
  const mine = message.from?.id === act.self();
  const group = message.chat.type !== "private";
  item.className = `message ${mine ? "out" : "in"}`;
  const body = h("div", { class: "bubble" });
  if (group) {
    const label = sender(message);
    item.append(fillAvatar(h("span", { class: "avatar", "aria-hidden": "true" }), senderId(message), label));
    body.append(h("div", { class: "sender", "data-tint": Math.abs(senderId(message)) % 7 }, label));
  }
  if (message.via_bot) body.append(h("div", { class: "via" }, `via @${message.via_bot.username}`));
  if (message.forward_origin) body.append(h("div", { class: "via" }, "Forwarded message"));
  if (message.reply_to_message) body.append(replied(message, act));
  if (message.photo) body.append(photo(message));
  if (message.document) body.append(file(message.document));
  const [words, entities] = message.text === undefined
    ? [message.caption, message.caption_entities] : [message.text, message.entities];
  if (words) {
    const text = h("div", { class: endsRightToLeft(words) ? "text ends-rtl" : "text", dir: "auto" }, render(words, entities, act));
    message.show_caption_above_media ? body.querySelector(".photo").before(text) : body.append(text);
  }
  const card = preview(message, act);
  if (card) body.append(card);
  body.append(h("span", { class: "meta" },
    message.edit_date ? h("span", { class: "edited" }, "edited") : null,
    h("time", { datetime: new Date(message.date * 1000).toISOString() }, shortTime(new Date(message.date * 1000)))));
  const tool = h("button", { type: "button", class: "icon answer", "aria-label": "Reply to this message",
    onclick: () => act.reply(message) }, icon("reply"));
  item.append(h("div", { class: "column" }, h("div", { class: "line" }, body, tool), keyboard(message, act)));
  body.addEventListener("dblclick", (event) => event.target.closest("a, button, pre") || act.reply(message));
  return item;
}

// Whether the last line, beside which the time stands, runs from the right: its first letter outside isolates.
function endsRightToLeft(words) {
  const line = words.split("\n").at(-1).replace(/[\u2066-\u2068][^\u2069]*\u2069/g, "");
  return /^[\u0590-\u08ff\ufb1d-\ufefc]/.test(line.replace(/^\P{L}+/u, ""));
}

function replied(message, act) {
  const other = message.reply_to_message;
  return h("button", { type: "button", class: "replied", onclick: () => act.jump(other.message_id) },
    h("b", {}, sender(other)), h("span", { dir: "auto" }, message.quote ? message.quote.text : snippet(other)));
}

function photo(message) {
  const [size] = message.photo;
  const address = `/playground/files/${size.file_id}`;
  const image = h("img", { src: address, width: size.width, height: size.height, alt: message.caption || "Photo" });
  const frame = h("a", { href: address, target: "_blank", class: `photo ${message.has_media_spoiler ? "veiled" : ""}` }, image);
  frame.addEventListener("click", (event) => {
    if (!frame.classList.contains("veiled")) return;
    event.preventDefault();
    frame.classList.remove("veiled");
  });
  return frame;
}

function file(document) {
  const kilobytes = Math.max(1, Math.round(document.file_size / 1024));
  const size = document.file_size < 1024 ? `${document.file_size} bytes` : `${kilobytes} KB`;
  return h("a", { href: `/playground/files/${document.file_id}`, download: document.file_name, class: "file" },
    h("span", { class: "disc" }, icon("file")),
    h("span", {}, h("b", { dir: "auto" }, document.file_name), h("small", {}, size)));
}

// Telegram would show the page's picture and title; offline there are its address and the words that link to it.
function preview(message, act) {
  const options = message.link_preview_options || {};
  const links = (message.entities || []).filter((entity) => ["text_link", "url"].includes(entity.type));
  if (options.is_disabled || !message.text || !(options.url || links.length)) return null;
  const words = (entity) => message.text.slice(entity.offset, entity.offset + entity.length);
  const url = options.url || links[0].url || words(links[0]);
  let address;
  try {
    address = new URL(/^\w+:/.test(url) ? url : `http://${url}`);
  } catch {
    return null;
  }
  if (!address.protocol.startsWith("http") || address.host === "t.me") return null;
  const linked = links.find((entity) => entity.url === url || entity.url === address.href);
  const card = h("a", { class: "card", href: address.href, target: "_blank", rel: "noopener noreferrer" },
    h("small", {}, address.host), h("b", { dir: "auto" }, linked ? words(linked) : address.pathname));
  card.addEventListener("click", (event) => act.link(address.href) && event.preventDefault());
  return card;
}

function keyboard(message, act) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return h("div", { class: "keyboard", role: "group", "aria-label": "Buttons" },
    ...rows.map((row) => h("div", { class: "row" }, ...row.map((button) => key(message, button, act)))));
}

function key(message, button, act) {
  const mark = button.url ? "link" : button.copy_text ? "copy" : button.callback_data ? null : "reply";
  const press = async (event) => {
    const element = event.currentTarget;
    element.classList.add("waiting");
    try {
      await act.press(message, button);
    } catch (problem) {
      toast(problem.message, "bad");
    }
    element.classList.remove("waiting");
  };
  return h("button", { type: "button", class: `key ${button.style || ""}`, dir: "auto", onclick: press,
    title: button.url || null }, h("span", {}, button.text), mark ? icon(mark) : null);
}

/** Puts the bubble where it belongs and marks runs of one sender. */
export function place(list, item) {
  const old = list.querySelector(`[data-id="${item.dataset.id}"]`);
  if (old) {
    for (const open of old.querySelectorAll("blockquote.open")) {
      const twin = item.querySelectorAll("blockquote.expandable")[[...old.querySelectorAll("blockquote.expandable")].indexOf(open)];
      twin?.classList.add("open");
    }
    old.replaceWith(item);
    item.classList.add("changed");
  } else {
    list.append(item);
  }
  joinRuns(item);
  fitQuotes(item);
}

export function joinRuns(item) {
  for (const each of [item, item.nextElementSibling]) {
    const before = each?.previousElementSibling;
    each?.classList.toggle("joined",
      Boolean(before?.classList.contains("message")) && before.dataset.sender === each.dataset.sender);
  }
}
