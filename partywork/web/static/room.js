// data-room="address": a page that hears what changes and asks for its parts again.
//
// A part says with data-topics what makes it old, with data-part where it is asked for, and with
// data-every after how many seconds it is old anyway. data-clock shows the hour of Vietnam.
"use strict";

const AGAIN = 5000;
const SOON = 2000;
const BREATH = 300;
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
    this.failures = 0;
    this.fetching = new Map();
    this.waiting = new Set();
    this.listen();
    for (const part of element.querySelectorAll("[data-every]")) {
      setInterval(() => this.renew(part), Number(part.dataset.every) * 1000);
    }
  }

  listen() {
    const source = new EventSource(`${this.element.dataset.room}?after=${this.after}`);
    source.addEventListener("open", () => { this.failures = 0; this.say(SAYS.here); });
    source.addEventListener("message", (event) => this.heard(Number(event.lastEventId), event.data));
    source.addEventListener("error", () => {
      this.say(SAYS.lost);
      // The browser tries again by itself unless the answer was a refusal: then ask now and then.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.ask(), AGAIN);
    });
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
      if (part.dataset.topics.split(" ").includes(topic)) this.renew(part);
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
    if (this.isTyping(part)) { this.wait(part); return; }
    this.draw(part, words);
    if (again) setTimeout(() => this.renew(part), BREATH);
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
  // away: such a part waits until the words are sent or deleted.
  wait(part) {
    if (this.waiting.has(part)) return;
    this.waiting.add(part);
    setTimeout(() => { this.waiting.delete(part); this.renew(part); }, SOON);
  }

  isTyping(part) {
    return Array.from(part.querySelectorAll("textarea, input[type=text]")).some(
      (field) => field.value !== field.defaultValue,
    );
  }

  draw(part, words) {
    const focused = part.contains(document.activeElement) ? document.activeElement : null;
    const place = focused && this.placeOf(part, focused);
    const next = new DOMParser().parseFromString(words, "text/html").body;
    part.replaceChildren(...next.childNodes);
    if (place) part.querySelectorAll("button, a, input")[place.number]?.focus({ preventScroll: true });
  }

  placeOf(part, focused) {
    return { number: Array.from(part.querySelectorAll("button, a, input")).indexOf(focused) };
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
