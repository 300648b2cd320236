// One press, one act: a form already on its way is not sent again. Bound by data-behaviour="guard-submit" on a form.
// The server stays the judge (idempotency keys); this only spares people the second press.
const sent = new WeakSet();

addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-behaviour~='guard-submit']")) return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  const button = event.submitter;
  if (!button) return;
  // After this turn: a disabled button would lose its name and value on the way.
  setTimeout(() => {
    button.classList.add("is-busy");
    button.setAttribute("aria-disabled", "true");
    const spin = document.createElement("span");
    spin.className = "spin";
    spin.setAttribute("aria-hidden", "true");
    button.prepend(spin);
  });
});

// Back from the page that followed: the form may be sent again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const button of document.querySelectorAll(".btn.is-busy")) {
    sent.delete(button.form);
    button.classList.remove("is-busy");
    button.removeAttribute("aria-disabled");
    button.querySelector(".spin")?.remove();
  }
});
