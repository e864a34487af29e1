// The panels beside the chat: the clock, trouble on order with the log of Bot API calls, the bot's profile.

import { clearFaults, get, post } from "./api.js";
import { fullTime, isMovable, now, shortDay, shortTime } from "./clock.js";
import { $, fillAvatar, h, inTongueOf, icon, toast } from "./dom.js";

const MINUTE = 60000;
let polling = null;
let lastCall = 0;

const tell = (promise) => promise.catch((problem) => toast(problem.message, "bad"));
const moveTo = (date) => tell(post("clock", { now: date.toISOString() }));

function at(hours, days) {
  const date = new Date(now());
  date.setDate(date.getDate() + days);
  date.setHours(hours, 0, 0, 0);
  return date;
}

const nextMonday = () => at(7, ((8 - now().getDay()) % 7) || 7);
const localInput = (date) => new Date(date - date.getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);

export function startClock() {
  const [button, panel] = [$("#clock"), $("#clock-panel")];
  const show = (open) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) drawClock(panel, () => show(false));
  };
  button.addEventListener("click", () => show(panel.hidden));
  document.addEventListener("keydown", (event) => event.key === "Escape" && show(false));
  document.addEventListener("pointerdown", (event) => {
    if (!panel.hidden && !panel.contains(event.target) && !button.contains(event.target)) show(false);
  });
  setInterval(tick, 1000);
  tick();
}

export function tick() {
  const time = $("#clock-time");
  time.dateTime = now().toISOString();
  $(".day-name", time).textContent = `${shortDay(now())}, `;
  $(".time", time).textContent = shortTime(now());
  time.title = fullTime(now());
  const big = $("#clock-panel .big");
  if (big) big.textContent = shortTime(now());
}

function drawClock(panel, close) {
  const jump = (label, date) => h("button", { type: "button", onclick: () => { moveTo(date()); close(); } }, label);
  const field = h("input", { type: "datetime-local", id: "clock-input", "aria-label": "Date and time", value: localInput(at(7, 1)) });
  const set = (event) => {
    event.preventDefault();
    if (field.value) moveTo(new Date(field.value));
    close();
  };
  panel.replaceChildren(
    h("p", { class: "big" }, shortTime(now())),
    h("p", { class: "day" }, fullTime(now()).replace(/,? (at )?\d+:\d+.*$/, "")),
    ...(isMovable() ? [
      h("p", { class: "hint" }, "Move the whole program’s time. What falls due comes at once."),
      h("div", { class: "choices" },
        jump("Now", () => new Date()),
        jump("+15 minutes", () => new Date(+now() + 15 * MINUTE)),
        jump("+1 hour", () => new Date(+now() + 60 * MINUTE)),
        jump("Tomorrow 07:00", () => at(7, 1)),
        jump("Tomorrow 12:00", () => at(12, 1)),
        jump("Next Monday 07:00", nextMonday)),
      h("form", { class: "set", onsubmit: set }, field, h("button", { class: "solid" }, "Set")),
    ] : [h("p", { class: "hint" }, "This clock can’t be moved.")]));
  panel.querySelector("button")?.focus();
}

const TROUBLE = [
  ["Slow down", "the next message is answered 429, retry after 5 s", { kind: "refuse", method: "sendMessage", code: 429, retry_after: 5 }],
  ["Server error", "the next message is answered 500", { kind: "refuse", method: "sendMessage", code: 500 }],
  ["Lost answer", "the next message arrives, its answer doesn’t", { kind: "lose", method: "sendMessage" }],
  ["Network down", "every call breaks off, until all is well", { kind: "drop", count: 1000000 }],
];

export function startTools(currentChat) {
  const [button, panel] = [$("#tools"), $("#panel")];
  const show = (open) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    clearInterval(polling);
    if (!open) return;
    drawTools(panel, currentChat, () => show(false));
    lastCall = 0;
    calls();
    polling = setInterval(calls, 1500);
  };
  button.addEventListener("click", () => show(panel.hidden));
}

