// Small improvements; every page works without them.

const typing = (target) =>
  target instanceof Element &&
  target.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button], [type=submit])");

// Keyboard: a control says its own letter with data-key. Never while somebody types, never with Ctrl, Alt or Meta.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (event.key.length !== 1 || typing(event.target)) return;
  const wanted = event.key.toUpperCase();
  const control = [...document.querySelectorAll("[data-key]")].find(
    (one) => one.dataset.key === wanted && !one.disabled && one.offsetParent !== null,
  );
  if (!control) return;
  event.preventDefault();
  if (control.dataset.keyFocus) document.getElementById(control.dataset.keyFocus)?.focus();
  else control.click();
});

// The words being reviewed come into view in their own pane, without moving the page.
const bringIntoView = () => {
  const marked = document.querySelector(".sb-pane .sb-is-current");
  const pane = marked?.closest(".sb-pane");
  if (!pane) return;
  const offset = marked.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += offset - pane.clientHeight / 3;
};
window.addEventListener("load", bringIntoView);

// The current page of a long strip is shown.
const current = document.querySelector(".sb-strip [aria-current]");
if (current) {
  const strip = current.closest(".sb-strip");
  strip.scrollLeft = current.offsetLeft - strip.clientWidth / 2;
}

// The phone's menu closes with Escape and gives the focus back.
for (const menu of document.querySelectorAll(".sb-menu")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// Long work: ask how far it is, slower and slower, and load the page again when it has finished.
const watch = (box, wait) =>
  setTimeout(async () => {
    try {
      const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const now = await answer.json();
      if (now.finished) return window.location.reload();
      const bar = box.querySelector("progress");
      bar.max = Math.max(now.total, 1);
      bar.value = now.done;
      box.querySelector("[data-progress-text]").textContent = now.text;
      watch(box, Math.min(wait * 1.2, 5000));
    } catch {
      watch(box, Math.min(wait * 2, 30000)); // the server may be restarting; the job goes on without us
    }
  }, wait);
for (const box of document.querySelectorAll("[data-progress]")) watch(box, 700);

// A file field that takes a dropped file shows that it would.
for (const field of document.querySelectorAll(".sb-file")) {
  const over = (on) => () => field.classList.toggle("sb-file--over", on);
  field.addEventListener("dragenter", over(true));
  for (const name of ["dragleave", "drop"]) field.addEventListener(name, over(false));
}

// "Print" as a button where there are scripts; the browser's own menu does the same without.
for (const control of document.querySelectorAll("[data-print]")) {
  control.hidden = false;
  control.addEventListener("click", () => window.print());
}
