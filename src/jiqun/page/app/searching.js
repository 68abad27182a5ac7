// The question that is asked in the search box, and what it finds among entries of all kinds.

import { element } from "./dom.js";
import { createFinder } from "./finding/finder.js";
import { entryLink } from "./texts.js";

// So many entries of other kinds are named above the table.
const MOST_NAMED = 8;

/** Return what asks the finder, which is made when nothing else is to do, or something is asked. */
export function createSearch(base) {
  let finder = null;
  let last = { query: "", answer: null };
  const made = () => {
    finder ??= createFinder(searchData(), base.raw.texts);
    return finder;
  };
  whenIdle(function* prepared() {
    yield* made().prepare();
  });
  return (query) => {
    if (!query.trim()) return null;
    if (last.query !== query) {
      last = { query, answer: made().search(query, { limit: 0 }) };
    }
    return last.answer;
  };
}

/** Go on with what a generator does whenever nothing else is to do. */
function whenIdle(generator) {
  const steps = generator();
  const go = () => {
    if (!steps.next().done) window.requestIdleCallback(go);
  };
  window.requestIdleCallback?.(go);
}

function searchData() {
  return JSON.parse(document.getElementById("search-data").textContent);
}

/** Return the ids of the entries of a kind in what was found, best first. */
export function idsOf(items, kind) {
  return items.filter((one) => one.kind === kind).map((one) => String(one.id));
}

/** Return what else was found: entries of other kinds, and what was not understood. */
export function foundBeside(app, answer, kind) {
  if (!answer) return null;
  const others = answer.items.filter((one) => one.kind !== kind && one.kind !== "source");
  const shown = others.slice(0, MOST_NAMED);
  const links = shown.map((one) =>
    element(
      "li",
      {},
      element("span", { class: "kind" }, app.base.entries.get(one.kind).title),
      entryLink(app, one.kind, String(one.id), one.name),
    ),
  );
  return [
    answer.message ? element("p", { class: "note" }, answer.message) : null,
    links.length
      ? element(
          "nav",
          { class: "beside", "aria-label": "也找到" },
          element("span", {}, "也找到"),
          element("ul", {}, links),
        )
      : null,
  ];
}
