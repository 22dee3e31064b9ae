// The timeline: a range is dragged over the bars, and arrows step from one to the next.
// Nothing here is needed: every bar is a link, and the period can be typed.
"use strict";

let drag;

const chartOf = (node) => node.closest?.("#timeline > svg");
const linksOf = (chart) => [...chart.querySelectorAll("a")];

// The part of the chart's width at which a pointer is, from 0 to 100.
function across(chart, event) {
  const box = chart.getBoundingClientRect();
  return Math.min(100, Math.max(0, ((event.clientX - box.left) / box.width) * 100));
}

// The columns that a stretch of the chart touches.
function touched(chart, from, to) {
  return linksOf(chart).filter((link) => {
    const column = link.querySelector(".column");
    const left = parseFloat(column.getAttribute("x"));
    return left < to && left + parseFloat(column.getAttribute("width")) > from;
  });
}

addEventListener("pointerdown", (event) => {
  const chart = chartOf(event.target);
  if (!chart || event.button) return;
  drag = { chart, from: across(chart, event), moved: false };
});

addEventListener("pointermove", (event) => {
  if (!drag) return;
  const here = across(drag.chart, event);
  drag.moved ||= Math.abs(here - drag.from) * drag.chart.clientWidth > 500; // five pixels
  if (!drag.moved) return;
  const range = byId("timeline-range");
  range.setAttribute("x", `${Math.min(here, drag.from)}%`);
  range.setAttribute("width", `${Math.abs(here - drag.from)}%`);
});

addEventListener("pointerup", (event) => {
  const { chart, from, moved } = drag ?? {};
  drag = undefined;
  if (!moved) return;
  const ends = [from, across(chart, event)].sort((one, other) => one - other);
  const links = touched(chart, ...ends);
  byId("timeline-range").setAttribute("width", "0");
  // The click that follows, if any does, is no click on the bar under the pointer.
  const swallow = (click) => click.preventDefault();
  addEventListener("click", swallow, { capture: true });
  setTimeout(() => {
    removeEventListener("click", swallow, { capture: true });
    if (!links.length) return;
    const address = new URL(links[0].getAttribute("href"), location);
    const last = new URL(links.at(-1).getAttribute("href"), location);
    address.searchParams.set("until", last.searchParams.get("until"));
    show(address.pathname + address.search);
  });
});

addEventListener("pointercancel", () => { drag = undefined; });
addEventListener("dragstart", (event) => { if (chartOf(event.target)) event.preventDefault(); });

// One stop of the tab key for all bars; arrows go on from there.
addEventListener("focusin", (event) => {
  const chart = chartOf(event.target);
  if (!chart) return;
  for (const link of linksOf(chart)) link.setAttribute("tabindex", link === event.target ? "0" : "-1");
});

addEventListener("keydown", (event) => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const chart = by && chartOf(event.target);
  if (!chart) return;
  event.preventDefault();
  const links = linksOf(chart);
  links[links.indexOf(event.target) + by]?.focus();
});
