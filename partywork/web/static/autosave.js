// data-autosave="address": what is typed in such a form is kept on the server while one types.
//
// Each saving has a key of its own. A saving that got no answer is sent again unchanged with the
// same key before anything newer, so that it acts once and nobody conflicts with themselves.
"use strict";

const PAUSE = 2000;
const AGAIN = 5000;

const SAYS = {
  typing: "Đang ghi, chưa lưu…",
  saving: "Đang lưu…",
  lost: "Chưa lưu được, sẽ tự lưu lại. Nội dung vẫn còn trên trang này.",
  signedOut: "Phiên làm việc đã hết, hãy đăng nhập lại ở thẻ khác rồi bấm Lưu.",
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
    this.leaving = false;
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
    this.changed = true;
    if (this.stopped) return;
    this.say(SAYS.typing);
    this.later(PAUSE);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  save() {
    clearTimeout(this.timer);
    if (this.flight || this.stopped || !(this.changed || this.pending)) return;
    if (!this.pending) {
      const fields = new FormData(this.form);
      fields.set("submission_key", newKey());
      this.pending = new URLSearchParams(
        Array.from(fields).filter(([, value]) => typeof value === "string"),
      );
      this.changed = false;
    }
    this.flight = this.send().finally(() => { this.flight = null; }).then(() => {
      if (this.changed && !this.pending && !this.stopped) this.later(PAUSE);
    });
  }

  async send() {
    this.say(SAYS.saving);
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
      this.lost();
      return;
    }
    if (answer.ok && said.saved_at) this.saved(said);
    else if (answer.status === 401 || answer.type === "opaqueredirect") this.stop(SAYS.signedOut);
    else if (answer.status === 409) this.stop(SAYS.conflict, said.conflict_url);
    else if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
      this.stop(`Chưa lưu được. ${said.message || "Hãy bấm Lưu."}`);
    } else this.lost();
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

  lost() {
    this.say(SAYS.lost, "saved-wrong");
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
  submitted(event) {
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
