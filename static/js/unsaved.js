// Nobody leaves a half-written form by mistake. Bound by data-behaviour="unsaved" on a form; with data-unsaved what it
// was drawn with is not kept anywhere yet.
const changed = new Set(document.querySelectorAll("form[data-behaviour~='unsaved'][data-unsaved]"));

addEventListener("input", (event) => {
  const form = event.target.closest("form[data-behaviour~='unsaved']");
  if (form) changed.add(form);
});
addEventListener("submit", (event) => changed.delete(event.target));
addEventListener("mc:saved", (event) => changed.delete(event.target));
addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});
