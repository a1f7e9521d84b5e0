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

  document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.target));
  // This script is deferred: the document is read, nothing has been clicked yet.
  focusErrors(document);
})();
