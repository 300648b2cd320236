// What is written is shown as its reader will get it, while it is written. Bound by data-behaviour="live-preview" on a
// form with data-live-preview="<selector>": the form is posted to its own address with the header X-Preview, and the
// answer, a piece of page drawn by the server, takes the place of what stood there. Nothing is saved by it.
const PAUSE = 400;

for (const form of document.querySelectorAll("form[data-behaviour~='live-preview'][data-live-preview]")) {
  const place = document.querySelector(form.dataset.livePreview);
  let timer = 0;
  let asked = null;

  const show = async () => {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Preview": "1" },
        redirect: "manual", signal: asked.signal,
      });
      if (answer.ok) place.innerHTML = await answer.text();
    } catch {
      // No network, or another letter was typed meanwhile: the button below still asks.
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
}
