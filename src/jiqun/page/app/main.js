// The page: it reads the data, follows the address, and keeps all parts to one state.

import { readBase } from "./base.js";
import { createCardPanel } from "./card.js";
import { element, fill, setAttribute } from "./dom.js";
import { counted, FILTERS, selected } from "./filtering.js";
import { createFilters } from "./filters.js";
import { createFrame } from "./frame.js";
import { createMap } from "./map.js";
import { prepareScripts, useScript } from "./script.js";
import { createSearch, idsOf } from "./searching.js";
import { addressOf, emptyState, MOST_COMPARED, readState } from "./state.js";
import { createAboutView } from "./views/about.js";
import { createClustersView } from "./views/clusters.js";
import { createCompareView } from "./views/compare.js";
import { createSourcesView } from "./views/sources.js";
import { createTargetsView } from "./views/targets.js";

const MAKERS = {
  clusters: createClustersView,
  targets: createTargetsView,
  compare: createCompareView,
  sources: createSourcesView,
  about: createAboutView,
};
// The views beside which the map and the filters stand.
const FILTERED = new Set(["clusters", "targets"]);
// What belongs to one view, and is forgotten in another.
const OF_A_VIEW = { sort: "", verdict: "", scope: "", quality: "", due: "", differing: false };

const base = readBase();
prepareScripts(base.raw.script);
const ask = createSearch(base);
const byId = new Map(base.clusters.rows.map((one) => [one.id, one]));
const byName = new Map(base.clusters.rows.map((one) => [one.cells[0], one.id]));
let parts = null;
let opener = "";

const app = {
  base,
  state: readState(location.hash),
  answer: () => ask(app.state.query),
  clusterById: (id) => byId.get(id),
  clusterNamed: (name) => byName.get(name),
  announce: (text) => parts.frame.announce(text),
  selected: (found) => selected(base.clusters.rows, app.state, found),
  /** Change the state, and the address with it; a typed letter is no step to go back to. */
  set(change, isTyping = false) {
    const state = { ...app.state, ...change };
    history[isTyping ? "replaceState" : "pushState"](null, "", addressOf(state));
    follow(state);
  },
  show: (view) => app.set({ ...OF_A_VIEW, view, card: "" }),
  toggleValue: (name, value) => app.set({ [name]: without(app.state[name], value), card: "" }),
  toggleCompared(id) {
    const compared = without(app.state.compared, id);
    if (compared.length <= MOST_COMPARED) app.set({ compared });
  },
  sortBy(key) {
    const next = { "": key, [key]: `-${key}` };
    app.set({
      sort: next[app.state.sort === key ? key : app.state.sort === `-${key}` ? "back" : ""] ?? "",
    });
  },
  clear: () => app.set({ query: "", ...Object.fromEntries(FILTERS.map((name) => [name, []])) }),
  open(kind, id) {
    if (!app.state.card) opener = document.activeElement?.dataset.card ?? "";
    app.set({ card: `${kind}/${id}` });
  },
  close() {
    const last = opener || app.state.card;
    app.set({ card: "" });
    document.querySelector(`main [data-card="${CSS.escape(last)}"]`)?.focus();
  },
  /** Return a state in which nothing is asked, in the script of this one. */
  alone: () => ({ ...emptyState(), script: app.state.script }),
};

function without(values, value) {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}

function foundIds() {
  const answer = app.answer();
  return answer && new Set(idsOf(answer.items, "cluster"));
}

/** Make all parts anew, as for another script. */
function build() {
  useScript(app.state.script);
  parts = {
    frame: createFrame(app),
    map: createMap(app),
    filters: createFilters(app),
    card: createCardPanel(app),
    views: {},
  };
  parts.side = element("div", { class: "side" }, parts.map.node, parts.filters.node);
  parts.main = element("main", { id: "main", tabindex: "-1" });
  fill(parts.frame.middle, parts.side, parts.main, parts.card.node);
  document.body.append(...parts.frame.nodes);
}

function follow(state) {
  const isSwitched = state.script !== app.state.script;
  app.state = state;
  if (isSwitched) {
    for (const node of parts.frame.nodes) node.remove();
    build();
  }
  update();
  if (isSwitched) document.querySelector(".script button")?.focus();
}

function update() {
  const { state } = app;
  const { rows, counts } = counted(base.clusters.rows, state, foundIds());
  parts.views[state.view] ??= MAKERS[state.view](app);
  const view = parts.views[state.view];
  if (view.node.parentNode !== parts.main) fill(parts.main, view.node);
  parts.side.hidden = !FILTERED.has(state.view);
  if (!parts.side.hidden) {
    parts.map.update(state, counts.provinces);
    parts.filters.update(state, counts);
  }
  view.update(state, rows);
  parts.frame.update(state);
  parts.card.update(state);
  const classes = [
    `view-${state.view}`,
    !parts.card.node.hidden && "with-card",
    state.query && "with-query",
  ];
  setAttribute(document.body, "class", classes.filter(Boolean).join(" "));
}

window.addEventListener("popstate", () => follow(readState(location.hash)));
window.addEventListener("beforeprint", () => {
  parts.views[app.state.view].whole();
});
build();
update();
