// The checklist answers at once: one key ticks every paper that is asked of everybody, and the slip counts along. Bound
// by data-behaviour="checklist" on the list; the boxes carry data-must, the button data-all. Without this file the
// button asks the server to do the same.
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
    for (const box of list.querySelectorAll("input[data-must]")) box.checked = true;
    count();
    document.querySelector("[data-key='Ctrl+Enter']")?.focus();
  });
  list.addEventListener("change", count);
}
