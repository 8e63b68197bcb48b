// Tells the style sheets, before anything is drawn, that scripts run.
document.documentElement.classList.add("sb-scripts");
document.addEventListener("DOMContentLoaded", () => {
  document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
});
