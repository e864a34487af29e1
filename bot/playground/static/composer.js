// Writing: the message field, command and inline suggestions, replying, files, the reply keyboard.

import { get, post } from "./api.js";
import { $, h, icon, toast } from "./dom.js";
import { name, sender, snippet } from "./messages.js";

const field = $("#message-input");
const list = $("#suggestions");
let chat = null;
let thread = 0;
let hooks = null; // {bot(), people(), write(text, options), lastOwn()}
let reply = null;
let editing = null;
let chosen = -1;
let inlineQuery = null;

export function start(given) {
  hooks = given;
  $("#form").addEventListener("submit", submit);
  field.addEventListener("input", typed);
  field.addEventListener("keydown", pressed);
  field.addEventListener("blur", () => setTimeout(hide, 150));
  $("#commands").addEventListener("click", toggleCommands);
  $("#replying button").addEventListener("click", stopReplying);
  $("#attach input").addEventListener("change", attach);
}

/** Shows the composer of a chat, or what stands in its place while nobody can write. */
export function open(next, nextThread) {
  if (chat?.id !== next.id) {
    field.value = "";
    stopReplying();
  }
  [chat, thread] = [next, nextThread];
  const instead = blocker(chat);
  $("#instead").hidden = !instead;
  const unopened = chat.type === "private" && chat.bot === "left";
  $("#form").hidden = Boolean(instead) && !unopened;
  if (instead) {
    const [label, act, more] = instead;
    $("#instead").replaceChildren(
      h("button", { type: "button", class: "solid", id: "instead-button", onclick: act }, label),
      ...(more ? [h("button", { type: "button", class: "plain", onclick: more[1] }, more[0])] : []));
  }
  people();
  replyKeyboard();
  $("#commands").hidden = !chat.commands.length;
  field.placeholder = chat.type === "channel" ? "Write to the channel" : "Message";
  grow();
}

function blocker(chat) {
  const bot = hooks.bot().first_name;
  const become = (status) => () => post("member", { chat: chat.id, status }).catch((e) => toast(e.message, "bad"));
  if (chat.deleted) return [chat.type === "private" ? "This account was deleted" : "This group was deleted", () => {}];
  if (chat.migrated_to) return ["Go to the supergroup", () => hooks.show(chat.migrated_to)];
  if (chat.type === "private") {
    if (chat.bot === "left") return ["Start", () => hooks.write("/start")];
    if (chat.bot === "kicked") return ["Unblock", () => post("block", { chat: chat.id, blocked: false })];
    return null;
  }
  if (["member", "administrator"].includes(chat.bot)) return null;
  if (chat.type === "channel") return [`Add ${bot} as administrator`, become("administrator")];
  return [`Add ${bot} to this group`, become("member"), ["as administrator", become("administrator")]];
}

function people() {
  const ids = Object.keys(chat.people).map(Number);
  const select = $("#person");
  select.hidden = ids.length < 2 || chat.type === "channel";
  const wanted = ids.includes(Number(select.value)) ? select.value : ids[0];
  const options = hooks.people().filter((person) => ids.includes(person.id));
  select.replaceChildren(...options.map((person) => h("option", { value: person.id }, name(person))));
  select.value = wanted;
}

export const person = () => Number($("#person").value);

function replyKeyboard() {
  const keyboard = chat.reply_keyboard?.keyboard;
  const box = $("#reply-keyboard");
  box.hidden = !keyboard || !$("#instead").hidden;
  if (!keyboard) return;
  const press = (button) => button.request_chat ? hooks.pick(button) : hooks.write(button.text);
  const key = (button) => h("button", { type: "button", dir: "auto", onclick: () => press(button) }, button.text);
  box.replaceChildren(...keyboard.map((row) => h("div", { class: "row" }, ...row.map(key))));
}

async function submit(event) {
  event?.preventDefault();
  const text = field.value.trim();
  if (!text) return;
  const [original, was] = [field.value, editing];
  const options = { reply_to: reply?.message_id };
  field.value = "";
  stopReplying();
  hide();
  grow();
  try {
    if (was) await post("edit", { chat: chat.id, message: was.message_id, text });
    else await hooks.write(text, options);
  } catch (problem) {
    field.value = original;
    toast(problem.message, "bad");
  }
  field.focus();
}

