// Keys, and searching as one types. Nothing here is needed: every key stands for a link of the page.
"use strict";

const byId = (id) => document.getElementById(id);
const field = byId("q");
const help = byId("help");
let current = -1;
let step = 0;
let asked;
let timer;

// What changes without a new page is told to who hears the page.
const tell = (text) => { byId("live").textContent = text; };

const hits = () => [...document.querySelectorAll(".hit")];

function choose(by) {
  const all = hits();
  if (!all.length) return;
  all[current]?.classList.remove("current");
  current = Math.min(all.length - 1, Math.max(0, current + by));
  all[current].classList.add("current");
  all[current].querySelector("h2 a, h3 a").focus({ preventScroll: true });
  all[current].scrollIntoView({ block: "nearest" });
}

function stepTo(by) {
  const counter = byId("step");
  if (!counter) return;
  const total = Number(counter.dataset.total);
  step = ((step - 1 + by + (step ? 0 : by < 0 ? 1 : 0) + total) % total) + 1;
  location.replace(`#m${step}`);
}

function tellStep() {
  const counter = byId("step");
  const match = /^#m(\d+)$/.exec(location.hash);
  if (!counter || !match) return;
  step = Number(match[1]);
  // Of two steps in a row, the browser's own scrolling may end at the first.
  byId(`m${step}`)?.scrollIntoView({ block: "center", behavior: "instant" });
  counter.textContent = counter.dataset.text.replace("%n", step);
  tell(counter.textContent);
  counter.href = `#m${(step % Number(counter.dataset.total)) + 1}`;
}

// The page that the form would lead to takes the place of this one; an older answer is dropped.
async function show(address, keep) {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(address, { signal: asked.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    byId("main").replaceWith(page.getElementById("main"));
    const said = (of) => of.querySelectorAll(".ask input[type=hidden]");
    said(document).forEach((input) => input.remove());
    field.after(...said(page));
    document.title = page.title;
    tell(byId("count")?.textContent ?? "");
    current = -1;
    if (keep) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

function searchAsTyped() {
  const form = field.form;
  const address = `/search?${new URLSearchParams(new FormData(form))}`;
  if (field.value.trim().length < 2 || address === location.pathname + location.search) return;
  show(address, form.dataset.typing === "yes");
  form.dataset.typing = "yes";
}

field?.addEventListener("input", () => {
  if (!document.querySelector(".found, .home") || byId("adding")) return;
  clearTimeout(timer);
  timer = setTimeout(searchAsTyped, 250);
});
field?.addEventListener("change", () => { field.form.dataset.typing = ""; });
addEventListener("popstate", () => { if (!location.hash) location.reload(); });
addEventListener("hashchange", tellStep);

byId("help-button").hidden = false;
byId("help-button").addEventListener("click", () => help.showModal());
// Its button is all that it has: the tab key would lead out of the page.
help.addEventListener("keydown", (event) => { if (event.key === "Tab") event.preventDefault(); });

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.target.matches("input, textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const source = () => (hits()[current] ?? document.querySelector(".whole"))?.querySelector("a.source")?.click();
  const actions = {
    "/": () => { field.focus(); field.select(); },
    j: () => choose(1), k: () => choose(-1), o: source,
    n: () => stepTo(1), N: () => stepTo(-1), "?": () => help.showModal(),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

tellStep();
