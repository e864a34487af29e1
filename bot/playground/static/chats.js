// The list of chats, and the head of the one that is open.

import { dayName, shortTime } from "./clock.js";
import { $, fillAvatar, h } from "./dom.js";
import { snippet } from "./messages.js";

const SYMBOL = { channel: "channel", group: "group", supergroup: "group" };
const symbolOf = (chat) => (chat.is_forum ? "forum" : SYMBOL[chat.type]);
const titleOf = (chat, bot) => (chat.type === "private" ? bot.first_name : chat.title);
const latest = (chat) => [...chat.messages.values()].at(-1);

// Private chats first, then what spoke last.
const byLatest = (a, b) =>
  (b.type === "private") - (a.type === "private") || (latest(b)?.date || 0) - (latest(a)?.date || 0);

function headcount(chat) {
  const n = Object.keys(chat.people).length;
  return n === 1 ? "1 person" : `${n} people`;
}

function faceOf(element, chat, bot) {
  return fillAvatar(element, chat.type === "private" ? bot.id : chat.id, titleOf(chat, bot), symbolOf(chat));
}

const chip = (person) => (person ? h("span", { class: "chip" }, person.first_name) : "");
const ownerOf = (chat, people) => people.find((person) => person.id === chat.id);

/** `view` is what the page shows: {chats, active, bot, people, show}. */
export function drawChats(view) {
  const box = $("#chats");
  const focused = box.contains(document.activeElement) ? document.activeElement.dataset.chat : null;
  const shown = [...view.chats.values()].filter((chat) => !chat.migrated_to || chat === view.active);
  box.replaceChildren(...shown.sort(byLatest).map((chat) => chatItem(chat, view)));
  if (focused) $(`[data-chat="${focused}"]`, box)?.focus();
}

function chatItem(chat, view) {
  const last = latest(chat);
  const words = last ? snippet(last) : chat.type === "private" ? "Nothing yet" : headcount(chat);
  const speaker = last?.from && chat.type !== "private" ? `${last.from.first_name}: ` : "";
  const current = chat === view.active ? "true" : null;
  const button = { type: "button", "data-chat": chat.id, "aria-current": current, onclick: () => view.show(chat.id) };
  return h("li", {}, h("button", button,
    faceOf(h("span", { class: "avatar", "aria-hidden": "true" }), chat, view.bot),
    h("span", { class: "names" },
      h("span", { class: "title" }, h("span", { dir: "auto" }, titleOf(chat, view.bot)), chip(ownerOf(chat, view.people))),
      h("span", { class: "status", dir: "auto" }, speaker + words)),
    h("span", { class: "side" },
      last ? h("time", {}, when(new Date(last.date * 1000))) : "",
      chat.unread ? h("span", { class: "badge" }, String(chat.unread), h("span", { class: "unseen" }, " unread")) : "")));
}

function when(date) {
  const day = dayName(date);
  return day === "Today" ? shortTime(date) : day.split(/[, ]/)[0];
}

/** `view` as above, with {thread, online, typing: whether the bot is}. */
export function drawHead(view) {
  const { active, bot } = view;
  const title = titleOf(active, bot);
  document.title = title;
  $("#site").textContent = bot.first_name;
  faceOf($("#head-avatar"), active, bot);
  $("#head-title").replaceChildren(h("span", { dir: "auto" }, title), chip(ownerOf(active, view.people)));
  const still = active.type !== "private" ? headcount(active) : active.bot === "kicked" ? "blocked" : "bot";
  $("#head-status").textContent = !view.online ? "connecting…" : view.typing ? "typing…" : still;
  $("#head-status").classList.toggle("busy", view.typing);
  $("#topics").hidden = !active.is_forum;
  const tabs = [{ id: 0, name: "General" }, ...active.threads];
  $("#topics").replaceChildren(...tabs.map((topic) => h("button", { type: "button", role: "tab",
    "aria-selected": String(topic.id === view.thread), onclick: () => view.show(active.id, topic.id) }, topic.name)));
}
