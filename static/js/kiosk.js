// A kiosk forgets whoever walks away. Bound by data-behaviour="kiosk" on the form that ends the visit.
// The server has a patience of its own; this is the shorter one, and it can be seen.
const form = document.querySelector("form[data-behaviour~='kiosk']");
const seconds = Number(form.dataset.seconds);
const count = form.querySelector("[data-kiosk-count]");
const number = form.querySelector("[data-kiosk-number]");
const TOLD_EVERY = 20;
let left = seconds;
let touched = false;

form.querySelector("[data-kiosk-left]").hidden = true;
count.hidden = false;

for (const what of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) {
  addEventListener(what, () => { left = seconds; touched = true; show(); }, { passive: true });
}

// What was half-written is on its way out with its writer: nobody is asked whether to leave.
function end() {
  addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true });
  form.submit();
}

function show() {
  number.textContent = String(left);
  form.classList.toggle("is-ending", left <= seconds / 3);
}

function stillHere() {
  if (!touched || !form.dataset.stillHere) return;
  touched = false;
  fetch(form.dataset.stillHere, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => {});
}

setInterval(() => {
  left -= 1;
  show();
  if (left % TOLD_EVERY === 0) stillHere();
  if (left <= 0) end();
}, 1000);

// A page out of the browser's memory belongs to somebody who has left.
addEventListener("pageshow", (event) => { if (event.persisted) location.replace("/kiosk/"); });
