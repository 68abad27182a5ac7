// Two to four clusters side by side.

import { compared, signOf } from "../comparing.js";
import { csv } from "../csv.js";
import { button, element, fill } from "../dom.js";
import { MOST_COMPARED } from "../state.js";
import { entryLink } from "../texts.js";
import { toolbar } from "./toolbar.js";

/** Return the view of clusters side by side. */
export function createCompareView(app) {
  const bar = toolbar(app);
  const picked = element("ul", { class: "picked" });
  const names = new Map(app.base.clusters.rows.map((one) => [one.cells[0], one.id]));
  const list = element(
    "datalist",
    { id: "cluster-names" },
    [...names.keys()].map((name) => element("option", { value: name })),
  );
  const input = element("input", {
    type: "text",
    list: "cluster-names",
    autocomplete: "off",
    placeholder: "加一个集群",
    "aria-label": "加一个集群来对照",
    onchange: () => add(input.value.trim()),
  });
  const said = element("p", { class: "note", role: "status" });
  const only = element("input", {
    type: "checkbox",
    onchange: () => app.set({ differing: only.checked }),
  });
  const body = element("div", {
    class: "wide",
    tabindex: "0",
    role: "region",
    "aria-label": "对照表",
  });
  const node = element(
    "section",
    { class: "view", "aria-label": "对照" },
    bar.node,
    picked,
    element("p", { class: "adding" }, input, list),
    said,
    element("p", {}, element("label", {}, only, " 只列不同或有一方未载的项")),
    body,
    element(
      "p",
      { class: "note" },
      "口径、指标、时间都相同的数字才在一行，没写年份的各占一行；〔 〕是口径，无此标记的才是集群自己的；“—”“未查到”不等于没有",
    ),
  );

  function add(typed) {
    const like = [...names.keys()].filter((name) => name.includes(typed));
    const name = names.has(typed) ? typed : like.length === 1 ? like[0] : "";
    input.value = name || !typed ? "" : typed;
    fill(
      said,
      name || !typed
        ? ""
        : like.length
          ? `有 ${like.length} 个集群的名称含“${typed}”，请选一个`
          : `没有名称含“${typed}”的集群`,
    );
    if (name && !app.state.compared.includes(names.get(name))) app.toggleCompared(names.get(name));
  }

  function update(state) {
    const clusters = state.compared.map((id) => app.clusterById(id)).filter(Boolean);
    const isEnough = clusters.length > 1;
    const rows = isEnough ? compared(app.base, clusters) : [];
    const shown = state.differing ? rows.filter((row) => row.differs || row.missing) : rows;
    only.checked = state.differing;
    input.disabled = clusters.length >= MOST_COMPARED;
    fill(
      picked,
      clusters.map((one) => pickedItem(app, one)),
    );
    const differing = rows.filter((row) => row.differs).length;
    const missing = rows.filter((row) => row.missing && !row.differs).length;
    bar.update(
      { ...state, query: "", domains: [], batches: [], provinces: [], firms: [] },
      {
        count: isEnough
          ? `${differing} 项不同（≠），${missing} 项有一方未载（?）`
          : "请选两到四个集群：在下面加，或在集群表里勾选",
        isEmpty: !isEnough,
        download: () => asCsv(app, clusters, shown),
        file: "对照.csv",
      },
    );
    fill(body, isEnough ? comparison(clusters, shown, app) : null);
    body.hidden = !isEnough;
  }
  return { node, update, whole() {} };
}

function pickedItem(app, one) {
  return element(
    "li",
    {},
    entryLink(app, "cluster", one.id, one.cells[0]),
    button("×", () => app.toggleCompared(one.id), { "aria-label": `不再对照 ${one.cells[0]}` }),
  );
}

function comparison(clusters, rows, app) {
  const heads = clusters.map((one) =>
    element("th", { scope: "col" }, entryLink(app, "cluster", one.id, one.cells[0])),
  );
  return element(
    "table",
    { class: "compared" },
    element("caption", { class: "off-screen" }, "集群对照"),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("th", { scope: "col" }, "项目"),
        element("th", { scope: "col" }, "异"),
        heads,
      ),
    ),
    element(
      "tbody",
      {},
      rows.map((row) => comparisonRow(row, clusters)),
    ),
  );
}

function comparisonRow(row, clusters) {
  return element(
    "tr",
    { class: row.differs ? "differs" : null },
    element("th", { scope: "row" }, row.title),
    element("td", { class: "sign" }, signOf(row)),
    row.texts.map((text, at) => element("td", { "data-label": clusters[at].cells[0] }, text)),
  );
}

function asCsv(app, clusters, rows) {
  const titles = ["项目", "异", ...clusters.map((one) => one.cells[0])];
  return csv(app.base, [titles, ...rows.map((row) => [row.title, signOf(row), ...row.cells])]);
}
