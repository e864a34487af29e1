// The chat page: who is where, what is shown, and what happens.

import { follow, get, post } from "./api.js";
import * as heads from "./chats.js";
import { setClock } from "./clock.js";
import * as composer from "./composer.js";
import { $, alertBox, fillAvatar, h, inTongueOf, toast } from "./dom.js";
import { fitQuotes, refreshTimes } from "./entities.js";
import { bubble, dayChip, joinRuns, place, renameDays } from "./messages.js";
import { choose, showProfile, startClock, startTools, tick } from "./panels.js";

const PAGE = 60;
const list = $("#messages");
const scroller = $("#scroller");
const chats = new Map();
const waiting = new Map(); // callback query -> what to do with its answer
let bot = null;
let people = [];
let active = null;
let thread = 0;
let typing = 0;
let online = true;

const inThread = (message) => !active.is_forum || (message.message_thread_id || 0) === thread;

const act = {
  self: () => (active.type === "private" ? active.id : composer.person()),
  command: (text) => write(text).catch((problem) => toast(problem.message, "bad")),
  reply: composer.replyTo,
  jump(id) {
    const item = list.querySelector(`[data-id="${id}"]`);
    item?.scrollIntoView({ block: "center", behavior: "smooth" });
    item?.classList.add("changed");
  },
  link(url) {
    const deep = new RegExp(`^https?://t\\.me/${bot.username}\\?start=([\\w-]{1,64})$`, "i").exec(url);
    if (deep) toPrivate(`/start ${deep[1]}`);
    return Boolean(deep);
  },
  async press(message, button) {
    if (button.url) return act.link(button.url) || window.open(button.url, "_blank", "noopener");
    if (button.copy_text) return navigator.clipboard.writeText(button.copy_text.text).then(() => toast("Copied"));
    const query = button.switch_inline_query ?? button.switch_inline_query_current_chat ?? button.switch_inline_query_chosen_chat?.query;
    if (query !== undefined) return composer.fill(`@${bot.username} ${query}`);
    const pressed = await post("press", { chat: message.chat.id, message: message.message_id, button: button.callback_data, person: whoActs() });
    await new Promise((resolve) => {
      waiting.set(pressed.query, resolve);
      setTimeout(resolve, 15000);
    });
  },
};

const view = () => ({ chats, active, bot, people, thread, online, show, typing: typing > Date.now() });
const drawChats = () => heads.drawChats(view());
const drawHead = () => heads.drawHead(view());

function whoActs() {
  return active.type === "private" || active.type === "channel" ? undefined : composer.person();
}

function write(text, options = {}) {
  return post("send", { chat: active.id, text, person: whoActs(), thread: thread || undefined, ...options });
}

function toPrivate(text) {
  const id = whoActs() || (active.type === "private" ? active.id : people[0].id);
  show(id);
  act.command(text);
}

function pick(button) {
  const wanted = [...chats.values()].filter((chat) => !chat.migrated_to && button.request_chat.chat_is_channel === (chat.type === "channel")
    && chat.type !== "private" && ["creator", "administrator"].includes(chat.people[active.id]));
  choose(button.text, wanted.map((chat) => [chat.title, () => post("share", { chat: active.id, request: button.request_chat.request_id, shared: chat.id })]));
}

export function show(id, nextThread) {
  active = chats.get(Number(id));
  active.unread = 0;
  thread = nextThread ?? (active.is_forum ? active.threads[0]?.id || 0 : 0);
  typing = 0;
  $("#app").dataset.view = "chat";
  localStorage.setItem("chat", id);
  drawHead();
  drawChats();
  composer.open(active, thread);
  drawMessages();
  if (matchMedia("(min-width: 721px)").matches) $("#message-input").focus();
}

function drawMessages() {
  list.replaceChildren();
  const shown = [...active.messages.values()].filter(inThread);
  shown.forEach((message) => append(message));
  drawIntro(shown.length === 0);
  fitQuotes(list);
  toEnd();
}

