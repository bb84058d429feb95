// data-room="address": a page that hears what changes and asks for its parts again.
//
// A part says with data-topics what makes it old and with data-part where it is asked for. What a
// person is typing or has just focused is never taken away: such a part waits until it is left.
"use strict";

const AGAIN = 5000;
const SOON = 2000;
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
    this.listen();
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
    if ("reload" in this.element.dataset) { window.location.reload(); return; }
    for (const part of this.element.querySelectorAll("[data-topics]")) {
      if (part.dataset.topics.split(" ").includes(topic)) this.renew(part);
    }
  }

  // Several changes at once ask once; one that comes while a part is asked for asks once more, and
  // a part that could not be had stays old only until the network is back.
  async renew(part) {
    if (this.fetching.has(part)) { this.fetching.set(part, true); return; }
    this.fetching.set(part, false);
    const words = await this.words(part);
    const again = this.fetching.get(part);
    this.fetching.delete(part);
    if (words === null) { setTimeout(() => this.renew(part), SOON); return; }
    this.draw(part, words);
    if (again) this.renew(part);
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
