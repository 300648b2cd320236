// A draft is kept while it is written. Bound by data-behaviour="autosave" on a form with data-autosave="<address>";
// the address takes the form's fields by POST, keeps what it can and answers 204, or 200 with one line of words.
// The words appear in the element that carries data-autosave-status within the form or beside it.
const PAUSE = 1500;

for (const form of document.querySelectorAll("form[data-behaviour~='autosave'][data-autosave]")) {
  const status = document.querySelector("[data-autosave-status]");
  let timer = 0;
  let version = 0;

  const save = async () => {
    const mine = version;
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: new URLSearchParams(fields), headers: { "X-Autosave": "1" }, redirect: "manual",
      });
      if (!answer.ok) return;
      const words = await answer.text();
      if (status && words) status.textContent = words;
      if (mine === version) form.dispatchEvent(new CustomEvent("mc:saved", { bubbles: true }));
    } catch {
      // No network: the next change tries again, and leaving the page still asks.
    }
  };

  form.addEventListener("input", () => {
    version += 1;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
}
