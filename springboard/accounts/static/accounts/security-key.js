// Asks the browser for a security key and puts its answer into the form. Without JavaScript the page says so.
"use strict";

const NOT_USED = "The key was not used, or it is not one of yours here. Nothing was changed. Try again.";
const NOT_POSSIBLE = "This browser, or this address, cannot use security keys. Use the other way.";

function say(form, text) {
  const place = form.querySelector("[data-security-key-error]");
  place.textContent = text;
  place.hidden = false;
}

async function ask(form) {
  const options = JSON.parse(form.dataset.options);
  const answer = await window.webauthnJSON[form.dataset.securityKey](options);
  form.elements.credential.value = JSON.stringify(answer);
  form.submit();
}

for (const form of document.querySelectorAll("form[data-security-key]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!window.PublicKeyCredential) {
      say(form, NOT_POSSIBLE);
      return;
    }
    ask(form).catch(() => say(form, NOT_USED));
  });
}
