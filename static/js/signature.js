// A signature drawn with a finger, a pen or a mouse. Bound by data-behaviour="signature" on a section (hidden until this
// runs): a canvas, a button [data-clear], and data-field, the id of the hidden input that carries the PNG.
const INK = 2.5;

for (const pad of document.querySelectorAll("[data-behaviour~='signature']")) {
  pad.hidden = false;
  const canvas = pad.querySelector("canvas");
  const field = document.getElementById(pad.dataset.field);
  const pen = canvas.getContext("2d");
  const scale = Math.min(devicePixelRatio || 1, 2);
  canvas.width = Math.round(canvas.clientWidth * scale);
  canvas.height = Math.round(canvas.clientHeight * scale);

  const clear = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = pen.fillStyle = "#000";
    pen.lineWidth = INK * scale;
    pen.lineCap = pen.lineJoin = "round";
  };
  clear();

  // The form came back with something to put right: what was signed stands there still.
  if (field.value) {
    const kept = new Image();
    kept.addEventListener("load", () => pen.drawImage(kept, 0, 0, canvas.width, canvas.height));
    kept.src = field.value;
  }

  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
  };
  let drawing = false;
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    drawing = true;
    pen.beginPath();
    pen.moveTo(...point(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...point(event));
    pen.stroke();
  });
  const lift = () => {
    if (!drawing) return;
    drawing = false;
    field.value = canvas.toDataURL("image/png");
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  pad.querySelector("[data-clear]").addEventListener("click", () => {
    clear();
    field.value = "";
  });
}
