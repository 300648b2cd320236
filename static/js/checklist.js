// The checklist answers at once: one key ticks every paper that is asked of everybody, and the slip counts along. Bound
// by data-behaviour="checklist" on the list; the boxes carry data-must, the button data-all. Without this file the
// button asks the server to do the same. On a box, Space ticks (as everywhere), T says that the paper is missing and goes
// on to the next, S opens the scan of this paper. What the keys do can be done with the mouse as well.
const list = document.querySelector("[data-behaviour~='checklist']");
const all = document.querySelector("[data-all]");
const told = document.querySelector("[data-handed]");

const count = () => {
  if (!told) return;
  const boxes = list.querySelectorAll("input[type='checkbox']:checked").length;
  const others = [...list.querySelectorAll("input[data-other]")].filter((field) => field.value.trim()).length;
  told.textContent = told.textContent.replace(/\d+/, boxes + others);
};

if (list && all) {
  all.addEventListener("click", (event) => {
    event.preventDefault();
    for (const box of list.querySelectorAll("input[data-must]")) {
      box.checked = true;
      box.closest(".check-row").classList.remove("is-missing");
    }
    count();
    document.querySelector("[data-key='Ctrl+Enter']")?.focus();
  });
  list.addEventListener("change", count);
  list.addEventListener("keydown", (event) => {
    const box = event.target;
    if (box.type !== "checkbox" || event.ctrlKey || event.altKey || event.metaKey) return;
    const letter = /^Key[TS]$/.test(event.code) ? event.code.at(-1) : event.key.toUpperCase(); // the same with Telex on
    if (letter !== "T" && letter !== "S") return;
    event.preventDefault();
    const row = box.closest(".check-row");
    if (letter === "S") {
      row.querySelector("input[type='file']")?.click();
      return;
    }
    box.checked = false;
    row.classList.add("is-missing");
    const boxes = [...list.querySelectorAll("input[type='checkbox']")];
    (boxes[boxes.indexOf(box) + 1] ?? document.querySelector("[data-key='F6']"))?.focus();
    count();
  });
  list.addEventListener("change", ({ target }) => {
    if (target.type === "checkbox" && target.checked) target.closest(".check-row").classList.remove("is-missing");
  });
}
