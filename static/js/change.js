// What is ticked and what was handed over: the sum and the change, while it is typed. Bound by data-behaviour="change"
// on a form: the field of what was given carries in data-given what each box is worth; the server reckons the same again.
const say = (sum) => `${new Intl.NumberFormat("vi-VN").format(sum)}\u00a0đ`;
const read = (text) => Number(text.replace(/[.\sđ]/g, "") || "0");

for (const form of document.querySelectorAll("form[data-behaviour~='change']")) {
  const given = form.querySelector("[data-given]");
  const amounts = JSON.parse(given.dataset.given);
  const total = form.querySelector("[data-total]");
  const change = form.querySelector("[data-change]");

  const reckon = () => {
    const boxes = [...form.querySelectorAll("[name=demands]:checked")];
    const wanted = boxes.reduce((sum, box) => sum + amounts[box.value], 0);
    const left = read(given.value) - wanted;
    total.textContent = say(wanted);
    if (!given.value.trim() || Number.isNaN(left)) change.textContent = say(0);
    else change.textContent = left < 0 ? `${change.dataset.lacking} ${say(-left)}` : say(left);
  };

  form.addEventListener("input", reckon);
  form.addEventListener("change", reckon);
  reckon();
}