function drawIntro(empty) {
  const intro = $("#intro");
  intro.hidden = !(empty && active.type === "private");
  if (intro.hidden) return;
  const reader = people.find((person) => person.id === active.id);
  const said = inTongueOf(reader, bot.descriptions) || inTongueOf(reader, bot.short_descriptions);
  intro.replaceChildren(
    fillAvatar(h("span", { class: "avatar large", "aria-hidden": "true" }), bot.id, bot.first_name),
    h("h2", {}, "What can this bot do?"),
    h("p", { dir: "auto" }, said || "It hasn’t said yet. Press Start to find out."));
}

function append(message) {
  const date = new Date(message.date * 1000);
  const day = date.toDateString();
  const before = list.lastElementChild;
  if (before?.dataset.day !== day) list.append(dayChip(date));
  const item = bubble(message, act);
  item.dataset.day = day;
  place(list, item);
  return item;
}

const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;

// While the newest message is in view it stays so, whatever grows.
let following = true;

function toEnd() {
  following = true;
  scroller.scrollTop = scroller.scrollHeight;
  $("#to-end").hidden = true;
  $("#to-end .badge").textContent = "";
}

let top = 0;
function scrolled() {
  if (atEnd()) toEnd();
  else if (scroller.scrollTop < top) following = false;
  top = scroller.scrollTop;
  older();
}

let loading = false;
async function older() {
  const first = active.messages.keys().next().value;
  if (loading || !first || first === 1 || scroller.scrollTop > 300) return;
  loading = true;
  const chat = active;
  const found = await get("messages", { chat: chat.id, before: first, limit: PAGE }).catch(() => []);
  loading = false;
  if (!found.length || chat !== active) return;
  chat.messages = new Map([...found.map((message) => [message.message_id, message]), ...chat.messages]);
  const below = scroller.scrollHeight - scroller.scrollTop;
  const fresh = document.createDocumentFragment();
  let day = "";
  for (const message of found.filter(inThread)) {
    const date = new Date(message.date * 1000);
    if (date.toDateString() !== day) fresh.append(dayChip(date));
    day = date.toDateString();
    const item = bubble(message, act);
    item.dataset.day = day;
    fresh.append(item);
  }
  if (list.firstElementChild?.dataset.day === day) list.firstElementChild.remove();
  list.prepend(fresh);
  for (const item of list.children) if (item.classList.contains("message")) joinRuns(item);
  fitQuotes(list);
  scroller.scrollTop = scroller.scrollHeight - below;
}

const HAPPENED = {
  message({ message }) {
    const chat = chats.get(message.chat.id);
    chat.messages.set(message.message_id, message);
    if (chat === active && inThread(message)) arrived(message);
    else if (message.from?.is_bot || message.sender_chat) chat.unread = (chat.unread || 0) + 1;
    drawChats();
  },
  edited({ message }) {
    const chat = chats.get(message.chat.id);
    if (!chat.messages.has(message.message_id)) return;
    chat.messages.set(message.message_id, message);
    if (chat === active && inThread(message)) {
      const stay = atEnd();
      const item = bubble(message, act);
      item.dataset.day = new Date(message.date * 1000).toDateString();
      place(list, item);
      if (stay) toEnd();
    }
    drawChats();
  },
  deleted({ chat, message }) {
    chats.get(chat).messages.delete(message);
    if (chats.get(chat) === active) list.querySelector(`[data-id="${message}"]`)?.remove();
    drawChats();
  },
  answer({ query, text, alert, url }) {
    waiting.get(query)?.();
    if (!waiting.delete(query)) return;
    if (text) alert ? alertBox(text) : toast(text);
    if (url) act.link(url);
  },
  action({ chat, action }) {
    if (active.id !== chat) return;
    typing = action === "cancel" ? 0 : Date.now() + 5000;
    drawHead();
    setTimeout(drawHead, 5050);
  },
  chat({ chat }) {
    const known = chats.get(chat.id);
    chats.set(chat.id, Object.assign(known || { messages: new Map(), commands: [] }, chat));
    if (known === active) {
      drawHead();
      composer.open(active, thread);
    }
    drawChats();
  },
  reaction({ chat, message, reaction }) {
    const item = active.id === chat && list.querySelector(`[data-id="${message}"] .meta`);
    if (item) item.prepend(...reaction.map((each) => h("span", { class: "reaction" }, each.emoji || "★")));
  },
  clock({ clock }) {
    setClock(clock);
    tick();
    refreshTimes();
    renameDays(list);
    drawChats();
  },
  inline: composer.offerInline,
  profile: () => get("state").then(refreshProfile),
};

