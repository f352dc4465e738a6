"use strict";
const steps = [...document.querySelectorAll(".step[data-status]")];
const form = document.getElementById("tools");
const search = document.getElementById("search");
const found = document.getElementById("found");
const unfold = document.getElementById("unfold");
const rows = steps.filter(step => !step.parentElement.closest(".step"));
const known = new Map();

function text(step) {
  if (!known.has(step)) known.set(step, step.textContent.toLowerCase());
  return known.get(step);
}

function kind(step) {
  const status = step.dataset.status;
  return status === "cut-off" ? "failed" : ["passed", "warned", "failed"].includes(status) ? status : "other";
}

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = new Set([...form.querySelectorAll("input:checked")].map(box => box.value));
  let count = 0;
  for (const step of rows) {
    const fits = shown.has(kind(step)) && words.every(word => text(step).includes(word));
    step.hidden = !fits;
    count += fits ? 1 : 0;
  }
  found.textContent = count === rows.length ? "" : count + " of " + rows.length + " shown";
}

function reveal() {
  const id = decodeURIComponent(location.hash.slice(1));
  for (let at = id && document.getElementById(id); at; at = at.parentElement) {
    if (at.tagName === "DETAILS") at.open = true;
    at.hidden = false;
  }
  if (id) document.getElementById(id)?.scrollIntoView();
}

function go(candidates, by) {
  const here = candidates.findIndex(step => step.contains(document.activeElement));
  const next = candidates[(here + by + candidates.length) % candidates.length];
  (next?.querySelector("summary") ?? next)?.focus();
}

document.addEventListener("keydown", event => {
  if (event.target.matches("input, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  const visible = steps.filter(step => step.tagName === "DETAILS" && step.checkVisibility());
  if (event.key === "/") { search.focus(); event.preventDefault(); }
  if (event.key === "j") go(visible, 1);
  if (event.key === "k") go(visible, -1);
  if (event.key === "f") go(visible.filter(step => kind(step) === "failed"), 1);
});

unfold.addEventListener("click", () => {
  const open = unfold.getAttribute("aria-pressed") !== "true";
  unfold.setAttribute("aria-pressed", String(open));
  for (const step of rows) if (!step.hidden && step.tagName === "DETAILS") step.open = open;
});

let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const step of folded) step.open = true;
});
addEventListener("afterprint", () => { for (const step of folded) step.open = false; });

form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", event => event.preventDefault());
addEventListener("hashchange", reveal);
reveal();
