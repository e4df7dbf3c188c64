// Writing: Enter sends, Shift+Enter breaks the line, a slash and an @ offer completions.
import { $, $$, control, facts, here, say } from "./api.js";

const list = $("#completions");
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

// As Slack's own composer does: names become mentions, the rest is escaped.
function typed(text) {
  let out = escaped(text);
  for (const person of facts.people) out = out.replaceAll(`@${person.name}`, `<@${person.id}>`);
  return out;
}

function grow(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 180)}px`;
}

// Null after a toast.
export function utter(text, thread = null, quiet = false) {
  const place = { user: here.as, channel: here.channel };
  return text.startsWith("/") && !thread
    ? control("command", { ...place, text }, quiet)
    : control("message", { ...place, text: typed(text), ...(thread && { thread_ts: thread }) }, quiet);
}

async function send(field, thread) {
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  grow(field);
  hide();
  const answer = await utter(text, thread);
  if (answer === null && !field.value) { field.value = text; grow(field); }
}

function candidates(text) {
  const mention = text.match(/(?:^|\s)@([\p{L}]*)$/u);
  if (mention) {
    const start = text.length - mention[1].length - 1;
    return [{ id: "U0BOT", name: "Vigía" }, ...facts.people]
      .filter((one) => one.name.toLowerCase().startsWith(mention[1].toLowerCase()))
      .map((one) => ({ label: `@${one.name}`, hint: "", fill: `${text.slice(0, start)}@${one.name} ` }));
  }
  if (!text.startsWith("/")) return [];
  const [, command, rest] = text.match(/^(\/\S*)(?:\s+(.*))?$/s) ?? [];
  if (command === undefined || !"/campaign".startsWith(command) || (rest !== undefined && command !== "/campaign")) return [];
  const word = (rest ?? "").toLowerCase();
  return facts.verbs
    .map((verb) => ({ verb, spelt: [verb.name, ...verb.aliases].find((name) => name.startsWith(word)) }))
    .filter(({ spelt }) => spelt && spelt !== word)
    .map(({ verb, spelt }) => ({
      label: `/campaign ${verb.usage}`, hint: verb.hint, also: verb.aliases.join(", "), fill: `/campaign ${word ? spelt : verb.name} `,
    }));
}

function hide() {
  list.hidden = true;
  list.replaceChildren();
  $("#composer").removeAttribute("aria-activedescendant");
}

function suggest(field) {
  const found = candidates(field.value);
  list.replaceChildren(...found.map((one, index) => {
    const item = document.createElement("li");
    item.role = "option";
    item.id = `completion-${index}`;
    item.dataset.fill = one.fill;
    const [name, hint, also] = [document.createElement("b"), document.createElement("span"), document.createElement("small")];
    name.textContent = one.label;
    hint.textContent = one.hint;
    also.textContent = one.also ? say("also", { words: one.also }) : "";
    item.append(name, hint, ...(one.also ? [also] : []));
    return item;
  }));
  list.hidden = !found.length;
}

function accept(item) {
  const field = $("#composer");
  field.value = item.dataset.fill;
  field.focus();
  grow(field);
  suggest(field);
}

// True when the key belonged to the list of completions. Enter sends unless somebody moved into the list.
function steer(event) {
  const items = $$("[role=option]", list);
  if (list.hidden || !items.length) return false;
  const at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const next = event.key === "ArrowDown" ? (at + 1) % items.length : (at <= 0 ? items.length : at) - 1;
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === next)));
    items[next].scrollIntoView({ block: "nearest" });
    event.target.setAttribute("aria-activedescendant", items[next].id);
  } else if (event.key === "Tab" && !event.shiftKey) {
    accept(items[Math.max(at, 0)]);
  } else if (event.key === "Enter" && at >= 0) {
    accept(items[at]);
  } else if (event.key === "Escape") {
    hide();
  } else {
    return false;
  }
  event.preventDefault();
  return true;
}

function wire(form, field, thread) {
  form.addEventListener("submit", (event) => { event.preventDefault(); send(field, thread()); });
  field.addEventListener("keydown", (event) => {
    if (field.id === "composer" && steer(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(field, thread()); }
  });
  field.addEventListener("input", () => { grow(field); if (field.id === "composer") suggest(field); });
}

// A file goes with what is written beside it.
async function attach(chosen) {
  const [file] = chosen.files;
  chosen.value = "";
  if (!file) return;
  const field = $("#composer");
  const sent = { user: here.as, channel: here.channel, text: typed(field.value.trim()) };
  field.value = "";
  await control("message", { ...sent, file: { name: file.name, content: await file.text() } });
}

export function wireComposers() {
  $("#attach").addEventListener("change", (event) => attach(event.target));
  wire($("#compose"), $("#composer"), () => null);
  wire($("#thread-compose"), $("#thread-composer"), () => here.thread);
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const item = event.target.closest("[role=option]");
    if (item) accept(item);
  });
  $("#composer").addEventListener("blur", hide);
}
