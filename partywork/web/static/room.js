// data-room="address": a page that hears what changes and asks for its parts again.
//
// A part says with data-topics what makes it old, with data-part where it is asked for, and with
// data-every after how many seconds it is old anyway. data-clock shows the hour of Vietnam. A form
// in a part is sent in place: the answer is the part as it is now, the page and its stream stay.
// data-calls names a vote that asks something of this person.
"use strict";

const AGAIN = 5000;
const SOON = 2000;
const LATER = 4000;
const BREATH = 300;
const BUSY = 503;
const PATIENCE = 5;
const SAYS = {
  here: "● Trực tiếp",
  asking: "Đang cập nhật mỗi 5 giây",
  lost: "Mất kết nối, đang nối lại…",
};

class Room {
  constructor(element) {
    this.element = element;
    this.after = Number(element.dataset.after);
    this.state = document.querySelector("[data-live-state]");
    this.call = document.querySelector("[data-live-call]");
    this.failures = 0;
    this.fetching = new Map();
    this.waiting = new Set();
    this.pressed = null; // the part in which a finger, a button or a key is down just now
    for (const kind of ["pointerdown", "keydown"]) {
      element.addEventListener(kind, (event) => { this.pressed = event.target.closest("[data-topics]"); });
    }
    for (const kind of ["pointerup", "pointercancel", "keyup", "blur"]) {
      window.addEventListener(kind, () => setTimeout(() => { this.pressed = null; }));
    }
    this.plain = null; // the form that is sent as on any other page
    element.addEventListener("submit", (event) => this.send(event));
    // A stream does not notice by itself that the network is away.
    window.addEventListener("offline", () => this.say(SAYS.lost));
    window.addEventListener("online", () => this.comeBack());
    this.listen();
    for (const part of element.querySelectorAll("[data-every]")) {
      setInterval(() => this.renew(part), Number(part.dataset.every) * 1000);
    }
  }

  listen() {
    const source = new EventSource(`${this.element.dataset.room}?after=${this.after}`);
    this.source = source;
    source.addEventListener("open", () => { this.failures = 0; this.say(SAYS.here); });
    source.addEventListener("message", (event) => this.heard(Number(event.lastEventId), event.data));
    source.addEventListener("error", () => {
      this.say(SAYS.lost);
      // The browser tries again by itself unless the answer was a refusal: then ask now and then.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.ask(), AGAIN);
    });
  }

  comeBack() {
    if (this.source.readyState === EventSource.CLOSED) return;
    this.source.close();
    this.listen();
  }

  async ask() {
    try {
      const answer = await fetch(`${this.element.dataset.changes}?after=${this.after}`);
      if (answer.status === 401 || answer.redirected) { window.location.reload(); return; }
      const said = await answer.json();
      for (const [number, topic] of said.changes) this.heard(number, topic);
      this.say(SAYS.asking);
      this.failures += 1;
    } catch {
      this.say(SAYS.lost);
    }
    // After a minute of asking a stream may be free again.
    if (this.failures > 0 && this.failures % 12 === 0) this.listen();
    else setTimeout(() => this.ask(), AGAIN);
  }

  heard(number, topic) {
    if (number <= this.after) return;
    this.after = number;
    for (const part of this.element.querySelectorAll("[data-topics]")) {
      if (!part.dataset.topics.split(" ").includes(topic)) continue;
      // How many have voted so far is in no hurry: many voices are counted at once.
      if (topic === "voices") this.wait(part, LATER);
      else this.renew(part);
    }
  }

  // Several changes at once ask once; one that comes while a part is asked for asks once more, and
  // a part that could not be had stays old only until the network is back.
  async renew(part) {
    if (this.fetching.has(part)) { this.fetching.set(part, true); return; }
    if (this.isTyping(part)) { this.wait(part); return; }
    this.fetching.set(part, false);
    const words = await this.words(part);
    const again = this.fetching.get(part);
    this.fetching.delete(part);
    if (words === null) { this.wait(part); return; }
    if (this.isTyping(part) || this.pressed === part) { this.wait(part); return; }
    this.draw(part, words);
    if (again) setTimeout(() => this.renew(part), BREATH);
  }

