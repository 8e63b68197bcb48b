// First thing in the body: says that scripts run, before anything is drawn and before the design system looks.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