function arrived(message) {
  const stay = atEnd() || !message.from?.is_bot;
  if (message.from?.is_bot) typing = 0;
  $("#intro").hidden = true;
  append(message).classList.add("fresh");
  drawHead();
  if (stay) return toEnd();
  const badge = $("#to-end .badge");
  badge.textContent = String(Number(badge.textContent) + 1);
  $("#to-end").hidden = false;
}

function refreshProfile(state) {
  bot = state.bot;
  for (const chat of state.chats) if (chats.has(chat.id)) chats.get(chat.id).commands = chat.commands;
  drawHead();
  drawChats();
  if (!$("#intro").hidden) drawIntro(true);
  composer.open(active, thread);
}

function theme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const next = { "": dark ? "light" : "dark", light: "dark", dark: "light" }[document.documentElement.dataset.theme || ""];
  document.documentElement.dataset.theme = next;
  localStorage.setItem("theme", next);
}

function keys(event) {
  if (event.key === "/" && !/INPUT|TEXTAREA|SELECT/.test(event.target.tagName) && !$("#form").hidden) {
    event.preventDefault();
    composer.fill("/");
  }
  if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const ids = [...document.querySelectorAll("#chats button")].map((button) => button.dataset.chat);
    const next = ids.indexOf(String(active.id)) + (event.key === "ArrowDown" ? 1 : -1);
    show(ids[(next + ids.length) % ids.length]);
  }
}

async function begin() {
  const state = await get("state");
  [bot, people] = [state.bot, state.people];
  setClock(state.clock);
  for (const chat of state.chats) {
    const messages = new Map(chat.messages.map((message) => [message.message_id, message]));
    chats.set(chat.id, { ...chat, messages, unread: 0 });
  }
  composer.start({ bot: () => bot, people: () => people, write, show, pick,
    start: (parameter) => toPrivate(`/start ${parameter}`),
    lastOwn: () => [...active.messages.values()].filter((m) => m.text && m.from && !m.from.is_bot && inThread(m)).at(-1) });
  $("#links").replaceChildren(...Object.entries(state.links).map(([words, href]) => h("a", { href, target: "_blank" }, words)));
  startClock();
  startTools(() => active);
  const wanted = Number(localStorage.getItem("chat"));
  show(chats.has(wanted) ? wanted : state.chats[0].id);
  $("#back").addEventListener("click", () => ($("#app").dataset.view = "list"));
  $("#who").addEventListener("click", () => showProfile(active, bot, people, act.command));
  $("#theme").addEventListener("click", theme);
  $("#to-end").addEventListener("click", toEnd);
  scroller.addEventListener("scroll", scrolled, { passive: true });
  new ResizeObserver(() => following && toEnd()).observe(list);
  new ResizeObserver(() => following && toEnd()).observe(scroller);
  $("#person").addEventListener("change", drawMessages);
  document.addEventListener("keydown", keys);
  addEventListener("resize", () => fitQuotes(list));
  setInterval(() => { refreshTimes(); renameDays(list); }, 20000);
  follow(state.last, (event) => HAPPENED[event.kind]?.(event), () => location.reload(), (connected) => {
    if (connected !== online) drawHead((online = connected));
  });
}

const kept = localStorage.getItem("theme");
if (kept) document.documentElement.dataset.theme = kept;
begin();
