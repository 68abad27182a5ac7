// What stands above a listing: how many rows, which filters are set, what can be handed on.

import { button, element, fill, setText } from "../dom.js";
import { chosenFilters } from "../filters.js";
import { copyButton, download } from "../sharing.js";

/** Return the bar above a listing; how many rows there are is read aloud. */
export function toolbar(app) {
  const count = element("p", { class: "count", role: "status" });
  const chips = element("p", { class: "chips" });
  const save = button("下载 CSV", () => download(asked.file, asked.download(), "text/csv"));
  const link = copyButton("复制链接", () => location.href, app.announce);
  const node = element(
    "div",
    { class: "toolbar" },
    count,
    element("p", { class: "actions" }, link, save),
    chips,
  );
  let asked = null;
  function update(state, what) {
    asked = what;
    setText(count, what.count);
    save.disabled = what.isEmpty ?? false;
    const focused = chips.contains(document.activeElement);
    fill(chips, chosenFilters(app, state));
    if (focused) (chips.querySelector("button") ?? save).focus();
  }
  return { node, update };
}
