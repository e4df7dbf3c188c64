// Buttons, menus, pickers and searches in messages, modals and Home.
import { $, $$, control, facts, here, say } from "./api.js";

// What a control holds, as the control API wants it.
export function valueOf(element) {
  const kind = element.dataset.kind ?? "";
  if (element.classList.contains("choices")) {
    const values = $$("input:checked", element).map((box) => box.value);
    return kind === "radio_buttons" ? values[0] ?? null : values;
  }
  if (element.multiple) return [...element.selectedOptions].map((option) => option.value);
  if (kind === "multi_external_select") return element.dataset.chosen ? [element.dataset.chosen] : [];
  if (element.classList.contains("external")) return element.dataset.chosen || null;
  if (kind === "datetimepicker") return element.value ? inZone(element.value) : null;
  return element.value === "" ? null : element.value;
}

// "2026-11-16T09:30" in the workspace's time zone as Unix seconds.
function inZone(local) {
  const guess = new Date(`${local}Z`);
  const shown = new Date(`${guess.toLocaleString("sv", { timeZone: facts.zone }).replace(" ", "T")}Z`);
  return Math.floor((guess.getTime() * 2 - shown.getTime()) / 1000);
}

// Where the control sits: a message or a view.
function place(element) {
  const view = element.closest("[data-view-id]");
  if (view) return { view_id: view.dataset.viewId };
  return { channel: here.channel, ts: element.closest(".message").dataset.ts };
}

async function act(element, value) {
  element.setAttribute("aria-busy", "true");
  const sent = { user: here.as, ...place(element), action_id: element.dataset.actionId };
  if (value !== null && value !== "") sent.value = value;
  await control("action", sent);
  element.removeAttribute("aria-busy");
}

// Resolves to true once the person says yes; at once when the control asks nothing.
function confirmed(element) {
  if (!element.dataset.confirm) return Promise.resolve(true);
  const words = JSON.parse(element.dataset.confirm);
  const dialog = $("#confirm");
  $("#confirm-title").textContent = words.title || say("sure");
  $("#confirm-text").textContent = words.text;
  $("#confirm-yes").textContent = words.confirm || say("yes");
  $("#confirm-yes").className = `btn ${words.style}`;
  $("#confirm-no").textContent = words.deny || say("cancel");
  dialog.showModal();
  return new Promise((resolve) => {
    const settle = (yes) => { dialog.onclose = null; dialog.close(); resolve(yes); };
    $("#confirm-yes").onclick = () => settle(true);
    $("#confirm-no").onclick = () => settle(false);
    dialog.onclose = () => settle(false);
  });
}

const waits = new WeakMap();

function search(field) {
  clearTimeout(waits.get(field));
  field.dataset.chosen = "";
  const list = field.nextElementSibling;
  if (field.value.length < Number(field.dataset.min)) { list.hidden = true; return; }
  waits.set(field, setTimeout(async () => {
    const asked = field.value;
    const answer = await control("suggest", {
      user: here.as, ...place(field), action_id: field.dataset.actionId, value: asked,
    });
    if (answer && field.value === asked) offer(field, list, answer.options);
  }, 180));
}

function offer(field, list, options) {
  list.replaceChildren(...options.map((option) => {
    const item = document.createElement("li");
    item.role = "option";
    item.dataset.value = option.value;
    item.textContent = option.text.text;
    return item;
  }));
  if (!options.length) {
    const none = document.createElement("li");
    none.className = "none";
    none.textContent = say("nothing_found");
    list.append(none);
  }
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
}

function choose(item) {
  const list = item.parentElement;
  const field = list.previousElementSibling;
  field.value = item.textContent;
  field.dataset.chosen = item.dataset.value;
  list.hidden = true;
  field.setAttribute("aria-expanded", "false");
  dispatch(field);
}

function steer(event) {
  const list = event.target.nextElementSibling;
  const items = $$("[role=option]", list);
  if (list.hidden || !items.length) return;
  const at = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const next = (at + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length;
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === next)));
    event.preventDefault();
  } else if (event.key === "Enter") {
    choose(items[Math.max(at, 0)]);
    event.preventDefault();
  } else if (event.key === "Escape") {
    list.hidden = true;
    event.stopPropagation();
  }
}

// Fields inside input blocks wait for the modal to be submitted; everything else tells the app at once.
async function dispatch(element) {
  if (element.closest(".block.input")) return;
  if (await confirmed(element)) await act(element, valueOf(element));
}

export function wireActions() {
  document.addEventListener("click", async (event) => {
    const item = event.target.closest(".suggestions [role=option]");
    if (item) return choose(item);
    const button = event.target.closest("button[data-action-id], a[data-action-id]");
    $$("details.overflow[open]").forEach((menu) => { if (!menu.contains(event.target) || button) menu.open = false; });
    if (button && (await confirmed(button))) await act(button, button.value ?? null);
  });
  document.addEventListener("change", (event) => {
    const element = event.target.closest("[data-action-id]");
    if (element && element.tagName !== "BUTTON" && !element.classList.contains("external")) dispatch(element);
  });
  document.addEventListener("input", (event) => { if (event.target.matches("input.external")) search(event.target); });
  document.addEventListener("keydown", (event) => { if (event.target.matches("input.external")) steer(event); });
  // The field keeps the focus while a suggestion is pressed, or the list would go before the button comes up.
  document.addEventListener("mousedown", (event) => { if (event.target.closest(".suggestions [role=option]")) event.preventDefault(); });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches("input.external")) setTimeout(() => { event.target.nextElementSibling.hidden = true; }, 200);
  });
}
