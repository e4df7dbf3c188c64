// The sandbox's clock: shown, and pushed forward while the bot catches up.
import { $, $$, control, facts, read, say, toast } from "./api.js";

const HOURS = { "1h": 1, "1d": 24, "7d": 168 };
let [asked, heard] = [0, 0]; // Answers may overtake each other: none counts that was asked for before one already heard.
let now = new Date(facts.now);
let seen = performance.now();

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const form = new Intl.DateTimeFormat("en-GB", {
  weekday: "short", day: "numeric", month: "numeric", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: facts.zone,
});

function draw() {
  const parts = Object.fromEntries(form.formatToParts(new Date(now.getTime() + performance.now() - seen)).map((p) => [p.type, p.value]));
  const year = document.createElement("span");
  year.className = "year";
  year.textContent = ` ${parts.year}`;
  $("#clock").replaceChildren(`${facts.weekdays[DAYS.indexOf(parts.weekday)]} ${parts.day} ${facts.months[parts.month - 1]}`, year, `, ${parts.hour}:${parts.minute}`);
}

export async function askClock() {
  const mine = ++asked;
  const told = new Date((await read("clock")).now);
  if (mine > heard) {
    heard = mine;
    now = told;
    seen = performance.now();
    draw();
  }
  return now;
}

function progress(share) {
  const box = $("#walking");
  box.hidden = share === null;
  if (share === null) return;
  $("progress", box).value = Math.round(share * 100);
  $("span", box).textContent = say("catching_up", { percent: Math.round(share * 100) });
}

async function advance(span) {
  const begun = (await askClock()).getTime();
  const hours = HOURS[span];
  $$("[data-advance]").forEach((button) => { button.disabled = true; });
  progress(0);
  let walking = true;
  const watch = setInterval(async () => {
    try {
      const share = Math.min((await askClock() - begun) / (hours * 3_600_000), 1);
      // A reading that was on its way when the push was answered comes too late to be shown.
      if (walking) progress(share);
    } catch { /* The answer to the push itself will tell. */ }
  }, 350);
  const answer = await control("clock", { advance: span });
  walking = false;
  clearInterval(watch);
  progress(null);
  $$("[data-advance]").forEach((button) => { button.disabled = false; });
  if (answer) await askClock();
  if (answer?.bot === "lagging") toast(say("lagging"));
  if (answer?.bot === "not reachable") toast(say("not_reachable"));
}

export function wireClock() {
  $$("[data-advance]").forEach((button) => button.addEventListener("click", () => advance(button.dataset.advance)));
  setInterval(draw, 5000);
  draw();
}
