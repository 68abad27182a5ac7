// All sources: what they are, of what quality, and how much rests on them.

import { sourceFacts } from "../base.js";
import { createChoices } from "../choices.js";
import { listingCsv } from "../csv.js";
import { element } from "../dom.js";
import { ordered } from "../ordering.js";
import { idsOf } from "../searching.js";
import { createTable } from "../table.js";
import { entryLink, linked } from "../texts.js";
import { toolbar } from "./toolbar.js";

/** Return the view of sources. */
export function createSourcesView(app) {
  const listing = app.base.sources;
  const facts = listing.rows.map((row) => sourceFacts(app.base, row.at));
  const bar = toolbar(app);
  const qualities = createChoices(
    Object.entries(app.base.words.qualities).map(([value, label]) => ({ value, label })),
    (value) => app.set({ quality: app.state.quality === value ? "" : value }),
    { role: "group", "aria-label": "类别" },
  );
  const table = createTable(app, { caption: "来源", columns: sourceColumns(app, facts) });
  const node = element(
    "section",
    { class: "view", "aria-label": "来源" },
    bar.node,
    qualities.node,
    table.node,
  );

  function update(state) {
    const answer = app.answer();
    const ids = answer && new Set(idsOf([...answer.items, ...answer.near], "source"));
    const found = listing.rows.filter((row) => !ids || ids.has(facts[row.at].id));
    const rows = found.filter((row) => !state.quality || facts[row.at].quality === state.quality);
    const shown = state.sort ? ordered(rows, state.sort, listing.ranks) : rows;
    qualities.update(
      (value) => state.quality === value,
      (value) => found.filter((row) => facts[row.at].quality === value).length,
    );
    bar.update(
      { ...state, domains: [], batches: [], provinces: [], firms: [] },
      {
        count: `${shown.length} 个来源`,
        download: () => listingCsv(app.base, listing, shown),
        file: "来源.csv",
      },
    );
    table.update(state, shown);
  }
  return { node, update, whole: table.whole };
}

function sourceColumns(app, facts) {
  const at = (key) => app.base.sources.keys.indexOf(key);
  const title = (key) => app.base.sources.titles[at(key)];
  const plain = (key, unstated = "—") => ({
    key,
    title: title(key),
    cell: (row) => row.cells[at(key)] ?? unstated,
    class: key,
  });
  return [
    {
      key: "title",
      title: title("title"),
      cell: (row) => entryLink(app, "source", facts[row.at].id, row.cells[at("title")]),
    },
    plain("publisher"),
    plain("date", "日期未示"),
    plain("quality"),
    { title: "用于", class: "citing", isNumber: true, cell: (row) => `${facts[row.at].citing} 处` },
    { title: title("url"), class: "url", cell: (row) => linked(row.cells[at("url")] ?? "") },
  ];
}
