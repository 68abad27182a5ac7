// The table of clusters: what was found, what only comes near, and where it is from.

import { listingCsv } from "../csv.js";
import { element, fill, setText } from "../dom.js";
import { ordered } from "../ordering.js";
import { foundBeside, idsOf } from "../searching.js";
import { MOST_COMPARED } from "../state.js";
import { createTable } from "../table.js";
import { entryLink } from "../texts.js";
import { createCited } from "./cited.js";
import { toolbar } from "./toolbar.js";

/** Return the view of clusters. */
export function createClustersView(app) {
  const bar = toolbar(app);
  const cited = createCited(app, "list-source");
  const beside = element("div");
  const table = createTable(app, {
    caption: "国家先进制造业集群",
    columns: [...clusterColumns(app), cited.column, compareColumn(app)],
    rowAttributes: (row) => ({ "data-id": row.id }),
  });
  const near = createTable(app, { caption: "相近的集群", columns: clusterColumns(app) });
  const nearNote = element("p", { class: "note" });
  const nearPart = element(
    "section",
    { class: "near" },
    element("h2", {}, "只是相近"),
    nearNote,
    near.node,
  );
  const about = element(
    "p",
    { class: "note" },
    "目标没有集群自己的，就取更大地域里同一产业的，标〔 〕；其余的，和到期的兑现与否，见“目标与实绩”",
  );
  const node = element(
    "section",
    { class: "view clusters", "aria-label": "集群" },
    bar.node,
    beside,
    table.node,
    nearPart,
    about,
    cited.node,
  );

  function update(state, chosen) {
    const answer = app.answer();
    const rows = arranged(chosen, state, answer);
    const nearRows = answer ? nearby(app, answer) : [];
    bar.update(state, {
      count: `${rows.length} 个集群`,
      download: () => listingCsv(app.base, app.base.clusters, listOrder(chosen, state)),
      file: "集群.csv",
    });
    fill(beside, foundBeside(app, answer, "cluster"));
    cited.update(rows);
    table.update(state, rows);
    near.update(state, nearRows);
    nearPart.hidden = nearRows.length === 0;
    setText(nearNote, nearText(rows, answer));
  }
  return { node, update, whole };

  function whole() {
    table.whole();
    cited.open();
  }

  function listOrder(rows, state) {
    return state.sort ? ordered(rows, state.sort, app.base.clusters.ranks) : rows;
  }

  /** Return rows as they are seen: the best first where something was asked. */
  function arranged(rows, state, answer) {
    if (state.sort || !answer) return listOrder(rows, state);
    const places = new Map(idsOf(answer.items, "cluster").map((id, at) => [id, at]));
    return [...rows].sort((one, other) => places.get(one.id) - places.get(other.id));
  }
}

function nearby(app, answer) {
  const ids = idsOf(answer.near, "cluster");
  const rows = new Map(app.selected(new Set(ids)).map((one) => [one.id, one]));
  return ids.map((id) => rows.get(id)).filter(Boolean);
}

function nearText(rows, answer) {
  const unused = answer?.unused?.length ? `没用上：${answer.unused.join("、")}` : "";
  return [rows.length ? "" : "没有全部相符的", unused].filter(Boolean).join("；");
}

function clusterColumns(app) {
  const { keys, titles } = app.base.clusters;
  return keys.map((key, at) => ({
    key,
    title: titles[at],
    isNumber: key === "batch",
    class: key,
    cell: (row) => (at ? scoped(row.cells[at]) : entryLink(app, "cluster", row.id, row.cells[at])),
  }));
}

/** Return the column in which clusters are picked to be compared. */
function compareColumn(app) {
  return {
    title: "对照",
    class: "pick",
    cell: (row) =>
      element("input", {
        type: "checkbox",
        "aria-label": `对照 ${row.cells[0]}`,
        onchange: () => app.toggleCompared(row.id),
      }),
    refresh(cell, row) {
      const [box] = cell.children;
      const { compared } = app.state;
      box.checked = compared.includes(row.id);
      box.disabled = !box.checked && compared.length >= MOST_COMPARED;
    },
  };
}

/** Return a cell in which the scope of a figure stands out. */
export function scoped(text) {
  const [, mark, rest] = /^(〔[^〕]*〕)(.*)$/.exec(text ?? "") ?? [];
  return mark ? [element("span", { class: "scope" }, mark), rest] : (text ?? "—");
}
