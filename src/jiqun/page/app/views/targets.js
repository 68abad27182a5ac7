// The ledger of targets: which were kept, which were not, and why that often cannot be told.

import { createChoices } from "../choices.js";
import { listingCsv } from "../csv.js";
import { element } from "../dom.js";
import { ordered } from "../ordering.js";
import { createTable } from "../table.js";
import { entryLink } from "../texts.js";
import { createCited } from "./cited.js";
import { scoped } from "./clusters.js";
import { toolbar } from "./toolbar.js";

const SCOPE_CHOICES = { own: "集群自己的", wider: "更宽口径的" };
const TARGET_SOURCE = "target-source";

/** Return the view of targets beside outcomes. */
export function createTargetsView(app) {
  const listing = app.base.targets;
  const bar = toolbar(app);
  const toggled = (name) => (value) => app.set({ [name]: app.state[name] === value ? "" : value });
  const verdicts = createChoices(
    Object.entries(app.base.words.verdicts).map(([value, label]) => ({
      value,
      label,
      class: `verdict-${value}`,
    })),
    toggled("verdict"),
    { isCountFirst: true, class: "verdicts", role: "group", "aria-label": "结论" },
  );
  const scopes = createChoices(
    Object.entries(SCOPE_CHOICES).map(([value, label]) => ({ value, label })),
    toggled("scope"),
    { role: "group", "aria-label": "口径" },
  );
  const years = [...new Set(listing.rows.map((one) => one.due))].sort();
  const due = element(
    "select",
    { onchange: () => app.set({ due: due.value }) },
    years.map((year) => element("option", { value: year }, `${year} 年`)),
  );
  const cited = createCited(app, TARGET_SOURCE);
  const table = createTable(app, {
    caption: "到期目标的结论",
    columns: [...targetColumns(app), cited.column],
    rowAttributes: (row) => ({ class: `verdict-${row.verdict}` }),
  });
  const node = element(
    "section",
    { class: "view", "aria-label": "目标与实绩" },
    bar.node,
    element("p", { class: "due" }, element("label", {}, "到期不晚于 ", due)),
    verdicts.node,
    scopes.node,
    table.node,
    element(
      "p",
      { class: "note" },
      listing.about,
      "；“无法判断”是来源里没有可比的实绩，不是没有做到",
    ),
    cited.node,
  );

  function update(state, chosen) {
    const year = Number(state.due || listing.due);
    due.value = String(year);
    const places = new Set(chosen.map((one) => one.at));
    const inReach = listing.rows.filter((one) => places.has(one.cluster) && one.due <= year);
    const holds = {
      verdict: (one) => !state.verdict || one.verdict === state.verdict,
      scope: (one) => !state.scope || one.own === (state.scope === "own"),
    };
    const rows = inReach.filter((one) => holds.verdict(one) && holds.scope(one));
    const shown = state.sort ? ordered(rows, state.sort, listing.ranks) : rows;
    const ofScope = inReach.filter(holds.scope);
    const ofVerdict = inReach.filter(holds.verdict);
    verdicts.update(
      (value) => state.verdict === value,
      (value) => ofScope.filter((one) => one.verdict === value).length,
    );
    scopes.update(
      (value) => state.scope === value,
      (value) => ofVerdict.filter((one) => one.own === (value === "own")).length,
    );
    cited.update(shown);
    bar.update(state, {
      count: `${shown.length} 个目标`,
      download: () => listingCsv(app.base, listing, shown),
      file: "目标.csv",
    });
    table.update(state, shown);
  }

  function whole() {
    table.whole();
    cited.open();
  }
  return { node, update, whole };
}

function targetColumns(app) {
  const { keys, titles } = app.base.targets;
  return keys.map((key, at) => ({
    key,
    title: titles[at],
    class: key,
    cell: (row) => {
      if (key === "cluster")
        return entryLink(app, "cluster", app.base.clusters.rows[row.cluster].id, row.cells[at]);
      return scoped(row.cells[at]);
    },
  }));
}
