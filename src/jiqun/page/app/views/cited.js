// The sources of the rows that are seen, below them; on paper they come last.

import { element, fill, setText } from "../dom.js";
import { nameMark, sourceList, sourceMark } from "../texts.js";

/** Return a list of the sources of rows, which opens where it is wanted, and a column of marks. */
export function createCited(app, prefix) {
  const summary = element("summary");
  const list = element("div");
  const node = element("details", { class: "cited", ontoggle: draw }, summary, list);
  let numbers = new Map();
  const column = {
    title: "出处",
    class: "marks",
    cell: (row) => row.cites.map((at) => sourceMark(prefix, () => numbers.get(at), open)),
    refresh(cell, row) {
      for (const [place, mark] of [...cell.children].entries()) {
        nameMark(mark, numbers.get(row.cites[place]));
      }
    },
  };

  function draw() {
    if (node.open) fill(list, sourceList(app, [...numbers.keys()], prefix));
  }

  /** Open the list at once, as for who follows a mark, or prints. */
  function open() {
    node.open = true;
    draw();
  }

  function update(rows) {
    const places = new Set(rows.flatMap((row) => row.cites));
    numbers = new Map([...places].map((at, place) => [at, place + 1]));
    setText(summary, `来源（${places.size}）`);
    node.hidden = places.size === 0;
    draw();
  }
  return { node, update, open, column };
}
