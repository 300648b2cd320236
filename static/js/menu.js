// A menu that closes itself: with Escape, or when the reader goes on elsewhere. Bound by data-behaviour="menu" on details.
const open = () => document.querySelectorAll("details[data-behaviour~='menu'][open]");

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
for (const what of ["click", "focusin"]) {
  addEventListener(what, (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
}
