// A scanner is a keyboard that types faster than hands. Bound by data-behaviour="scanner" on a form with a field
// data-key="F2": a burst of keys, wherever the cursor stands, goes into that field and is looked up at once. Without
// this file whoever scans puts the cursor there first (F2), and the Enter of the scanner does the rest.
const FASTEST_HAND = 35; // milliseconds between two keys; scanners need less, fingers more
const SHORTEST = 8;
const SURE = 6; // so many keys at that pace were no fingers: now the machine may falter without being taken for them
const FALTERING = 400;
const CARD = /^[0-9]{6,}|[|¦µ~]/;

const form = document.querySelector("form[data-behaviour~='scanner']");
const field = form?.querySelector("[data-key='F2']");
const look = form?.querySelector("[name='viec'][value='xem']");
const writes = (target) => target.matches?.("textarea, input:not([type='checkbox']):not([type='radio']):not([type='file'])");

let keys = "";
let last = 0;
let place = null; // where the burst began, and what stood there before
let held = null; // a digit pressed outside of any field: a shortcut, unless more come at once
let timer = 0;

const forget = () => {
  clearTimeout(timer);
  keys = "";
  place = null;
};
const patience = () => (keys.length >= SURE ? FALTERING : FASTEST_HAND);
const isScan = () => keys.length >= SHORTEST && CARD.test(keys);
const finish = () => {
  const scanned = place?.target === field ? field.value : keys; // in its own field all of it stands already
  if (place?.target && place.target !== field) place.target.value = place.before;
  forget();
  field.value = scanned;
  field.focus();
  form.requestSubmit(look);
};
const release = () => {
  const { key, target } = held;
  held = null;
  const again = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  again.isReleased = true;
  (target.isConnected ? target : document.body).dispatchEvent(again);
};

const follow = (event) => {
  if (event.isReleased || event.ctrlKey || event.altKey || event.metaKey) return;
  const isInField = writes(event.target);
  const isFast = event.timeStamp - last < patience();
  last = event.timeStamp;
  if (event.key === "Enter" || event.key === "Tab") {
    if (isFast && isScan() && event.target !== field) {
      event.preventDefault();
      event.stopImmediatePropagation();
      finish();
    } else forget();
    return;
  }
  if (event.key.length !== 1) {
    if (event.key !== "Shift" && event.key !== "CapsLock") forget();
    return;
  }
  clearTimeout(timer);
  if (!isFast || !keys) {
    keys = "";
    place = isInField ? { target: event.target, before: event.target.value } : { target: null };
  }
  keys += event.key;
  timer = setTimeout(() => (isScan() ? finish() : forget()), FALTERING);
  if (isInField) return;
  if (keys.length > 1) {
    if (held) {
      clearTimeout(held.timer);
      held = null;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  } else if (/[0-9]/.test(event.key)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    held = { key: event.key, target: event.target };
    held.timer = setTimeout(release, FASTEST_HAND + 5);
  }
};
if (field && look) addEventListener("keydown", follow, true);
