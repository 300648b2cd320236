// Questions that other answers make idle are hidden, and the communes on offer follow the province. Bound by
// data-behaviour="answers" on a form; a question carries data-ask, and data-when where it has a condition (the tree of
// procedures/domain/conditions.py). The server judges again: here things are only hidden.
const DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const NUMBER = /^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/;

const measure = (text) => {
  const day = DAY.exec(text);
  if (day) return ["day", Number(day[3]) * 10000 + Number(day[2]) * 100 + Number(day[1])];
  return NUMBER.test(text) ? ["number", Number(text.replaceAll(".", "").replace(",", "."))] : null;
};
const compare = (said, value, holds) => {
  const [mine, other] = [measure(said), measure(String(value))];
  return Boolean(mine && other && mine[0] === other[0] && holds(mine[1], other[1]));
};
const TESTS = {
  equals: (said, value) => said === String(value),
  one_of: (said, values) => values.map(String).includes(said),
  greater: (said, value) => compare(said, value, (a, b) => a > b),
  less: (said, value) => compare(said, value, (a, b) => a < b),
  filled: (said) => said !== "",
  empty: (said) => said === "",
};

const holds = (tree, answer) => {
  if (tree.all) return tree.all.every((part) => holds(part, answer));
  if (tree.any) return tree.any.some((part) => holds(part, answer));
  if (tree.not) return !holds(tree.not, answer);
  return TESTS[tree.is](answer(tree.field), tree.value);
};

const answersOf = (form, hidden) => {
  const fields = new FormData(form);
  return (name) => {
    const [whole, part] = name.split(".");
    if (hidden.has(whole)) return "";
    if (part) return String(fields.get(`${whole}-${part}`) ?? "").trim();
    if (fields.has(whole)) return String(fields.get(whole)).trim();
    const parts = [...fields].filter(([key]) => key.startsWith(`${whole}-`) && !key.endsWith("-rows"));
    return parts.map(([, value]) => String(value).trim()).join("");
  };
};

const hideIdle = (form) => {
  const hidden = new Set();
  const answer = answersOf(form, hidden);
  for (const place of form.querySelectorAll("[data-ask]")) {
    const isIdle = Boolean(place.dataset.when) && !holds(JSON.parse(place.dataset.when), answer);
    place.hidden = isIdle;
    if (isIdle) hidden.add(place.dataset.ask);
  }
};

// The list of communes is fetched when its province is chosen; typing a part of the name finds one of them.
const listCommunes = async (form, province, commune) => {
  const address = form.dataset.communes.replace("00", encodeURIComponent(province.value));
  const first = commune.options[0];
  try {
    const answer = await fetch(address);
    const rows = answer.ok ? (await answer.json()).communes : [];
    if (rows.length) first.textContent = form.dataset.chooseCommune;
    commune.replaceChildren(first, ...rows.map(([code, name]) => new Option(name, code)));
    commune.dispatchEvent(new CustomEvent("mc:listed"));
  } catch {
    // No network: the button beside the list stays and asks the server in the plain way.
    form.querySelectorAll("[data-list-communes]").forEach((button) => { button.hidden = false; });
  }
};

const findByTyping = (place, commune, words) => {
  const list = document.createElement("datalist");
  list.id = `${commune.id}-list`;
  const label = document.createElement("label");
  label.className = "form-text";
  label.htmlFor = `${commune.id}-find`;
  label.textContent = words;
  const typed = document.createElement("input");
  typed.id = label.htmlFor;
  typed.className = "form-control w-half question-find";
  typed.setAttribute("list", list.id);
  typed.autocomplete = "off";
  const fill = () => {
    list.replaceChildren(...[...commune.options].slice(1).map((option) => new Option(option.text)));
    typed.hidden = label.hidden = list.children.length === 0;
  };
  typed.addEventListener("input", (event) => {
    const found = [...commune.options].find((option) => option.value && option.text === typed.value);
    if (found) commune.value = found.value;
    if (!found) event.stopPropagation();
  });
  typed.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  commune.addEventListener("mc:listed", fill);
  commune.before(label, typed, list);
  fill();
};

for (const form of document.querySelectorAll("form[data-behaviour~='answers']")) {
  for (const place of form.querySelectorAll("[data-address]")) {
    const [province, commune] = place.querySelectorAll("select");
    const button = place.querySelector("[data-list-communes]");
    if (!form.dataset.communes || !commune) continue;
    if (button) button.hidden = true;
    province.addEventListener("change", () => listCommunes(form, province, commune));
    findByTyping(place, commune, form.dataset.findCommune);
  }
  for (const when of form.querySelectorAll(".question-when")) when.hidden = true;
  form.addEventListener("input", () => hideIdle(form));
  form.addEventListener("change", () => hideIdle(form));
  hideIdle(form);
}
