// The page to add from: files that are dropped anywhere on it are sent, and what is too large is
// said before it is. Nothing here is needed: the form does all of it.
"use strict";

const adding = byId("adding");

function over(event) {
  if (![...event.dataTransfer.types].includes("Files")) return;
  event.preventDefault();
  adding.classList.toggle("over", event.type === "dragover");
}

if (adding) {
  const files = byId("files");
  addEventListener("dragover", over);
  addEventListener("dragleave", over);
  addEventListener("drop", (event) => {
    over(event);
    if (!event.dataTransfer.files.length) return;
    files.files = event.dataTransfer.files;
    adding.requestSubmit();
  });
  adding.addEventListener("submit", (event) => {
    const size = [...files.files].reduce((sum, file) => sum + file.size, 0);
    const tooLarge = size > Number(adding.dataset.limit);
    byId("adding-problem").textContent = tooLarge ? adding.dataset.tooLarge : "";
    if (tooLarge) event.preventDefault();
  });
}
