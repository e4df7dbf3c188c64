// Message lists: only what changed is replaced, so focus, selections and what is typed stay where they are.
import { $, fragment, here, parsed, say, turns } from "./api.js";

const written = new WeakMap();
const atEnd = (box) => box.scrollHeight - box.scrollTop - box.clientHeight < 60;

// Whoever sees any of the last message is following the conversation.
function follows(box) {
  const last = box.lastElementChild;
  return !last || last.offsetTop - box.scrollTop < box.clientHeight;
}

// Down to the end; but news that is taller than the window is shown from its beginning.
function toNews(box, first) {
  const fits = !first || box.scrollHeight - first.offsetTop < box.clientHeight;
  box.scrollTop = fits ? box.scrollHeight : first.offsetTop - 4;
  box.dataset.atEnd = String(fits || atEnd(box));
}

// A list that stood at its end stays there when the box around it changes its size.
const boxes = new ResizeObserver((changes) => {
  for (const { target } of changes) if (target.dataset.atEnd === "true") target.scrollTop = target.scrollHeight;
});

function watch(box) {
  if (box.dataset.watched) return;
  box.dataset.watched = "true";
  boxes.observe(box);
  box.addEventListener("scroll", () => { box.dataset.atEnd = String(atEnd(box)); }, { passive: true });
}

// Bring the messages of `box` in line with the fragment.
export function reconcile(box, content, key) {
  const changedPlace = box.dataset.key !== key;
  const follow = changedPlace || follows(box);
  const before = new Map([...box.children].map((node) => [node.dataset?.ts ?? "", node]));
  if (changedPlace && box.ariaLive) {
    // Another conversation is not news: it is not read aloud from its beginning.
    box.ariaLive = "off";
    setTimeout(() => { box.ariaLive = "polite"; }, 300);
  }
  const kept = new Set();
  const after = [...content.children].filter((node) => node.tagName !== "TEMPLATE").map((node) => {
    const old = changedPlace ? undefined : before.get(node.dataset?.ts ?? "");
    if (old && written.get(old) === node.outerHTML) { kept.add(old); return old; }
    written.set(node, node.outerHTML);
    if (!changedPlace && !old && node.dataset?.ts) node.classList.add("fresh");
    return node;
  });
  after.forEach((node, index) => {
    if (box.children[index] !== node) box.insertBefore(node, box.children[index] ?? null);
  });
  while (box.children.length > after.length) box.lastElementChild.remove();
  box.dataset.key = key;
  watch(box);
  if (!follow) return;
  const lastKept = after.findLastIndex((node) => kept.has(node));
  const first = after[changedPlace ? after.length - 1 : lastKept + 1];
  // The first news of a conversation leaves its introduction in view.
  if (first?.previousElementSibling?.matches(".intro")) box.scrollTop = 0;
  else if (first) toNews(box, first);
}

const [messagesTurn, threadTurn, clientTurn] = [turns(), turns(), turns()];
let headWritten = "";

export async function showMessages() {
  const asked = `${here.as}/${here.channel}`;
  const newest = messagesTurn();
  const content = parsed(await fragment("messages", { channel: here.channel }));
  if (!newest() || asked !== `${here.as}/${here.channel}`) return;
  const head = $("template[data-head]", content);
  if (head.innerHTML !== headWritten) {
    headWritten = head.innerHTML;
    $("#channel-head").replaceChildren(head.content.cloneNode(true));
  }
  here.name = head.dataset.name;
  document.title = `${here.name} · ${say("sandbox")}`;
  $("#composer").placeholder = say("message_to", { place: here.name });
  // A hidden list has no height to scroll by.
  $("#messages").hidden = here.home;
  reconcile($("#messages"), content, asked);
}

export async function showThread() {
  const pane = $("#thread");
  pane.hidden = here.thread === null;
  if (here.thread === null) return;
  const asked = here.thread;
  const newest = threadTurn();
  const content = parsed(await fragment("thread", { channel: here.channel, ts: asked }));
  if (newest() && asked === here.thread) reconcile($("#thread-messages"), content, `${here.as}/${asked}`);
}

export async function showClient() {
  const pane = $("#client-pane");
  if (pane.hidden) return;
  const newest = clientTurn();
  // Beside a conversation without a client, the last client stays in view.
  const last = sessionStorage.getItem(`client/${here.as}`) ?? "";
  const content = parsed(await fragment("client", { channel: here.channel, last }));
  if (!newest()) return;
  const found = $(".pane-head", content).dataset.clientChannel;
  if (found) sessionStorage.setItem(`client/${here.as}`, found);
  const [head, list] = [$(".pane-head", content), $(".scroll", content)];
  const old = $(".scroll", pane);
  if (!old || $(".pane-head", pane).outerHTML !== head.outerHTML) {
    const fresh = list.cloneNode(false);
    pane.replaceChildren(head, fresh);
    reconcile(fresh, list, head.textContent);
  } else {
    reconcile(old, list, head.textContent);
  }
}
