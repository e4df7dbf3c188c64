// Talking to the control API and to the page's fragments. Whatever fails ends as a toast.

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

export const facts = JSON.parse($("#facts").textContent);
// One of the page's own sentences, with what stands in it.
export const say = (key, names = {}) => facts.words[key].replace(/\{(\w+)\}/g, (_, name) => names[name]);
export const here = { as: document.body.dataset.as, channel: document.body.dataset.channelOpen, thread: null, home: false };

export function toast(text, good = false) {
  const box = document.createElement("div");
  box.className = good ? "toast good" : "toast";
  box.append(text);
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "✕";
  close.setAttribute("aria-label", say("dismiss"));
  close.onclick = () => box.remove();
  box.append(close);
  $("#toasts").append(box);
  setTimeout(() => box.remove(), good ? 5000 : 9000);
}

// POST to /_sandbox/<name>; the answer, or null after a toast. `quiet` leaves the telling to the caller.
export async function control(name, sent, quiet = false) {
  let answer;
  try {
    const response = await fetch(`/_sandbox/${name}`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(sent),
    });
    answer = await response.json();
  } catch {
    answer = { ok: false, error: say("no_answer") };
  }
  if (answer.ok === false && !quiet) toast(answer.error);
  return answer.ok === false && !quiet ? null : answer;
}

export async function read(name, query = {}) {
  const response = await fetch(`/_sandbox/${name}?${new URLSearchParams(query)}`);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

// A server-rendered fragment as text; "" when there is nothing to show.
export async function fragment(name, query = {}) {
  const response = await fetch(`/ui/${name}?${new URLSearchParams({ as: here.as, ...query })}`);
  if (response.status === 204) return "";
  if (!response.ok) throw new Error(await response.text());
  return response.text();
}

// For answers that may overtake each other: `const turn = turns()`, then `const newest = turn()` before asking, and
// `newest()` afterwards tells whether nobody has asked since.
export function turns() {
  let last = 0;
  return () => {
    const mine = ++last;
    return () => mine === last;
  };
}

export function parsed(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
}
