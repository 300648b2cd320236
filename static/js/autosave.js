// A draft is kept while it is written. Bound by data-behaviour="autosave" on a form with data-autosave="<address>"; the
// address takes the form's fields by POST and answers 200 with one line of words, or with a page fragment: the line in
// [data-saved], and what takes the place of [data-filing-left]. 409 with a line: another page has saved meanwhile.
// The line appears in the element that carries data-autosave-status, with the words for bad times in data-late,
// data-logged-out and data-log-in. What could not be sent stays in this page, and
// nowhere else: the browser may be everybody's. It is tried again until it is kept.
const PAUSE = 1500;
const WAITS = [2000, 4000, 8000, 15000, 30000];

for (const form of document.querySelectorAll("form[data-behaviour~='autosave'][data-autosave]")) {
  const status = document.querySelector("[data-autosave-status]");
  const cursor = form.querySelector("[data-cursor]");
  let timer = 0;
  let version = 0;
  let kept = 0;
  let failures = 0;
  let isStopped = false;
  let isSending = false;

  const say = (line, ...more) => status?.replaceChildren(line, ...more);
  const body = () => {
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
    return new URLSearchParams(fields);
  };
  const send = (options) => fetch(form.dataset.autosave, {
    method: "POST", body: body(), headers: { "X-Autosave": "1" }, redirect: "manual", ...options,
  });
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };
  const retry = () => {
    say(status?.dataset.late ?? "");
    later(WAITS[Math.min(failures, WAITS.length - 1)]);
    failures += 1;
  };
  const take = async (answer) => {
    const text = await answer.text();
    if (!answer.headers.get("Content-Type")?.startsWith("text/html")) return text && say(text);
    const page = new DOMParser().parseFromString(text, "text/html");
    say(page.querySelector("[data-saved]")?.textContent ?? "");
    const left = page.querySelector("[data-filing-left]");
    if (left) document.querySelector("[data-filing-left]")?.replaceWith(left);
  };
  const askToLogIn = () => {
    isStopped = true;
    if (!status?.dataset.logIn) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "submit", name: "luu", value: "1", className: "btn btn-link", textContent: status.dataset.logIn });
    button.setAttribute("form", (form.id ||= "form-autosave"));
    say(`${status.dataset.loggedOut} `, button);
  };
  // Logged in again in another tab: this page's proof against forgery is an old one.
  const renewProof = async () => {
    const answer = await fetch(location.href, { redirect: "manual" });
    if (!answer.ok) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]");
    const mine = form.querySelector("[name=csrfmiddlewaretoken]");
    if (!fresh || !mine || fresh.value === mine.value) return false;
    mine.value = fresh.value;
    return true;
  };

  async function save() {
    if (isStopped) return;
    if (isSending) return later(PAUSE);  // an older text may not arrive after a newer one
    const mine = version;
    isSending = true;
    try {
      let answer = await send();
      if (answer.status === 403 && (await renewProof())) answer = await send();
      if (answer.type === "opaqueredirect") return askToLogIn();
      if (answer.status === 409) { isStopped = true; return take(answer); }
      if (!answer.ok) return retry();
      failures = 0;
      kept = mine;
      await take(answer);
      if (mine === version) form.dispatchEvent(new CustomEvent("mc:saved", { bubbles: true }));
    } catch {
      retry();
    } finally {
      isSending = false;
    }
  }

  form.addEventListener("input", () => { version += 1; if (!failures) later(PAUSE); });
  form.addEventListener("focusin", (event) => { if (cursor && event.target.id) cursor.value = event.target.id; });
  form.addEventListener("submit", () => { isStopped = true; clearTimeout(timer); });
  addEventListener("online", () => { if (failures) later(0); });
  document.addEventListener("visibilitychange", () => {
    const isLeaving = document.visibilityState === "hidden" && version > kept && !isStopped;
    if (isLeaving) send({ keepalive: true }).catch(() => {});  // a phone put away may not come back to this page
  });
}
