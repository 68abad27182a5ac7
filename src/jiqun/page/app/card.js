// The card of an entry: facts, figures with their scope, gaps, and numbered sources.

import { cardText } from "./cardtext.js";
import { button, element, fill } from "./dom.js";
import { copyButton, download, references } from "./sharing.js";
import { addressOf, MOST_COMPARED } from "./state.js";
import { entryLink, linked, marked, sourceList, sourceMark } from "./texts.js";

const CARD_SOURCE = "card-source";
// An id behind a title, as cards name entries that have no short name.
const NAMED_WITH_ID = /^(.*)（([a-z0-9-]+)）$/;

/** Return what shows the card that the state has open, or nothing. */
export function createCardPanel(app) {
  const node = element("aside", { class: "card", hidden: true, "aria-labelledby": "card-title" });
  let shown = "";
  function update(state) {
    if (state.card === shown) return refresh(node, state);
    shown = state.card;
    const [kind, id] = split(shown);
    const isKnown = app.base.entries.get(kind)?.has(id);
    node.hidden = !isKnown;
    fill(node, isKnown ? cardNodes(app, kind, id) : null);
    if (isKnown) {
      refresh(node, state);
      node.querySelector("h2").focus({ preventScroll: true });
      node.scrollTop = 0;
      if (getComputedStyle(node).position !== "sticky") node.scrollIntoView();
    }
  }
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") app.close();
  });
  return { node, update };
}

function split(card) {
  const at = card.indexOf("/");
  return [card.slice(0, at), card.slice(at + 1)];
}

/** Say whether the cluster of the card is among those compared. */
function refresh(node, state) {
  const add = node.querySelector("[data-compare]");
  if (!add) return;
  const isIn = state.compared.includes(add.dataset.compare);
  add.setAttribute("aria-pressed", String(isIn));
  add.disabled = !isIn && state.compared.length >= MOST_COMPARED;
}

function cardNodes(app, kind, id) {
  const card = app.base.entries.get(kind).card(id);
  return [
    element(
      "header",
      { class: "card-head" },
      element("p", { class: "kind" }, app.base.entries.get(kind).title),
      button("关闭", () => app.close(), { class: "close", title: "Esc" }),
      element("h2", { id: "card-title", tabindex: "-1" }, card.title),
      element("p", { class: "subtitle" }, card.subtitle),
      actions(app, kind, id, card),
    ),
    element(
      "dl",
      { class: "facts" },
      card.facts.map((pair) => fact(...pair)),
    ),
    card.sections.map((one) => sectionNode(app, one)),
  ];
}

function actions(app, kind, id, card) {
  const link = () =>
    location.href.replace(/#.*/, "") + addressOf({ ...app.alone(), card: `${kind}/${id}` });
  const save = () => download(`${card.title}.txt`, cardText(app.base, card), "text/plain");
  return element(
    "p",
    { class: "actions" },
    copyButton("复制链接", link, app.announce),
    card.cites.length
      ? copyButton("复制引文", () => references(app.base, card.cites), app.announce)
      : null,
    button("下载文本", save),
    button("打印", () => window.print()),
    kind === "cluster"
      ? button("对照", () => app.toggleCompared(id), {
          "data-compare": id,
          "aria-pressed": "false",
        })
      : null,
  );
}

function fact(label, text) {
  return [element("dt", {}, label), element("dd", {}, told(text))];
}

function told(text) {
  return marked(text, (number) => sourceMark(CARD_SOURCE, () => number));
}

function sectionNode(app, section) {
  const heading = element("h3", {}, section.title);
  if (section.sources) {
    return element(
      "section",
      { class: "cited" },
      heading,
      sourceList(app, section.sources, CARD_SOURCE),
    );
  }
  const body = section.stacked
    ? element(
        "ul",
        { class: "figures" },
        section.rows.map((row) => figureItem(row)),
      )
    : section.columns.length
      ? rowsTable(app, section)
      : element(
          "dl",
          { class: "told" },
          section.rows.map((row) => toldRow(app, row)),
        );
  return element("section", {}, heading, body);
}

/** Return a figure: what and when, how much, of what area, and in which words. */
function figureItem([time, metric, amount, area, words]) {
  const isOwn = !area.startsWith("〔");
  return element(
    "li",
    {},
    element("p", { class: "what" }, `${time}　${metric}`),
    element("p", { class: "amount" }, amount),
    element("p", { class: isOwn ? "scope own" : "scope" }, element("span", {}, "口径 "), area),
    element("p", { class: "words" }, told(words)),
  );
}

function rowsTable(app, { title, columns, rows }) {
  const cells = (row) =>
    row.map((cell, at) =>
      element("td", { "data-label": columns[at] }, at ? told(cell) : named(app, cell)),
    );
  return element(
    "div",
    { class: "wide" },
    element(
      "table",
      { class: "listing" },
      element("caption", { class: "off-screen" }, title),
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          columns.map((one) => element("th", { scope: "col" }, one)),
        ),
      ),
      element(
        "tbody",
        {},
        rows.map((row) => element("tr", {}, cells(row))),
      ),
    ),
  );
}

/** Return the name of a cluster as a link to its card. */
function named(app, text) {
  const id = app.clusterNamed(text);
  return id ? entryLink(app, "cluster", id, text) : linked(text);
}

function toldRow(app, [label, ...rest]) {
  const text = rest.join("　");
  const [, title, id] = NAMED_WITH_ID.exec(text) ?? [];
  const kind =
    id &&
    [
      "policy",
      "cluster",
      "indicator",
      "city",
      "province",
      "region",
      "domain",
      "batch",
      "source",
    ].find(
      (one) => app.base.entries.get(one)?.has(id) && app.base.entries.get(one).name(id) === title,
    );
  return [
    element("dt", {}, label === "·" ? "" : label),
    element("dd", {}, kind ? entryLink(app, kind, id, title) : told(text)),
  ];
}
