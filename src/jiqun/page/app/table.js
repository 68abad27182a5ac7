// A listing as a table whose head sorts it; long ones are drawn as far as one has come.

import { button, element, fill } from "./dom.js";

const DRAWN_AT_ONCE = 100;

/** Return a table of rows.
 *
 * `columns` are {key, title, cell(row), isNumber}; a column without a key does not sort.
 * `rowAttributes(row)` gives those of a row.
 */
export function createTable(app, { caption, columns, rowAttributes = () => ({}) }) {
  const drawn = new Map();
  let rows = [];
  let shown = DRAWN_AT_ONCE;
  let state = null;
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

  /** Return a row, which is made once but for the cells that change with what else is seen. */
  function rowNode(row) {
    if (drawn.has(row)) {
      columns.forEach((column, at) => {
        if (column.isLive) fill(drawn.get(row).cells[at], column.cell(row));
      });
    } else {
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
    return drawn.get(row);
  }

  function draw() {
    fill(body, rows.slice(0, shown).map(rowNode));
    const left = rows.length - shown;
    const next = Math.min(left, DRAWN_AT_ONCE);
    fill(more, left > 0 ? button(`再列 ${next} 条（还有 ${left} 条）`, showMore) : null);
  }

  function showMore() {
    const from = shown;
    shown += DRAWN_AT_ONCE;
    draw();
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
    rows = newRows;
    shown = DRAWN_AT_ONCE;
    fill(head, columns.map(heading));
    fill(order, orderChoice());
    draw();
    if (sorting) head.querySelector(`[data-sort="${sorting}"]`)?.focus();
    if (isSelect) order.querySelector("select").focus();
    node.hidden = rows.length === 0;
  }

  /** Draw all rows, as for print. */
  function whole() {
    shown = Number.POSITIVE_INFINITY;
    draw();
  }

  return { node, update, whole, rows: () => rows };
}

function classesOf(column) {
  return [column.class, column.isNumber && "number"].filter(Boolean).join(" ") || null;
}
