// Keys for people who sit here all day. data-key="F8" (or "Ctrl+Enter", "/", "1") on a button, link or field:
// the key presses it, or puts the cursor in it. Single characters are left alone while somebody writes.
const FIELDS = "input, select, textarea";
const STARTS = new Set(["Process", "Unidentified", "Dead"]); // what an input method says instead of a letter
// The key that was meant, whatever Telex («đ» for d), Caps Lock or another layout made of it.
const meant = ({ key, code }) => {
  if (key.length > 1 && !STARTS.has(key)) return key;
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  if (/^Key[A-Z]$/.test(code)) return code.slice(3).toLowerCase();
  return STARTS.has(key) && /^(Digit|Numpad)[0-9]$/.test(code) ? code.at(-1) : key;
};
const written = (event) => {
  const key = meant(event);
  return [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && key.length > 1 && "Shift", key].filter(Boolean).join("+");
};

addEventListener("keydown", (event) => {
  if (event.defaultPrevented) return;
  const isWriting = event.target.closest?.(FIELDS) && event.target.type !== "checkbox" && event.target.type !== "radio";
  if (meant(event).length === 1 && !event.ctrlKey && !event.altKey && isWriting) return;
  const goal = document.querySelector(`[data-key="${CSS.escape(written(event))}"]`);
  if (!goal || goal.disabled || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  if (goal.matches("summary")) goal.focus();
  else goal.closest("details:not([open])")?.setAttribute("open", ""); // folded away is not unreachable
  if (goal.matches(FIELDS)) {
    goal.focus();
    goal.select?.();
  } else {
    goal.click();
  }
});
