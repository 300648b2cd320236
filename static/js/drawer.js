// The drawer adds up while it is counted. Bound by data-behaviour="drawer" on a form with data-expected: fields carry
// data-note, what one of them is worth; Enter goes to the next field. Without scripts «Cộng lại» asks the server.
const say = (sum) => `${new Intl.NumberFormat("vi-VN").format(sum)}\u00a0đ`;
const read = (text) => Number(text.replace(/[.\sđ]/g, "") || "0") || 0;

for (const form of document.querySelectorAll("form[data-behaviour~='drawer']")) {
  const fields = [...form.querySelectorAll("[data-note]")];

  const reckon = () => {
    let total = 0;
    for (const field of fields) {
      const sum = Math.max(read(field.value), 0) * Number(field.dataset.note);
      form.querySelector(`output[for="${CSS.escape(field.id)}"]`).textContent = say(sum);
      total += sum;
    }
    for (const place of form.querySelectorAll("[data-total]")) place.textContent = say(total);
    form.querySelector("[data-difference]").textContent = say(total - Number(form.dataset.expected));
  };

  form.addEventListener("input", reckon);
  form.addEventListener("keydown", (event) => {
    const here = fields.indexOf(event.target);
    if (event.key !== "Enter" || event.ctrlKey || here < 0) return;
    event.preventDefault();
    (fields[here + 1] ?? form.querySelector("textarea")).focus();
  });
  reckon();
}
