// Small helps. Every page works without them; nothing here knows what a page is about.
"use strict";

document.documentElement.classList.add("has-script");

const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

// A form is sent once: its buttons rest after the first time and wake when the page is shown again.
// The button that was pressed is read before it rests, so that its name and value are sent.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "again" in form.dataset) return;
  setTimeout(() => {
    if (event.defaultPrevented) return;
    for (const button of all("button:not([type=button])", form)) button.disabled = true;
  });
});

window.addEventListener("pageshow", () => {
  for (const button of all("form button:not([type=button])")) button.disabled = false;
});

// Menus close when one leaves them or presses Escape.
document.addEventListener("click", (event) => {
  for (const menu of all("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of all("details.menu[open]")) {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
});

// data-print: print this page.
for (const button of all("[data-print]")) {
  button.addEventListener("click", () => window.print());
}

// data-from-address: take what stands behind the # of the address, which no server ever sees, and
// leave nothing of it in the history.
for (const field of all("[data-from-address]")) {
  const words = window.location.hash.slice(1);
  if (!words) continue;
  field.value = decodeURIComponent(words);
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
}

// data-copy="#id": put the words of that element on the clipboard, or select them.
async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  const words = "value" in source ? source.value : source.innerText;
  let said = button.nextElementSibling;
  if (!said || !said.matches("[data-copied]")) {
    said = document.createElement("span");
    said.dataset.copied = "";
    said.setAttribute("role", "status");
    button.after(said);
  }
  try {
    await navigator.clipboard.writeText(words);
    said.textContent = " ✓ Đã chép, có thể dán vào tin nhắn.";
  } catch {
    window.getSelection().selectAllChildren(source);
    if ("select" in source) source.select();
    said.textContent = " Đã chọn sẵn, bấm Ctrl+C để chép.";
  }
}

for (const button of all("[data-copy]")) button.addEventListener("click", () => copy(button));

// data-mark-rest="value": in this form, choose that value where nothing has been chosen yet;
// data-unset names a value that counts as nothing; what stands in data-apart is chosen one by one.
// The person still has to save.
function markRest(button) {
  const { markRest: value, unset } = button.dataset;
  const radios = all("input[type=radio]", button.form || button.closest("form"))
    .filter((radio) => !radio.closest("[data-apart]"));
  for (const name of new Set(radios.map((radio) => radio.name))) {
    const group = radios.filter((radio) => radio.name === name);
    const chosen = group.find((radio) => radio.checked);
    const wanted = group.find((radio) => radio.value === value);
    if (!wanted || (chosen && chosen.value !== unset)) continue;
    wanted.checked = true;
    wanted.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

for (const button of all("[data-mark-rest]")) {
  button.addEventListener("click", () => markRest(button));
}

// data-tick-all="name": tick every box of that name in this form; the person still has to save.
for (const button of all("[data-tick-all]")) {
  button.addEventListener("click", () => {
    for (const box of all(`input[type=checkbox][name="${button.dataset.tickAll}"]`, button.form)) {
      box.checked = true;
    }
  });
}

// data-seconds="30": what is shown in full is emptied after so long, and when the page is left.
for (const shown of all("[data-seconds]")) {
  const hide = () => {
    shown.textContent = "Đã che lại.";
  };
  setTimeout(hide, 1000 * shown.dataset.seconds);
  window.addEventListener("pagehide", hide);
}

// data-progress="address": show how far work in the background has come, then go where it leads.
async function follow(box) {
  const words = box.querySelector("[data-progress-words]");
  const count = box.querySelector("[data-progress-count]");
  const bar = box.querySelector("progress");
  let answer;
  try {
    answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
  } catch {
    words.textContent = "Mất kết nối, sẽ tự hỏi lại. Công việc vẫn đang chạy.";
    setTimeout(follow, 3000, box);
    return;
  }
  if (!answer.ok) {
    words.textContent = "Không xem được tiến độ. Hãy tải lại trang.";
    return;
  }
  const work = await answer.json();
  bar.max = work.total || 1;
  bar.value = work.done;
  if (work.message && words.textContent !== work.message) words.textContent = work.message;
  if (count) count.textContent = `${work.done}/${work.total}`;
  if (!work.finished) setTimeout(follow, 1000, box);
  else if (work.next) window.location.assign(work.next);
}

for (const box of all("[data-progress]")) setTimeout(follow, 1000, box);
