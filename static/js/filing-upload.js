// A chosen file leaves at once and alone, in parts (tus 1.0.0), so that a cut line costs one part: after a cut, or on
// a page opened anew with the same file chosen, it goes on where it stopped. Several go one after the other.
// Bound by data-behaviour="upload" on the form of one paper; data-parts is the address that takes uploads. Without
// scripts the button of that form does the same. In data-sending, data-cut, data-failed # stands for the file's name.
// What is being judged or bound (data-waiting) is asked for again until it is done.
const FORM = "form[data-behaviour~='upload']";
const PART = 512 * 1024;
const PATIENCE = [1, 2, 4, 8, 15, 30, 30, 30]; // seconds between tries
const LOOK_AGAIN = [1, 1, 2, 2, 3, 5, 5, 10, 10, 20, 30];
const TUS = { "Tus-Resumable": "1.0.0" };

class Refused extends Error {} // the server says why: no use in trying again
class Expired extends Error {} // logged out meanwhile, or filed in another tab

const wait = (seconds) => new Promise((done) => {
  const timer = setTimeout(done, 1000 * seconds);
  addEventListener("online", () => { clearTimeout(timer); done(); }, { once: true });
});

// Where an upload went on is remembered by a number made of what the file is, never by its name.
const markOf = (form, file) => {
  const said = `${form.action}|${form.elements.giay.value}|${file.name}|${file.size}|${file.lastModified}`;
  let hash = 2166136261;
  for (const sign of said) hash = Math.imul(hash ^ sign.codePointAt(0), 16777619) >>> 0;
  return `tai-len:${hash.toString(36)}-${file.size.toString(36)}`;
};
const memory = {
  get: (mark) => { try { return localStorage.getItem(mark); } catch { return null; } },
  set: (mark, value) => { try { localStorage.setItem(mark, value); } catch { /* private window: no resuming later */ } },
  drop: (mark) => { try { localStorage.removeItem(mark); } catch { /* the same */ } },
};

const ask = (method, address, { headers = {}, body = null, progress = null, form }) => new Promise((done, failed) => {
  const request = new XMLHttpRequest();
  request.open(method, address);
  const token = form.elements.csrfmiddlewaretoken.value;
  for (const [name, value] of Object.entries({ ...TUS, "X-CSRFToken": token, ...headers })) request.setRequestHeader(name, value);
  if (progress) request.upload.addEventListener("progress", (event) => progress(event.loaded));
  request.addEventListener("load", () => (request.status < 500 && request.status !== 423 && request.status !== 429 ? done(request) : failed(new Error("later"))));
  request.addEventListener("error", () => failed(new Error("cut")));
  request.send(body);
});

const offsetOf = (answer) => {
  const said = answer.getResponseHeader("Upload-Offset");
  return said === null ? null : Number(said);
};

const words64 = (words) => btoa(String.fromCodePoint(...new TextEncoder().encode(words)));

const begin = async (form, file) => {
  const headers = { "Upload-Length": String(file.size), "Upload-Metadata": `filename ${words64(file.name)}` };
  const answer = await ask("POST", form.dataset.parts, { headers, form });
  if (answer.status === 413) throw new Refused(answer.responseText);
  const address = answer.getResponseHeader("Location");
  if (answer.status !== 201 || !address) throw new Expired();
  return { address, offset: 0 };
};

const goOn = async (form, file, mark) => {
  const address = memory.get(mark);
  if (address) {
    const answer = await ask("HEAD", address, { form });
    if (answer.status === 200 && offsetOf(answer) !== null) return { address, offset: offsetOf(answer) };
    memory.drop(mark);
  }
  const fresh = await begin(form, file);
  memory.set(mark, fresh.address);
  return fresh;
};

const sendParts = async (form, file, told) => {
  const mark = markOf(form, file);
  let place = null;
  for (let tries = 0; ;) {
    try {
      place ??= await goOn(form, file, mark);
      told.show(place.offset);
      while (place.offset < file.size) {
        const from = place.offset;
        const answer = await ask("PATCH", place.address, {
          form, body: file.slice(from, from + PART), progress: (sent) => told.show(from + sent),
          headers: { "Upload-Offset": String(from), "Content-Type": "application/offset+octet-stream" },
        });
        if (answer.status === 404) { memory.drop(mark); place = await goOn(form, file, mark); continue; }
        const offset = offsetOf(answer);
        if (offset === null) throw new Expired();
        place.offset = offset;
        told.say("sending");
        tries = 0;
      }
      return { address: place.address, mark };
    } catch (error) {
      if (error instanceof Refused || error instanceof Expired || tries >= PATIENCE.length) throw error;
      told.say("cut");
      await wait(PATIENCE[tries]);
      tries += 1;
      place = null; // the server says how much it has
    }
  }
};

