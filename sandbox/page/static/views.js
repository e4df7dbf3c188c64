// Modals and the App Home.
import { $, $$, control, fragment, here, parsed, say, turns } from "./api.js";
import { valueOf } from "./actions.js";

const fields = (form) => $$(".block.input [data-action-id], .block [data-action-id]:is(select, input, textarea, .choices)", form);
const keyOf = (field) => `${field.dataset.blockId}/${field.dataset.actionId}`;
const modalTurn = turns();
let shown = "";

export async function showModal() {
  const dialog = $("#modal");
  const newest = modalTurn();
  const html = await fragment("modal");
  if (!newest()) return;
  if (!html) {
    shown = "";
    if (dialog.open) dialog.close();
    return;
  }
  const content = parsed(html);
  const form = $("form", content);
  const print = `${form.dataset.viewId}/${form.dataset.hash}`;
  if (print === shown && dialog.open) return;
  const same = shown.startsWith(`${form.dataset.viewId}/`);
  const typed = same ? new Map(fields(dialog).map((field) => [keyOf(field), field])) : new Map();
  shown = print;
  for (const field of fields(form)) keep(typed.get(keyOf(field)), field);
  dialog.replaceChildren(content);
  if (!dialog.open) dialog.showModal();
  if (!same) $(".modal-body :is(input, select, textarea)", dialog)?.focus();
}

// What was typed before the app updated the modal stays.
function keep(old, fresh) {
  if (!old) return;
  if (fresh.classList.contains("choices")) {
    const chosen = new Set($$("input:checked", old).map((box) => box.value));
    for (const box of $$("input", fresh)) box.checked = chosen.has(box.value);
  } else {
    fresh.value = old.value;
    if (old.dataset.chosen) fresh.dataset.chosen = old.dataset.chosen;
  }
}

function complain(dialog, errors) {
  for (const block of $$("[data-block].input", dialog)) {
    const sentence = errors[block.dataset.block];
    const problem = $(".problem", block);
    block.classList.toggle("wrong", Boolean(sentence));
    problem.hidden = !sentence;
    problem.textContent = sentence ?? "";
    const field = $("[data-action-id]", block);
    field?.setAttribute("aria-invalid", String(Boolean(sentence)));
  }
  $(".wrong [data-action-id]", dialog)?.focus();
}

// What Slack's own client checks before anything is sent.
function unfilled(dialog) {
  const errors = {};
  for (const block of $$("[data-block].input", dialog)) {
    const field = $("[data-action-id]", block);
    const value = field ? valueOf(field) : null;
    const empty = value === null || (Array.isArray(value) && !value.length);
    if (empty && "required" in block.dataset) errors[block.dataset.block] = say("fill_in");
    if (!empty && field.dataset.kind === "number_input" && Number.isNaN(Number(value))) errors[block.dataset.block] = say("a_number");
    if (!empty && field.checkValidity && !field.checkValidity()) errors[block.dataset.block] = field.validationMessage;
  }
  return errors;
}

async function submit(form) {
  const dialog = $("#modal");
  const errors = unfilled(dialog);
  complain(dialog, errors);
  if (Object.keys(errors).length) return;
  const values = {};
  for (const field of fields(form)) (values[field.dataset.blockId] ??= {})[field.dataset.actionId] = valueOf(field);
  const button = $("#modal-submit");
  button.setAttribute("aria-busy", "true");
  const answer = await control("view", { user: here.as, view_id: form.dataset.viewId, values }, true);
  button.removeAttribute("aria-busy");
  complain(dialog, answer.errors ?? {});
  const problem = $(".modal-problem", dialog);
  problem.hidden = answer.ok !== false;
  problem.textContent = answer.error ?? "";
  if (answer.ok !== false && !answer.errors) await showModal();
}

async function close() {
  const form = $("#modal-form");
  if (form) await control("view", { user: here.as, view_id: form.dataset.viewId, do: "close" }, true);
  await showModal();
}

let homeShown = "";

export async function showHome() {
  const tab = $("#home-tab");
  const open = Boolean(tab) && here.home;
  $("#home").hidden = !open;
  $("#messages").hidden = open;
  $("#compose").hidden = open;
  tab?.setAttribute("aria-selected", String(open));
  $("#messages-tab")?.setAttribute("aria-selected", String(!open));
  if (!open) return;
  const html = await fragment("home");
  if (html !== homeShown) $("#home").innerHTML = homeShown = html;
}

export function wireViews() {
  const dialog = $("#modal");
  dialog.addEventListener("submit", (event) => { event.preventDefault(); submit(event.target); });
  dialog.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) close(); });
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  document.addEventListener("click", async (event) => {
    const tab = event.target.closest("#home-tab, #messages-tab");
    if (!tab) return;
    here.home = tab.id === "home-tab";
    if (here.home) await control("home", { user: here.as });
    await showHome();
  });
}
