// Conveniences only: every page works without this file.
(() => {
  "use strict";

  // Typing Vietnamese sends single keys and composition events: shortcuts never act inside a field.
  const typing = (event) =>
    event.isComposing || event.keyCode === 229 || event.target.closest("input, textarea, select, [contenteditable]");

  const focusErrors = (root) => {
    const summary = root.querySelector("[data-errors]");
    if (summary) summary.focus();
  };

  const openKeys = () => {
    const keys = document.getElementById("phim-tat");
    if (!keys) return;
    keys.open = true;
    keys.querySelector("summary").focus();
    keys.scrollIntoView({ block: "nearest" });
  };

  const changed = new Set();
  const keep = (form) => form && form.matches("form[data-keep]");

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form");
    if (keep(form)) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    if (event.altKey && event.code === "KeyS") {
      const button = document.querySelector("main form .button.main");
      if (button) { event.preventDefault(); button.click(); }
      return;
    }
    if (event.altKey || typing(event)) return;
    const search = document.querySelector("input[type=search]");
    if (event.key === "/" && search) { event.preventDefault(); search.focus(); search.select(); }
    if (event.key === "?") { event.preventDefault(); openKeys(); }
  });

  // Finding as one types: asked when the keys have rested and no letter is being composed (Telex, VNI).
  let rest;
  const typed = (event) => {
    const form = event.target.closest("form[data-typed]");
    if (!form) return;
    clearTimeout(rest);
    if (!event.isComposing) rest = setTimeout(() => form.dispatchEvent(new Event("typed")), 300);
  };
  document.addEventListener("input", typed);
  document.addEventListener("compositionend", typed);

  const hintsOf = (target) => target.closest("form[data-typed]")?.querySelector(".hints");
  document.addEventListener("keydown", (event) => {
    const hints = hintsOf(event.target);
    if (!hints || event.isComposing) return;
    if (event.key === "Escape") { hints.replaceChildren(); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [hints.closest("form").querySelector("input[type=search]"), ...hints.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });
  document.addEventListener("focusout", (event) => {
    const hints = hintsOf(event.target);
    if (hints && !hints.closest("form").contains(event.relatedTarget)) hints.replaceChildren();
  });

  // A half-filled form is kept on the server each time a field is left, so that a bad line takes nothing away. One
  // request at a time; what was typed meanwhile goes with the next. Passwords, files and tokens are never sent.
  const TOKENS = ["csrfmiddlewaretoken", "lan-gui"];
  const NEVER = ["password", "file", "submit", "button", "reset", "image"];

  const typedIn = (form) => {
    const fields = {};
    for (const box of form.elements) {
      if (!box.name || box.disabled || TOKENS.includes(box.name) || NEVER.includes(box.type)) continue;
      if ((box.type === "checkbox" || box.type === "radio") && !box.checked) continue;
      const said = (fields[box.name] ??= []);
      if (box.type === "select-multiple") said.push(...[...box.selectedOptions].map((one) => one.value));
      else said.push(box.value);
    }
    return JSON.stringify(fields);
  };

  const keepDrafts = (form) => {
    const line = form.querySelector(".draft-line");
    // What came back with a sentence was typed, too.
    let kept = document.querySelector("[data-errors]") ? "" : typedIn(form);
    let busy = false;
    let sent = false;

    const say = async (answer) => {
      if (answer.ok || answer.status === 422) return answer.text();
      return answer.type === "opaqueredirect" ? line.dataset.ended : line.dataset.refused;
    };
    const keep = async () => {
      const now = typedIn(form);
      if (busy || sent || now === kept) return;
      busy = true;
      const body = new URLSearchParams({
        csrfmiddlewaretoken: form.elements["csrfmiddlewaretoken"].value,
        dau: form.elements["lan-gui"].value, trang: form.dataset.page, "cac-o": now,
      });
      try {
        // A browser lets only so much outlive its page.
        const keepalive = body.toString().length < 60000;
        const answer = await fetch(form.dataset.draft, { method: "POST", body, keepalive, redirect: "manual" });
        line.textContent = await say(answer);
        if (answer.ok) {
          kept = now;
          if (typedIn(form) === kept) changed.delete(form);
        }
      } catch {
        line.textContent = line.dataset.lost;
      }
      busy = false;
      if (kept === now) keep();
    };
    form.addEventListener("change", keep);
    form.addEventListener("focusout", keep);
    form.addEventListener("submit", () => { sent = true; });
    window.addEventListener("online", keep);
    document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });
  };
  for (const form of document.querySelectorAll("form[data-draft]")) keepDrafts(form);

  // The browser's own button speaks the browser's language: ours lies under it and says what was chosen.
  for (const pick of document.querySelectorAll(".file > .pick")) {
    const box = pick.previousElementSibling;
    const chosen = pick.querySelector(".file-name");
    const none = chosen.textContent;
    const over = pick.closest(".field").querySelector(".over");
    // What the server would refuse is not sent over a poor line first.
    const tooLarge = () => {
      const size = [...box.files].reduce((sum, one) => sum + one.size, 0);
      if (!(size > Number(box.dataset.most))) return "";
      return box.files.length > 1 ? box.dataset.together : box.dataset.over;
    };
    const say = () => {
      chosen.textContent = [...box.files].map((one) => one.name).join(", ") || none;
      over.textContent = tooLarge();
    };
    pick.hidden = false;
    box.addEventListener("change", say);
    box.form?.addEventListener("submit", (event) => {
      if (!tooLarge()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      box.focus();
    }, { capture: true });
    say();
  }

  // A page out of the browser's memory carries a mark that was used up: it is asked for anew.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.replace(location.pathname + location.search);
  });

  document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.target));
  // This script is deferred: the document is read, nothing has been clicked yet.
  focusErrors(document);
})();
