// Keys for people who sit here all day. data-key="F8" (or "Ctrl+Enter", "/", "1") on a button, link or field:
// the key presses it, or puts the cursor in it. Single characters are left alone while somebody writes.
const FIELDS = "input, select, textarea";
const written = (event) => [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && event.key.length > 1 && "Shift", event.key]
  .filter(Boolean).join("+");

addEventListener("keydown", (event) => {
  const isWriting = event.target.closest?.(FIELDS) && event.target.type !== "checkbox" && event.target.type !== "radio";
  if (event.key.length === 1 && !event.ctrlKey && !event.altKey && isWriting) return;
  const goal = document.querySelector(`[data-key="${CSS.escape(written(event))}"]`);
  if (!goal || goal.disabled) return;
  event.preventDefault();
  if (goal.matches(FIELDS)) {
    goal.focus();
    goal.select?.();
  } else {
    goal.click();
  }
});
