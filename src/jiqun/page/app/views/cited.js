// The sources of the rows that are seen, below them; on paper they come last.

import { element, fill } from "../dom.js";
import { sourceList } from "../texts.js";

/** Return a list of the sources of rows, which opens where it is wanted. */
export function createCited(app, prefix) {
  const summary = element("summary");
  const list = element("div");
  const node = element("details", { class: "cited" }, summary, list);
  let places = [];
  node.addEventListener("toggle", draw);
  function draw() {
    if (node.open) fill(list, sourceList(app, places, prefix));
  }
  function update(rows) {
    places = [...new Set(rows.flatMap((row) => row.cites))];
    fill(summary, `来源（${places.length}）`);
    node.hidden = places.length === 0;
    draw();
  }
  /** Return the number under which a source stands. */
  function number(at) {
    return places.indexOf(at) + 1;
  }
  return { node, update, number, draw };
}
