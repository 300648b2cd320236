// A chosen file leaves at once and alone, with its progress; several go one after the other, so that a cut costs one.
// Bound by data-behaviour="upload" on the form of one paper; without scripts the button of that form does the same.
// data-sending and data-failed are sentences in which # stands for the name of the file.
const FORM = "form[data-behaviour~='upload']";

const ready = (form) => form.querySelector("input[type=file]")?.setAttribute("multiple", "");

const progressOf = (form) => {
  const job = document.createElement("div");
  job.className = "job mt-3";
  job.setAttribute("role", "status");
  const title = Object.assign(document.createElement("span"), { className: "job-title" });
  const percent = Object.assign(document.createElement("span"), { className: "small" });
  const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
  job.append(title, percent, bar);
  form.querySelector(".drop").after(job);
  return { title, percent, bar };
};

const post = (form, file, told) => new Promise((done, failed) => {
  const button = form.querySelector("button[name=gui]");
  const fields = new FormData(form);
  fields.set("file", file);
  fields.set(button.name, button.value);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    told.bar.value = Math.round((100 * event.loaded) / event.total);
    told.percent.textContent = `${told.bar.value}%`;
  });
  request.addEventListener("load", () => (request.status < 500 ? done(request) : failed(new Error("not kept"))));
  request.addEventListener("error", () => failed(new Error("cut")));
  request.send(fields);
});

// The answer is the whole page; only this paper is taken from it, with the file or with the reason why not.
const redraw = (form, request) => {
  const heading = form.querySelector("[id^='giay-']").id;
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const fresh = page.getElementById(heading)?.closest(FORM);
  if (!fresh) {
    location.assign(request.responseURL); // logged out meanwhile, or filed in another tab
    return;
  }
  form.replaceChildren(...fresh.childNodes);
  ready(form);
};

const send = async (form, files) => {
  for (const file of files) {
    const told = progressOf(form);
    told.title.textContent = form.dataset.sending.replace("#", file.name);
    told.bar.setAttribute("aria-label", told.title.textContent);
    try {
      redraw(form, await post(form, file, told));
    } catch {
      told.title.textContent = form.dataset.failed.replace("#", file.name);
      told.percent.textContent = "";
      return;
    }
    form.dispatchEvent(new CustomEvent("mc:saved", { bubbles: true }));
  }
};

for (const form of document.querySelectorAll(FORM)) ready(form);
addEventListener("change", (event) => {
  const form = event.target.closest(FORM);
  if (!form || event.target.type !== "file") return;
  const unnamed = [...form.querySelectorAll("input[type=text]")].some((field) => !field.value.trim());
  if (!unnamed) send(form, [...event.target.files]);
});
