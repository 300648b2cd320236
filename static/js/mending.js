// The sentence that goes with a reason stands in the field, until somebody says it better. Bound by
// data-behaviour="mending" on a row: a select whose options carry data-fix, a textarea, the box that asks for the paper.
for (const row of document.querySelectorAll("[data-behaviour~='mending']")) {
  const reason = row.querySelector("select");
  const fix = row.querySelector("textarea");
  const wanted = row.querySelector("input[type='checkbox']");
  let given = fix.value;
  const offer = () => {
    if (fix.value.trim() && fix.value !== given) return;
    given = reason.selectedOptions[0]?.dataset.fix ?? "";
    fix.value = given;
  };
  reason.addEventListener("change", () => {
    if (reason.value) wanted.checked = true;
    offer();
  });
  wanted.addEventListener("change", () => wanted.checked && offer());
}
