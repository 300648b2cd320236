// «?» shows every key of the page: those of the bar at its foot, and whatever else bears data-key. The button and the
// dialog come with the page and stay hidden without this file, for without scripts there are no keys to be shown.
const dialog = document.querySelector("dialog[data-behaviour~='keys']");
const opener = document.querySelector("[data-keys-open]");
const bar = document.querySelector(".keys");
const SHOWN = { "Ctrl+Enter": "Ctrl ↵", "Ctrl+Shift+Enter": "Ctrl ⇧ ↵" };

const wordsOf = (element) => {
  if (element.labels?.length) return element.labels[0].textContent;
  const copy = element.cloneNode(true);
  for (const extra of copy.querySelectorAll("kbd, small, svg")) extra.remove();
  return element.getAttribute("aria-label") ?? copy.textContent;
};
const line = (keys, words) => {
  const term = document.createElement("dt");
  const told = document.createElement("dd");
  term.append(...keys);
  told.textContent = words.replace(/\s+/g, " ").trim();
  return [term, told];
};
const drawn = (key) => {
  const cap = document.createElement("kbd");
  cap.textContent = SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return cap;
};
const draw = () => {
  const rows = [...(bar?.querySelectorAll("span") ?? [])].map((span) => {
    const caps = [...span.querySelectorAll("kbd")].map((cap) => cap.cloneNode(true));
    return line(caps.flatMap((cap, at) => (at ? [" – ", cap] : [cap])), [...span.childNodes].at(-1).textContent);
  });
  const told = new Set([...(bar?.querySelectorAll("kbd") ?? [])].map((cap) => cap.textContent));
  for (const element of document.querySelectorAll("[data-key]")) {
    const cap = drawn(element.dataset.key);
    if (element === opener || told.has(cap.textContent) || /^[1-9]$/.test(cap.textContent)) continue;
    told.add(cap.textContent);
    rows.push(line([cap], wordsOf(element)));
  }
  const list = dialog.querySelector("[data-lines]");
  list.replaceChildren(...rows.flat());
  list.hidden = !rows.length;
  dialog.querySelector("[data-none]").hidden = rows.length > 0;
};

if (dialog && opener) {
  opener.hidden = !bar; // a page without a bar has the key alone
  bar?.append(opener);
  opener.addEventListener("click", () => {
    draw();
    dialog.showModal();
  });
}
