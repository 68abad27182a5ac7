// A listing as a table whose head sorts it; long ones are drawn as far as one has come.

import { arrange, button, element, fill, setAttribute, setText } from "./dom.js";

const DRAWN_AT_ONCE = 100;
// More rows than a screen holds; in ms, when the others follow.
const DRAWN_FIRST = 20;
const DRAWN_LATER = 50;
const DIRECTIONS = { ascending: "↑", descending: "↓" };

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
  let waiting = 0;
  const heads = columns.map((column) => createHead(app, column));
  const order = createOrderChoice(app, columns);
  const body = element("tbody");
  const more = element("p", { class: "more" });
  const node = element(
    "div",
    { class: "table" },
    order.node,
    element(
      "table",
      { class: "listing" },
      element("caption", { class: "off-screen" }, caption),
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          heads.map((one) => one.node),
        ),
      ),
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
    drawRows(Math.min(shown, first));
    const isWhole = body.rows.length === Math.min(shown, rows.length);
    setAttribute(body, "aria-busy", isWhole ? null : "true");
    if (!isWhole) waiting = setTimeout(drawLater, DRAWN_LATER);
    const left = rows.length - shown;
    const next = Math.min(left, DRAWN_AT_ONCE);
    fill(more, left > 0 ? button(`再列 ${next} 条（还有 ${left} 条）`, showMore) : null);
  }

  function drawRows(number) {
    arrange(body, rows.slice(0, number).map(rowNode));
  }

  function drawLater() {
    drawRows(shown);
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

  function update(state, newRows) {
    for (const one of heads) one.update(state.sort);
    order.update(state.sort);
    redraw(newRows);
    node.hidden = rows.length === 0;
  }

  /** Draw all rows, as for print. */
  function whole() {
    shown = rows.length;
    draw(shown);
  }

  return { node, update, whole };
}

/** Return the head of a column, which sorts by it where it has a key. */
function createHead(app, { key, title, ...column }) {
  const attributes = { scope: "col", class: classesOf(column) };
  if (!key) return { node: element("th", attributes, title), update() {} };
  const sign = element("span", { "aria-hidden": "true" });
  const node = element(
    "th",
    attributes,
    button([title, sign], () => app.sortBy(key), { "data-sort": key }),
  );
  function update(sort) {
    const direction = { [key]: "ascending", [`-${key}`]: "descending" }[sort];
    setAttribute(node, "aria-sort", direction);
    setText(sign, direction ? ` ${DIRECTIONS[direction]}` : "");
  }
  return { node, update };
}

/** Return the order as a list to choose from, for where the head has no room. */
function createOrderChoice(app, columns) {
  const choice = element(
    "select",
    { onchange: () => app.set({ sort: choice.value }) },
    element("option", { value: "" }, "默认"),
    columns
      .filter((one) => one.key)
      .flatMap(({ key, title }) => [
        element("option", { value: key }, `${title} ${DIRECTIONS.ascending}`),
        element("option", { value: `-${key}` }, `${title} ${DIRECTIONS.descending}`),
      ]),
  );
  const node = element("label", { class: "order" }, "排序 ", choice);
  function update(sort) {
    choice.value = sort;
    // What the address asks for and no column has is no order.
    if (choice.selectedIndex < 0) choice.value = "";
  }
  return { node, update };
}

function classesOf(column) {
  return [column.class, column.isNumber && "number"].filter(Boolean).join(" ") || null;
}
