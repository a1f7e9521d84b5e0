// Keys of the settling: ↓ ↑ another person, 1–4 choose, Enter writes. The page works without this file.
(() => {
  "use strict";

  const form = document.querySelector("form[data-settle]");
  const typing = (event) =>
    event.isComposing || event.keyCode === 229 || event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]");

  const go = (mark) => {
    const link = document.querySelector(`a[data-${mark}]`);
    if (link) link.click();
    return Boolean(link);
  };

  const choose = (key) => {
    const radio = form && document.getElementById(`cach${key}`);
    if (!radio) return false;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    // On to the first thing that this choice asks.
    const asked = radio.closest(".choice").querySelector(".more input, .more select");
    (asked || radio).focus();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
    const at = event.target.closest("a, button, summary");
    const done =
      event.key === "ArrowDown" ? go("after")
        : event.key === "ArrowUp" ? go("before")
          : /^[1-4]$/.test(event.key) ? choose(event.key)
            : event.key === "Enter" && form && !at ? (form.requestSubmit(), true)
              : false;
    if (done) event.preventDefault();
  });
})();
