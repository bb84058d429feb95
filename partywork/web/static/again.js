// data-again="address": the dialog that asks for the own password once the session has ended, over
// the page, so that nothing typed is lost.
//
// The other forms of the page, those that do not save by themselves, are sent only while the
// person is signed in and the network is there; what they hold stays in them.
"use strict";

const WITHOUT_NETWORK = {
  lost: "Mất mạng nên chưa gửi được. Nội dung vẫn còn trên trang này; hãy bấm lại khi có mạng.",
  wait: "Mất mạng, hãy thử lại khi có mạng.",
};

// What was typed stays where it is.
function sayItIsLost(form) {
  const words = form.querySelector("[data-lost]") || document.createElement("p");
  words.dataset.lost = "";
  words.className = "saved saved-wrong";
  words.setAttribute("role", "alert");
  words.textContent = WITHOUT_NETWORK.lost;
  form.append(words);
}

class Door {
  constructor(dialog) {
    this.dialog = dialog;
    this.address = dialog.dataset.again;
    this.form = dialog.querySelector("form");
    this.said = dialog.querySelector("[role=alert]");
    this.waiting = [];
    this.isIn = false;
    this.vetted = null; // the form that may go now
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.knock();
    });
    dialog.querySelector("[data-later]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => this.answer());
    document.addEventListener("submit", (event) => this.vet(event));
  }

  // Ask once for everybody who waits; tells whether the person is signed in again.
  ask() {
    if (!this.dialog.open) {
      this.isIn = false;
      this.say("");
      this.dialog.showModal();
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  answer() {
    this.form.elements.password.value = "";
    for (const resolve of this.waiting.splice(0)) resolve(this.isIn);
  }

  async knock() {
    try {
      await this.whoIsIn(); // a session that is quite gone needs a new token first
      const answer = await fetch(this.address, {
        method: "POST",
        body: new URLSearchParams(new FormData(this.form)),
        headers: { Accept: "application/json" },
      });
      const said = await answer.json();
      if (!answer.ok) {
        this.say(said.message);
        this.form.elements.password.select();
        return;
      }
      this.renew(said.csrf_token);
      this.isIn = true;
      this.dialog.close();
    } catch {
      this.say(WITHOUT_NETWORK.wait);
    }
  }

  async whoIsIn() {
    const answer = await fetch(this.address, { headers: { Accept: "application/json" } });
    const said = await answer.json();
    this.renew(said.csrf_token);
    return said.user_id;
  }

  renew(token) {
    for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = token;
  }

  async vet(event) {
    const { target: form, submitter: button } = event;
    if (event.defaultPrevented || form.method !== "post" || !form.closest("main")) return;
    if ("autosave" in form.dataset || this.dialog.contains(form)) return;
    if (this.vetted === form) {
      this.vetted = null;
      return;
    }
    event.preventDefault();
    try {
      const isOwn = (await this.whoIsIn()) === this.form.elements.user_id.value;
      if (!isOwn && !(await this.ask())) return;
      this.vetted = form;
      form.requestSubmit(button);
    } catch {
      sayItIsLost(form);
    }
  }

  say(words) {
    this.said.textContent = words;
    this.said.hidden = !words;
  }
}

// The one of this page, for the scripts after this one; nothing on a page without the dialog.
const door = Array.from(document.querySelectorAll("dialog[data-again]"), (one) => new Door(one))[0];
