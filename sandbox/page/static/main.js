// Puts the page together: who looks, at which channel, and what happens when something changes.
import { $, $$, control, facts, fragment, here, read, say, toast, turns } from "./api.js";
import { wireActions } from "./actions.js";
import { askClock, wireClock } from "./clock.js";
import { utter, wireComposers } from "./composer.js";
import { showClient, showMessages, showThread } from "./conversation.js";
import { showHome, showModal, wireViews } from "./views.js";

const narrow = matchMedia("(width <= 1100px)");
const sidebarTurn = turns();
const seenKey = () => `seen/${here.as}`;

function seen() {
  return JSON.parse(sessionStorage.getItem(seenKey()) ?? "{}");
}

async function showSidebar() {
  const newest = sidebarTurn();
  const html = await fragment("sidebar", { channel: here.channel });
  if (!newest()) return;
  const bar = $("#sidebar");
  const focused = document.activeElement?.closest?.("#sidebar [data-channel]")?.dataset.channel;
  bar.innerHTML = html;
  if (focused) $(`[data-channel="${focused}"]`, bar)?.focus();
  const known = seen();
  for (const link of $$("[data-channel]", bar)) {
    const { channel, latest } = link.dataset;
    if (channel === here.channel) known[channel] = latest;
    const unread = latest > (known[channel] ?? "");
    link.classList.toggle("has-unread", unread);
    $(".unread", link).hidden = !unread;
  }
  sessionStorage.setItem(seenKey(), JSON.stringify(known));
}

async function refresh() {
  const jobs = [showSidebar(), showMessages().then(showHome), showThread(), showClient(), showModal()];
  for (const done of await Promise.allSettled(jobs)) if (done.status === "rejected") toast(String(done.reason.message));
}

function go(as, channel, push = true) {
  const moved = as !== here.as || channel !== here.channel;
  Object.assign(here, { as, channel, home: moved ? false : here.home, thread: moved ? null : here.thread });
  const address = `?${new URLSearchParams({ as, channel })}`;
  if (push) history.pushState(null, "", address); else history.replaceState(null, "", address);
  drawer(false);
  return refresh();
}

// Another person may not be in this channel; then theirs opens.
async function become(user) {
  const state = await read("state");
  const open = state.channels.find((one) => one.id === here.channel && one.members.includes(user));
  const own = state.channels.find((one) => one.members.includes(user));
  const direct = state.dms.find((one) => one.user === user);
  const stays = open ?? (state.dms.some((one) => one.id === here.channel) ? direct : own) ?? direct;
  await go(user, stays.id);
}

function drawer(open) {
  document.body.classList.toggle("drawer-open", open);
  $("#shade").hidden = !open;
  $("#menu").setAttribute("aria-expanded", String(open));
  if (open) $("#sidebar [aria-current]")?.focus();
}

function clientPane(open) {
  $("#client-pane").hidden = !open;
  $("#client-toggle").setAttribute("aria-expanded", String(open));
  if (open && narrow.matches) openThread(null);
  return showClient();
}

async function openThread(ts) {
  here.thread = ts;
  if (ts && narrow.matches) clientPane(false);
  await showThread();
  if (ts) $("#thread-composer").focus();
}

async function inspect(ts) {
  const { messages } = await read("messages", { channel: here.channel, as: here.as });
  $("#inspector pre").textContent = JSON.stringify(messages.find((one) => one.ts === ts), null, 2);
  $("#inspector").showModal();
}

function zoom(image) {
  const big = $("#zoom img");
  big.src = image.src;
  big.alt = image.alt;
  $("#zoom").showModal();
}

async function clicked(event) {
  const at = (selector) => event.target.closest(selector);
  const link = at("#sidebar [data-channel], [data-goto]");
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    await go(here.as, link.dataset.channel ?? link.dataset.goto);
    if (!narrow.matches) $("#composer").focus();
  } else if (at("[data-thread]")) await openThread(at("[data-thread]").dataset.thread);
  else if (at("[data-json]")) await inspect(at("[data-json]").dataset.json);
  else if (at("#thread-close")) await openThread(null);
  else if (at("#client-close")) await clientPane(false);
  else if (at("#client-toggle")) await clientPane($("#client-pane").hidden);
  else if (at("#menu")) drawer(!document.body.classList.contains("drawer-open"));
  else if (at("#shade")) drawer(false);
  else if (at("#inspector-close")) $("#inspector").close();
  else if (at("#zoom-close, #zoom img")) $("#zoom").close();
  else if (at("#invite-bot")) await control("invite", { user: here.as, channel: here.channel });
  else if (at("[data-try]")) await utter(at("[data-try]").dataset.try);
  else if (at("[data-language]")) speak(at("[data-language]").dataset.language);
  else if (at("img.picture")) zoom(at("img.picture"));
}

function speak(language) {
  document.cookie = `vigia_language=${language}; path=/; max-age=31536000; samesite=lax`;
  location.reload();
}

// Whoever opens the page without asking for a place sees a first answer; nothing is asked where something stands already.
async function firstLook() {
  const first = $("#messages [data-first]");
  if (first && !$("#messages .message")) await utter(first.dataset.try, null, true);
}

// Waits for the next change for ever; a server that went away is told once and asked again every two seconds.
async function listen() {
  let version = facts.version;
  let lost = false;
  for (;;) {
    try {
      const answer = await read("changes", { since: version, timeout: 20 });
      if (lost) toast(say("connected_again"), true);
      if (answer.version !== version || lost) {
        await refresh();
        askClock();
      }
      version = answer.version;
      lost = false;
    } catch {
      if (!lost) toast(say("lost"));
      lost = true;
      version = 0;
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

document.addEventListener("click", (event) => { clicked(event).catch((error) => toast(error.message)); });
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || $("dialog[open]")) return;
  if (document.body.classList.contains("drawer-open")) drawer(false);
  else if (here.thread) openThread(null);
});
$("#person").addEventListener("change", (event) => become(event.target.value));
addEventListener("popstate", () => {
  const query = new URLSearchParams(location.search);
  $("#person").value = query.get("as") ?? here.as;
  go($("#person").value, query.get("channel") ?? here.channel, false);
});

wireActions();
wireViews();
wireComposers();
wireClock();
narrow.addEventListener("change", () => clientPane(!narrow.matches));
if (narrow.matches) clientPane(false);
const placed = new URLSearchParams(location.search).has("channel");
await go(here.as, here.channel, false);
document.body.dataset.ready = "true";
listen();
if (!placed) await firstLook();
