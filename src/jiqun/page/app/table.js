// A listing as a table whose head sorts it; long ones are drawn as far as one has come.

import { button, element, fill, setAttribute } from "./dom.js";

const DRAWN_AT_ONCE = 100;
// More rows than a screen holds; in ms, when the others follow.
const DRAWN_FIRST = 20;
const DRAWN_LATER = 50;

/** Return a table of rows.
 *
 * `columns` are {key, title, cell(row), isNumber}; a column without a key does not sort, and
 * `refresh(cell, row)` sets what changes in its cells.
 * `rowAttributes(row)` gives those of a row.
 */
export function createTable(app, { caption, columns, rowAttributes = () => ({}) }) {
  const drawn = new Map();
  let rows = [];
  let shown = DRAWN_AT_ONCE;
  let state = null;
  let waiting = 0;
  const head = element("tr");
  const body = element("tbody");
  const more = element("p", { class: "more" });
  const order = element("label", { class: "order" });
  const node = element(
    "div",
    { class: "table" },
    order,
    element(
      "table",
      { class: "listing" },
      element("caption", { class: "off-screen" }, caption),
      element("thead", {}, head),
      body,
    ),
    more,
  );

  /** Return a row, which is made once; what changes with the state is set anew. */
  function rowNode(row) {
    if (!drawn.has(row)) {
      const cells = columns.map((column, at) =>
        element(
          at === 0 ? "th" : "td",
          {
            scope: at === 0 ? "row" : null,
            class: classesOf(column),
            "data-label": column.title,
          },
          column.cell(row),
        ),
      );
      drawn.set(row, element("tr", rowAttributes(row), cells));
    }
    const made = drawn.get(row);
    for (const [at, column] of columns.entries()) column.refresh?.(made.cells[at], row);
    return made;
  }

  /** Draw what the eye meets at once, and the rest when that is on the screen. */
  function draw(first = DRAWN_FIRST) {
    clearTimeout(waiting);
    fill(body, rows.slice(0, Math.min(shown, first)).map(rowNode));
    const rest = rows.slice(first, shown);
    setAttribute(body, "aria-busy", rest.length ? "true" : null);
    if (rest.length) waiting = setTimeout(() => drawLater(rest), DRAWN_LATER);
    const left = rows.length - shown;
    const next = Math.min(left, DRAWN_AT_ONCE);
    fill(more, left > 0 ? button(`再列 ${next} 条（还有 ${left} 条）`, showMore) : null);
  }

  function drawLater(rest) {
    body.append(...rest.map(rowNode));
    setAttribute(body, "aria-busy", null);
  }

  /** Draw rows anew; those that are there already stay, and with them the focus. */
  function redraw(newRows) {
    const isSame = rows.length === newRows.length && rows.every((row, at) => row === newRows[at]);
    if (isSame) {
      for (const row of rows.slice(0, body.rows.length)) rowNode(row);
    } else {
      rows = newRows;
      shown = DRAWN_AT_ONCE;
      draw();
    }
  }

  function showMore() {
    const from = shown;
    shown += DRAWN_AT_ONCE;
    draw(shown);
    body.rows[from]?.querySelector("a, button")?.focus();
  }

  function heading(column) {
    if (!column.key) return element("th", { scope: "col", class: classesOf(column) }, column.title);
    const direction = { [column.key]: "ascending", [`-${column.key}`]: "descending" }[state.sort];
    const sign = { ascending: " ↑", descending: " ↓" }[direction] ?? "";
    return element(
      "th",
      { scope: "col", "aria-sort": direction, class: classesOf(column) },
      button(
        [column.title, element("span", { "aria-hidden": "true" }, sign)],
        () => app.sortBy(column.key),
        {
          "data-sort": column.key,
        },
      ),
    );
  }

  /** Return the order as a list to choose from, for where the head has no room. */
  function orderChoice() {
    const options = columns
      .filter((one) => one.key)
      .flatMap((one) => [
        element("option", { value: one.key, selected: state.sort === one.key }, `${one.title} ↑`),
        element(
          "option",
          { value: `-${one.key}`, selected: state.sort === `-${one.key}` },
          `${one.title} ↓`,
        ),
      ]);
    const choice = element(
      "select",
      { onchange: () => app.set({ sort: choice.value }) },
      element("option", { value: "" }, "默认"),
      options,
    );
    return ["排序 ", choice];
  }

  function update(newState, newRows) {
    const focused = node.contains(document.activeElement) ? document.activeElement : null;
    const sorting = focused?.dataset.sort;
    const isSelect = focused?.tagName === "SELECT";
    state = newState;
    fill(head, columns.map(heading));
    fill(order, orderChoice());
    redraw(newRows);
    if (sorting) head.querySelector(`[data-sort="${sorting}"]`)?.focus();
    if (isSelect) order.querySelector("select").focus();
    node.hidden = rows.length === 0;
  }

  /** Draw all rows, as for print. */
  function whole() {
    shown = rows.length;
    draw(shown);
  }

  return { node, update, whole, rows: () => rows };
}

function classesOf(column) {
  return [column.class, column.isNumber && "number"].filter(Boolean).join(" ") || null;
}
