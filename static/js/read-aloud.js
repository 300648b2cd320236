// A page read aloud by the browser's own Vietnamese voice. Bound by data-behaviour="read-aloud" on a box that is born
// hidden: its button starts and stops, the sentences stand in data-aloud-lines, and where the machine has no such voice
// the words of data-aloud-none appear. Sentence by sentence: browsers cut a long speech off.
const VOICES_COME_WITHIN = 1500;
const SPEED = 0.9;

const vietnamese = () => speechSynthesis.getVoices().find((voice) => /^vi\b/i.test(voice.lang.replace("_", "-")));

// Some browsers know their voices only after a while.
const voice = () => new Promise((resolve) => {
  if (vietnamese()) return resolve(vietnamese());
  const wait = setTimeout(() => resolve(vietnamese()), VOICES_COME_WITHIN);
  speechSynthesis.addEventListener("voiceschanged", () => {
    if (!vietnamese()) return;
    clearTimeout(wait);
    resolve(vietnamese());
  });
});

for (const box of document.querySelectorAll("[data-behaviour~='read-aloud']")) {
  const button = box.querySelector("button");
  const words = button.querySelector("[data-aloud-words]");
  const none = box.querySelector("[data-aloud-none]");
  const start = words.textContent;
  let round = 0;
  let isReading = false;

  const rest = () => {
    round += 1;
    isReading = false;
    words.textContent = start;
  };

  const read = async () => {
    const mine = (round += 1);
    isReading = true;
    words.textContent = button.dataset.aloudStop;
    const found = "speechSynthesis" in window ? await voice() : undefined;
    if (mine !== round) return;
    if (!found) {
      rest();
      none.textContent = none.dataset.aloudNone;
      return;
    }
    speechSynthesis.cancel();
    const lines = [...box.querySelectorAll("[data-aloud-lines] p")];
    for (const [place, line] of lines.entries()) {
      const said = new SpeechSynthesisUtterance(line.textContent);
      said.voice = found;
      said.lang = found.lang;
      said.rate = SPEED;
      if (place === lines.length - 1) said.onend = () => { if (mine === round) rest(); };
      speechSynthesis.speak(said);
    }
  };

  const stop = () => {
    rest();
    if ("speechSynthesis" in window) speechSynthesis.cancel();
  };

  button.addEventListener("click", () => (isReading ? stop() : read()));
  addEventListener("pagehide", stop);
  box.hidden = false;
}
