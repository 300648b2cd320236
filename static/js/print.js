// The browser's own print, offered only where it works. Bound by data-behaviour="print" on a button that is born hidden.
for (const button of document.querySelectorAll("[data-behaviour~='print']")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
