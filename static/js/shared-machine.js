// On a machine that others use too the session ends in sight. Bound by data-behaviour="shared-machine" on its strip.
// Whoever types or points is still there: the server is told so, at most once a minute. The server stays the judge.
const TELL_EVERY = 60_000;
const bar = document.querySelector("[data-behaviour~='shared-machine']");
const words = bar.querySelector("[data-words]");
const said = bar.querySelector("template").dataset;
const idle = Number(bar.dataset.seconds) * 1000;
let told = Date.now();

const leave = () => location.replace(bar.dataset.left);

const stay = async () => {
  told = Date.now();
  const token = bar.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = { "X-CSRFToken": token, "X-Requested-With": "fetch" };
  try {
    const answer = await fetch(bar.dataset.stay, { method: "POST", headers, redirect: "manual" });
    if (answer.type === "opaqueredirect") leave(); // logged out from elsewhere
  } catch {
    // The net is away for a moment; the clock goes on from here, the server's from where it was.
  }
};

const show = () => {
  const left = told + idle - Date.now();
  if (left <= 0) return leave();
  const seconds = Math.ceil(left / 1000);
  words.textContent = seconds > 90 ? said.minutes.replace("{n}", Math.ceil(seconds / 60)) : said.seconds.replace("{n}", seconds);
  bar.classList.toggle("is-soon", seconds <= 120);
};

for (const sign of ["keydown", "pointerdown", "scroll"]) {
  addEventListener(sign, () => Date.now() - told > TELL_EVERY && stay(), { passive: true });
}
// A page from the memory of the back button may show what its owner has left.
addEventListener("pageshow", (event) => event.persisted && location.reload());
addEventListener("visibilitychange", () => document.hidden || show());
bar.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  stay().then(show);
});
show();
setInterval(show, 1000);