  // Whatever is not the part as it is now (a refusal, a question for the password) is a page: then
  // the same form is sent again as on any other page, which acts once only.
  async send(event) {
    const { target: form, submitter: button } = event;
    const part = form.closest("[data-part]");
    if (part === null || form.method !== "post" || "autosave" in form.dataset) return;
    if (this.plain === form) return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    try {
      const name = part.dataset.part.split("/").pop();
      const answer = await this.post(form, button, name);
      if (!answer.ok || answer.headers.get("X-Part") !== name) {
        this.plain = form;
        form.requestSubmit(button);
        return;
      }
      const words = await answer.text();
      form.reset();
      if (this.isTyping(part)) this.wait(part);
      else this.draw(part, words);
    } catch {
      sayItIsLost(form);
    } finally {
      form.ariaBusy = null;
    }
  }

  // A server that is busy says when to come again.
  async post(form, button, part) {
    const body = new URLSearchParams(new FormData(form, button));
    for (let again = 0; ; again += 1) {
      const headers = { Accept: "text/html", "X-Part": part };
      const answer = await fetch(form.action, { method: "POST", body, headers });
      if (answer.status !== BUSY || again === PATIENCE) return answer;
      const seconds = Number(answer.headers.get("Retry-After")) || 1;
      await new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });
    }
  }

  async words(part) {
    try {
      const answer = await fetch(part.dataset.part, { headers: { Accept: "text/html" } });
      if (answer.status === 401 || answer.redirected) window.location.reload();
      return answer.ok && !answer.redirected ? await answer.text() : null;
    } catch {
      return null;
    }
  }

  // A part that could not be had is asked for again soon. What somebody is typing is never taken
  // away: such a part waits until the words are sent or deleted. Nor is a button taken away under
  // a finger, for then the tap would do nothing.
  wait(part, after = SOON) {
    if (this.waiting.has(part)) return;
    this.waiting.add(part);
    setTimeout(() => { this.waiting.delete(part); this.renew(part); }, after);
  }

  isTyping(part) {
    return Array.from(part.querySelectorAll("textarea, input[type=text]")).some(
      (field) => field.value !== field.defaultValue,
    );
  }

  // Who uses the keyboard stays on the same button; where it is gone, in the same part, never on
  // another button that has moved to its place.
  draw(part, words) {
    const focused = part.contains(document.activeElement) ? this.sense(document.activeElement) : null;
    const next = new DOMParser().parseFromString(words, "text/html").body;
    const known = Array.from(part.querySelectorAll("[data-calls]"), (one) => one.dataset.calls);
    part.replaceChildren(...next.childNodes);
    const calls = Array.from(part.querySelectorAll("[data-calls]"));
    this.interrupt(calls.find((one) => !known.includes(one.dataset.calls)));
    if (focused === null) return;
    const again = Array.from(part.querySelectorAll("button, a, input, textarea, summary")).find(
      (one) => this.sense(one) === focused,
    );
    part.tabIndex = -1;
    (again || part).focus({ preventScroll: true });
  }

  // A vote that has just opened comes into sight and is said aloud; who is writing is not moved.
  interrupt(box) {
    if (!box) return;
    if (this.call) this.call.textContent = box.querySelector("h2").textContent;
    if (!document.activeElement.matches("textarea, input")) box.scrollIntoView({ block: "nearest" });
  }

  // What pressing it means.
  sense(one) {
    const place = one.getAttribute("href") || (one.form && one.form.getAttribute("action")) || "";
    return [one.tagName, place, one.value || "", one.textContent.trim()].join("\n");
  }

  say(words) {
    if (this.state && this.state.textContent !== words) this.state.textContent = words;
  }
}

for (const element of document.querySelectorAll("[data-room]")) new Room(element);

const HOUR = new Intl.DateTimeFormat("vi-VN", {
  hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Ho_Chi_Minh",
});

for (const clock of document.querySelectorAll("[data-clock]")) {
  const show = () => { clock.textContent = HOUR.format(new Date()); };
  show();
  setInterval(show, 1000);
}
