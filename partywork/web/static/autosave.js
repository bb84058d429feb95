// data-autosave="address": what is typed in such a form is kept on the server while one types.
//
// Each saving has a key of its own. A saving that got no answer is sent again unchanged with the
// same key before anything newer, so that it acts once and nobody conflicts with themselves. What
// is typed waits in this page only: neither a lost network nor an ended session takes it away.
"use strict";

const PAUSE = 2000;
const LONGEST = 10000; // somebody who never pauses is saved all the same
const AGAIN = 5000;

const SAYS = {
  typing: "Đang ghi, chưa lưu…",
  saving: "Đang lưu…",
  lost: "Chưa lưu được, sẽ tự lưu lại. Nội dung vẫn còn trên trang này.",
  offline: "Mất mạng, sẽ gửi khi có mạng. Nội dung vẫn còn trên trang này.",
  shut: "Phiên đã hết, nhập mật khẩu để lưu. Nội dung vẫn còn trên trang này.",
  conflict: "Đồng chí khác vừa sửa mục này. Nội dung đồng chí ghi vẫn còn trên trang.",
};

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.address = form.dataset.autosave;
    this.state = form.querySelector("[data-save-state]");
    this.changed = false; // something typed is in no saving yet
    this.pending = null; // the saving that has no answer yet
    this.flight = null; // the request under way
    this.stopped = false; // only the person can go on: signed out, conflict, refusal
    this.shut = false; // signed out: waits for the password
    this.isLost = false; // the last saving found no network or no answer
    this.leaving = false;
    this.since = 0; // when the oldest word that is in no saving was typed
    this.timer = 0;
    form.addEventListener("input", () => this.touched());
    form.addEventListener("change", () => this.touched());
    form.addEventListener("focusout", () => this.save());
    form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("online", () => this.save());
    window.addEventListener("pageshow", () => { this.leaving = false; });
    window.addEventListener("beforeunload", (event) => {
      if (!this.leaving && (this.changed || this.pending)) event.preventDefault();
    });
  }

  touched() {
    if (!this.changed) this.since = Date.now();
    this.changed = true;
    if (this.stopped || this.shut) return;
    if (!this.isLost) this.say(SAYS.typing);
    this.later(Math.max(0, Math.min(PAUSE, this.since + LONGEST - Date.now())));
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  save() {
    clearTimeout(this.timer);
    if (this.flight || this.stopped || this.shut || !(this.changed || this.pending)) return;
    if (!this.pending) {
      const fields = new FormData(this.form);
      fields.set("submission_key", newKey());
      this.pending = new URLSearchParams(
        Array.from(fields).filter(([, value]) => typeof value === "string"),
      );
      this.changed = false;
    }
    this.flight = this.send().finally(() => { this.flight = null; }).then(() => {
      if (this.changed && !this.pending && !this.stopped && !this.shut) this.later(PAUSE);
    });
  }

  async send() {
    if (!this.isLost) this.say(SAYS.saving);
    this.pending.set("csrf_token", this.form.elements.csrf_token.value);
    let answer, said;
    try {
      answer = await fetch(this.address, {
        method: "POST",
        body: this.pending,
        headers: { Accept: "application/json" },
        redirect: "manual",
      });
      said = await this.read(answer);
    } catch {
      this.lost(SAYS.offline);
      return;
    }
    this.isLost = false;
    if (answer.ok && said.saved_at) this.saved(said);
    else if (this.isShut(answer)) this.askAgain();
    else if (answer.status === 409) this.stop(SAYS.conflict, said.conflict_url);
    else if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
      this.stop(`Chưa lưu được. ${said.message || "Hãy bấm Lưu."}`);
    } else this.lost(SAYS.lost);
  }

  // A session that ended answers 401, one that is quite gone has no token either: 400.
  isShut(answer) {
    return door && (answer.status === 401 || answer.status === 400 || answer.type === "opaqueredirect");
  }

  async askAgain() {
    this.shut = true;
    this.say(SAYS.shut, "saved-wrong");
    this.offer();
    if (!(await door.ask())) return;
    this.shut = false;
    this.save();
  }

  // For those who closed the dialog: the way back to it.
  offer() {
    if (!this.state) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-link";
    button.textContent = "Nhập mật khẩu";
    button.addEventListener("click", () => this.askAgain());
    this.state.append(" ", button);
  }

  async read(answer) {
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    return isJson ? answer.json() : {};
  }

  saved(said) {
    this.pending = null;
    const version = this.form.querySelector("input[name=version]");
    if (version && said.version !== undefined) version.value = said.version;
    if (!this.changed) this.say(`✓ Đã lưu lúc ${said.saved_at}`, "saved-ok");
  }

  lost(words) {
    this.isLost = true;
    this.say(words, "saved-wrong");
    this.later(AGAIN);
  }

  stop(words, address) {
    this.stopped = true;
    this.changed = true;
    this.pending = null;
    this.say(words, "saved-wrong");
    if (!address || !this.state) return;
    const link = document.createElement("a");
    link.href = address;
    link.target = "_blank";
    link.textContent = "Xem cả hai bản (mở thẻ mới)";
    this.state.append(" ", link);
  }

  // A saving under way ends before the form itself is sent, so that the form carries its version.
  // While the network or the session is away the form stays: the page it would lead to is not there.
  submitted(event) {
    if (this.shut || this.isLost) {
      event.preventDefault();
      if (this.shut) this.askAgain();
      else this.save();
      return;
    }
    if (!this.flight) {
      clearTimeout(this.timer);
      this.leaving = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    this.flight.then(() => this.form.requestSubmit(button));
  }

  say(words, kind) {
    if (!this.state) return;
    this.state.textContent = words;
    this.state.classList.toggle("saved-ok", kind === "saved-ok");
    this.state.classList.toggle("saved-wrong", kind === "saved-wrong");
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) new Autosave(form);
