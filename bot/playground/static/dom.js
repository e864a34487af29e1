// Building blocks of the page. Text always becomes a text node; nothing here reads markup.

export const $ = (selector, root = document) => root.querySelector(selector);

/** An element: h("button", {class: "solid", onclick: go}, "Go"). Unknown properties become attributes. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  const use = document.createElementNS(ns, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** A round picture made of initials, or of an icon. */
export function fillAvatar(element, key, label, symbol) {
  element.dataset.tint = Math.abs(Number(key)) % 7;
  const initials = label.replace(/[^\p{L}\p{N} _]/gu, "").split(/[ _]+/).filter(Boolean);
  element.replaceChildren(
    symbol ? icon(symbol) : initials.slice(0, 2).map((word) => [...word][0].toUpperCase()).join(""),
  );
  return element;
}

/** One of a bot's texts by language, as a person's Telegram shows it. */
export const inTongueOf = (person, texts) => texts[person?.language_code] || texts[""];

export function toast(text, kind = "") {
  const note = h("div", { class: `toast ${kind}`, dir: "auto" }, text);
  $("#toasts").append(note);
  setTimeout(() => note.classList.add("leaving"), 3600);
  setTimeout(() => note.remove(), 4000);
}

export function alertBox(text) {
  const box = $("#alert");
  $("p", box).textContent = text;
  if (!box.open) box.showModal();
}
