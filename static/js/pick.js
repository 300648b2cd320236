// Marks the picked rows of a list and says how many there are. Bound by data-behaviour="pick" on the form of the list;
// the number appears in the element that carries data-picked, whose text before the script ran stands for "none".
for (const form of document.querySelectorAll("form[data-behaviour~='pick']")) {
  const told = form.querySelector("[data-picked]");
  const none = told?.textContent;
  const count = () => {
    const boxes = [...form.querySelectorAll(".task input[type=checkbox]")];
    for (const box of boxes) box.closest(".task").classList.toggle("is-picked", box.checked);
    const n = boxes.filter((box) => box.checked).length;
    if (told) told.textContent = n ? told.dataset.picked.replace("#", n) : none;
  };
  form.addEventListener("change", count);
  count();
}