async function attach(event) {
  const [file] = event.target.files;
  event.target.value = "";
  if (!file) return;
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 32768) binary += String.fromCharCode(...bytes.subarray(at, at + 32768));
  await post("upload", { chat: chat.id, name: file.name, content: btoa(binary) }).catch((e) => toast(e.message, "bad"));
}

export function replyTo(message) {
  [reply, editing] = [message, null];
  note(sender(message), snippet(message));
}

function edit(message) {
  [reply, editing] = [null, message];
  note("Edit", message.text);
  field.value = message.text;
  grow();
}

function note(title, text) {
  $("#replying").hidden = false;
  $("#replying span").replaceChildren(h("b", {}, title), h("span", { dir: "auto" }, text));
  field.focus();
}

function stopReplying() {
  if (editing) field.value = "";
  reply = editing = null;
  $("#replying").hidden = true;
}

function grow() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 160)}px`;
}

function typed() {
  grow();
  const text = field.value;
  const mention = `@${hooks.bot().username} `;
  if (/^\/\w*$/.test(text)) {
    commands(chat.commands.filter((each) => each.command.startsWith(text.slice(1).toLowerCase())));
  } else if (text.toLowerCase().startsWith(mention.toLowerCase())) {
    inline(text.slice(mention.length));
  } else {
    hide();
  }
}

function toggleCommands() {
  if (!list.hidden) return hide();
  commands(chat.commands);
  field.focus();
}

function commands(found) {
  suggest(found.map((each) => ({
    label: `/${each.command}`, words: each.description, take: (complete) => {
      hide();
      field.value = complete ? `/${each.command} ` : "";
      if (!complete) hooks.write(`/${each.command}`).catch((e) => toast(e.message, "bad"));
      grow();
      field.focus();
    },
  })));
}

async function inline(query) {
  const mine = (inlineQuery = {});
  await new Promise((resolve) => setTimeout(resolve, 250));
  if (mine !== inlineQuery) return;
  const asked = await post("inline", { person: person() || chat.id, query, chat: chat.id });
  inlineQuery = { id: asked.query };
}

/** Results of an inline query have come. */
export function offerInline(event) {
  if (event.query !== inlineQuery?.id) return;
  const take = (result) => () => {
    hide();
    field.value = "";
    post("choose", { chat: chat.id, query: event.query, result: result.id, thread: thread || undefined })
      .catch((e) => toast(e.message, "bad"));
  };
  const found = event.results.map((each) => ({ label: each.title, words: each.description, take: take(each) }));
  const { text, start_parameter: start } = event.button;
  const above = start ? [{ label: text, words: "", take: () => { hide(); field.value = ""; hooks.start(start); } }] : [];
  suggest([...above, ...found]);
}

function suggest(items) {
  chosen = -1;
  list.hidden = !items.length;
  list.replaceChildren(...items.map((item, n) => {
    const option = h("button", { type: "button", role: "option", id: `option-${n}`, "aria-selected": "false", tabindex: -1 },
      h("b", { dir: "auto" }, item.label), h("span", { dir: "auto" }, item.words));
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => item.take(false));
    option.complete = () => item.take(true);
    return option;
  }));
}

export function hide() {
  list.hidden = true;
  chosen = -1;
  field.removeAttribute("aria-activedescendant");
}

function move(by) {
  const options = [...list.children];
  options[chosen]?.setAttribute("aria-selected", "false");
  chosen = (chosen + by + options.length + (chosen < 0 && by < 0 ? 1 : 0)) % options.length;
  options[chosen].setAttribute("aria-selected", "true");
  options[chosen].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", options[chosen].id);
}

function pressed(event) {
  const open = !list.hidden;
  if (event.isComposing) return;
  if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (open && event.key === "Tab") {
    event.preventDefault();
    list.children[Math.max(chosen, 0)].complete();
  } else if (event.key === "Escape") {
    open ? hide() : stopReplying();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    open && chosen >= 0 ? list.children[chosen].click() : submit();
  } else if (event.key === "ArrowUp" && !field.value) {
    const own = hooks.lastOwn();
    if (own) edit(own);
  }
}

/** Writes words into the field without sending them. */
export function fill(text) {
  field.value = text;
  typed();
  field.focus();
}
