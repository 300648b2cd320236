// A long job on the page shows how far it is: the page is asked again now and then, and the block is taken from it.
// Bound by data-behaviour="follow" on a block with an id; when the block is gone the job has ended and the page is drawn anew.
const EVERY = 1500;

const follow = async (block) => {
  let page;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error("not this page");
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    setTimeout(() => follow(block), 4 * EVERY); // the net is away for a moment; the link in the block stays
    return;
  }
  const fresh = page.getElementById(block.id);
  if (!fresh) {
    location.reload();
    return;
  }
  // Only what moves is exchanged, so that whoever stands on the link keeps standing there.
  for (const part of ["h2", "progress", "[role=status]"]) block.querySelector(part).replaceWith(fresh.querySelector(part));
  setTimeout(() => follow(block), EVERY);
};

for (const block of document.querySelectorAll("[data-behaviour~='follow']")) setTimeout(() => follow(block), EVERY);
