// The map of tiles: one for each provincial unit, shaded by its clusters. No borders are drawn.

import { button, element, fill, setAttribute, setText } from "./dom.js";

const SHADES = 4;
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** Return the map; a tile that is pressed is a province that is chosen. */
export function createMap(app) {
  const byPlace = ([, , row, column], [, , otherRow, otherColumn]) =>
    row - otherRow || column - otherColumn;
  const tiles = [...app.base.raw.tiles].sort(byPlace).map(([name, short, row, column]) => {
    const count = element("b");
    const node = button(
      [
        element("span", {}, short),
        count,
        element("span", { class: "off-screen" }, ` 个集群，${name}`),
      ],
      () => app.toggleValue("provinces", name),
      { title: name },
    );
    node.style.gridArea = `${row + 1} / ${column + 1}`;
    return { name, row, column, node, count };
  });
  const grid = element(
    "div",
    { class: "map", role: "group", "aria-label": "按省份筛选；方向键移动" },
    tiles.map((one) => one.node),
  );
  tiles.forEach((one, at) => {
    one.node.tabIndex = at ? -1 : 0;
    one.node.addEventListener("keydown", (event) => move(event, tiles, one));
  });
  const legend = element("p", { class: "legend" });
  const node = element("section", { class: "atlas", "aria-label": "省份方格图" }, grid, legend);
  let told = null;
  function update(state, counts) {
    const most = Math.max(0, ...counts.values());
    for (const one of tiles) {
      const count = counts.get(one.name) ?? 0;
      setAttribute(one.node, "class", `tile shade${shade(count, most)}`);
      setAttribute(one.node, "aria-pressed", String(state.provinces.includes(one.name)));
      setText(one.count, count);
    }
    if (told !== most) fill(legend, legendNodes(most));
    told = most;
  }
  return { node, update };
}

/** Return how dark a count is, 0 to 4, as `jiqun map` has it. */
function shade(count, most) {
  return most ? Math.ceil((SHADES * count) / most) : 0;
}

function legendNodes(most) {
  const steps = [...Array(SHADES + 1).keys()].map((level) => {
    const from = level ? Math.floor(((level - 1) * most) / SHADES) + 1 : 0;
    const to = Math.floor((level * most) / SHADES);
    return from > to ? null : [level, from === to ? `${to}` : `${from}–${to}`];
  });
  return [
    "集群数 ",
    steps
      .filter(Boolean)
      .map(([level, text]) => [element("i", { class: `swatch shade${level}` }), `${text} `]),
    element("span", { class: "note" }, "联合集群在参与的每个省份都计"),
  ];
}

/** Move the focus to the next tile in a direction. */
function move(event, tiles, from) {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const [down, right] = step;
  const ahead = tiles
    .map((one) => ({
      one,
      along: (one.row - from.row) * down + (one.column - from.column) * right,
    }))
    .filter(
      ({ one, along }) => along > 0 && (down ? one.column === from.column : one.row === from.row),
    )
    .sort((one, other) => one.along - other.along)[0]?.one;
  if (!ahead) return;
  from.node.tabIndex = -1;
  ahead.node.tabIndex = 0;
  ahead.node.focus();
}