function drawTools(panel, currentChat, close) {
  const order = async ([label, , fault]) => {
    await tell(post("faults", fault));
    toast(`${label}: ordered`);
  };
  const chat = () => currentChat().id;
  const acts = {
    private: [
      ["Block the bot", () => post("block", { chat: chat() })],
      ["Delete the account", () => post("deactivate", { chat: chat() })],
    ],
    group: [
      ["Remove the bot", () => post("member", { chat: chat(), status: "kicked" })],
      ["Make it administrator", () => post("member", { chat: chat(), status: "administrator" })],
      ["Upgrade to a supergroup", () => post("migrate", { chat: chat() })],
      ["Delete the group", () => post("deactivate", { chat: chat() })],
    ],
  };
  const kind = currentChat().type === "private" ? "private" : "group";
  const list = acts[kind].filter(([label]) => !label.startsWith("Upgrade") || currentChat().type === "group");
  panel.replaceChildren(
    h("header", { class: "bar" }, h("h2", {}, "Trouble"),
      h("button", { type: "button", class: "icon", "aria-label": "Close", onclick: close }, icon("close"))),
    h("div", { class: "choices" }, ...TROUBLE.map((each) =>
      h("button", { type: "button", title: each[1], onclick: () => order(each) }, each[0], h("small", {}, each[1]))),
      h("button", { type: "button", class: "good", onclick: () => tell(clearFaults()).then(() => toast("All is well")) }, "All is well")),
    h("h2", {}, "In this chat"),
    h("div", { class: "choices" }, ...list.map(([label, act]) =>
      h("button", { type: "button", onclick: () => tell(act()) }, label))),
    h("h2", {}, "Bot API calls"),
    h("div", { class: "calls", tabindex: 0, role: "region", "aria-label": "Bot API calls" },
      h("table", {}, h("thead", {}, h("tr", {}, h("th", {}, "Method"), h("th", {}, "Answer"), h("th", {}, "ms"))),
        h("tbody", { id: "calls" }))));
}

async function calls() {
  const found = await get("calls", { after: lastCall }).catch(() => []);
  if (!found.length) return;
  lastCall = found.at(-1).n;
  const rows = found.slice(-100).map((call) => h("tr", { class: call.code === 200 ? "" : "bad", title: call.description || "" },
    h("td", {}, call.method, call.chat ? h("small", {}, String(call.chat)) : null),
    h("td", {}, String(call.code)), h("td", {}, call.method === "getUpdates" ? "–" : String(Math.round(call.ms * 10) / 10))));
  $("#calls").prepend(...rows.reverse());
  while ($("#calls").children.length > 200) $("#calls").lastChild.remove();
}

/** Lets people choose one of several things, each with what it does. */
export function choose(title, choices) {
  const box = $("#chooser");
  const take = (act) => () => { box.close(); tell(act()); };
  box.setAttribute("aria-label", title);
  box.replaceChildren(h("h2", { dir: "auto" }, title),
    h("div", { class: "choices" }, ...choices.map(([label, act]) => h("button", { type: "button", dir: "auto", onclick: take(act) }, label))),
    h("p", { class: "hint" }, choices.length ? "" : "You run no such chat."),
    h("button", { type: "button", class: "plain", onclick: () => box.close() }, "Cancel"));
  box.showModal();
}

export function showProfile(chat, bot, people, choose) {
  const box = $("#profile");
  const direct = chat.type === "private";
  const title = direct ? bot.first_name : chat.title;
  const said = direct && inTongueOf(people.find((person) => person.id === chat.id), bot.short_descriptions);
  const members = Object.keys(chat.people).map((id) => people.find((person) => person.id === Number(id)));
  const run = (command) => () => { box.close(); choose(command); };
  box.replaceChildren(
    h("button", { type: "button", class: "icon close", "aria-label": "Close", onclick: () => box.close() }, icon("close")),
    fillAvatar(h("span", { class: "avatar large", "aria-hidden": "true" }), direct ? bot.id : chat.id, title),
    h("h2", {}, title),
    h("p", { class: "status" }, direct ? `@${bot.username}` : `${chat.type}, ${members.length} people`),
    ...(said ? [h("p", { dir: "auto" }, said)] : []),
    ...(direct ? [] : [h("p", {}, members.map((person) => person.first_name).join(", "))]),
    ...(chat.commands.length ? [h("h3", {}, "Commands")] : []),
    h("div", { class: "commands" }, ...chat.commands.map((each) =>
      h("button", { type: "button", onclick: run(`/${each.command}`) }, h("b", {}, `/${each.command}`), h("span", { dir: "auto" }, each.description)))));
  box.showModal();
}