const progressOf = (form, file) => {
  const job = document.createElement("div");
  job.className = "job mt-3";
  const title = Object.assign(document.createElement("span"), { className: "job-title" });
  title.setAttribute("role", "status");
  const percent = Object.assign(document.createElement("span"), { className: "small" });
  const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
  job.append(title, percent, bar);
  form.querySelector(".drop").after(job);
  const say = (what) => {
    const words = form.dataset[what].replace("#", file.name);
    if (title.textContent !== words) title.textContent = words;
  };
  const show = (bytes) => {
    bar.value = Math.min(100, Math.floor((100 * bytes) / Math.max(file.size, 1)));
    percent.textContent = `${bar.value}%`;
  };
  say("sending");
  bar.setAttribute("aria-label", title.textContent);
  return { say, show, tell: (words) => { title.textContent = words; percent.textContent = ""; bar.remove(); } };
};

const claim = (form, file, { address, mark }) => new Promise((done, failed) => {
  const button = form.querySelector("button[name=gui]");
  const fields = new FormData(form);
  fields.delete("file");
  fields.set("da_tai", address.replace(/\/$/, "").split("/").pop());
  fields.set(button.name, button.value);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.addEventListener("load", () => {
    if (request.status >= 500) { failed(new Error("later")); return; }
    memory.drop(mark);
    done(request);
  });
  request.addEventListener("error", () => failed(new Error("cut")));
  request.send(fields);
});

const ready = (form) => form.querySelector("input[type=file]")?.setAttribute("multiple", "");

// What the draft still wants stands beside the papers and changes with them.
const tellWhatIsLeft = (page) => {
  const fresh = page.querySelector("[data-filing-left]");
  if (fresh) document.querySelector("[data-filing-left]")?.replaceWith(fresh);
};

// The answer is the whole page; only this paper is taken from it, with the file or with the reason why not.
const redraw = (form, html, address) => {
  const heading = form.querySelector("[id^='giay-']").id;
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.getElementById(heading)?.closest(FORM);
  if (!fresh) {
    location.assign(address);
    return;
  }
  const held = document.activeElement?.id;
  form.replaceChildren(...fresh.childNodes);
  ready(form);
  tellWhatIsLeft(page);
  if (held) form.querySelector(`#${CSS.escape(held)}`)?.focus();
  if (form.querySelector("[data-waiting]")) look();
};

const claimed = async (form, file, whole, told) => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await claim(form, file, whole);
    } catch (error) {
      if (tries >= PATIENCE.length) throw error;
      told.say("cut");
      await wait(PATIENCE[tries]);
    }
  }
};

const send = async (form, files) => {
  for (const file of files) {
    const told = progressOf(form, file);
    try {
      const whole = await sendParts(form, file, told);
      const answer = await claimed(form, file, whole, told);
      redraw(form, answer.responseText, answer.responseURL);
    } catch (error) {
      if (error instanceof Expired) { location.reload(); return; }
      told.tell(error instanceof Refused ? error.message : form.dataset.failed.replace("#", file.name));
      return;
    }
    form.dispatchEvent(new CustomEvent("mc:saved", { bubbles: true }));
  }
};

// What a worker still has is looked for again, a little more seldom each time; a form in use is left alone.
let looking = false;
const look = async () => {
  if (looking) return;
  looking = true;
  for (const pause of LOOK_AGAIN) {
    await new Promise((done) => { setTimeout(done, 1000 * pause); });
    if (!document.querySelector("[data-waiting]")) break;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) break;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const waiting of document.querySelectorAll("[data-waiting]")) refresh(waiting, page);
    } catch {
      continue; // no net for a moment: the link beside it stays
    }
  }
  looking = false;
};

const refresh = (waiting, page) => {
  const box = waiting.closest(`${FORM}, [data-refresh]`);
  const own = box?.id || box?.querySelector("[id^='giay-']")?.id;
  const fresh = own && page.getElementById(own)?.closest(`${FORM}, [data-refresh]`);
  if (!fresh || box.querySelector(".job:not([data-waiting])") || [...box.querySelectorAll("input[type=file]")].some((field) => field.files.length)) return;
  if (fresh.querySelectorAll("[data-waiting]").length === box.querySelectorAll("[data-waiting]").length) return;
  box.replaceChildren(...fresh.childNodes);
  if (box.matches(FORM)) ready(box);
  tellWhatIsLeft(page);
};

for (const form of document.querySelectorAll(FORM)) ready(form);
addEventListener("change", (event) => {
  const form = event.target.closest(FORM);
  if (!form || event.target.type !== "file") return;
  const unnamed = [...form.querySelectorAll("input[type=text]")].some((field) => !field.value.trim());
  if (!unnamed) send(form, [...event.target.files]);
});
if (document.querySelector("[data-waiting]")) look();
