// The base as the page reads it: texts by number, clusters, targets, sources, cards.

/** Read the data that stands in the page. */
export function readBase() {
  const raw = JSON.parse(document.getElementById("data").textContent);
  const text = (number) => (number === null ? null : raw.texts[number]);
  return {
    raw,
    text,
    meta: raw.meta,
    words: raw.words,
    clusters: listed(raw.clusters, text),
    targets: listed(raw.targets, text),
    sources: listed(raw.sources, text),
    coverage: listed(raw.coverage, text),
    entries: entriesOf(raw.cards, text),
  };
}

/** Return a listing: its columns, and rows with their cells and the places of their sources. */
function listed(raw, text) {
  const rows = raw.cells.map((cells, at) => ({
    at,
    cells: cells.map(text),
    cites: raw.cites[at] ?? [],
    ...(raw.entries?.[at] ?? {}),
  }));
  return { ...raw, rows };
}

function entriesOf(raw, text) {
  const kinds = new Map();
  for (const [kind, { title, ids, names, cards }] of Object.entries(raw)) {
    const places = new Map(ids.map((id, at) => [id, at]));
    kinds.set(kind, {
      title,
      ids,
      names: names.map(text),
      has: (id) => places.has(id),
      name: (id) => text(names[places.get(id)]),
      card: (id) => readCard(cards[places.get(id)], text),
    });
  }
  return kinds;
}

/** Return a card: title, second line, facts, sections, and the places of all sources it cites. */
function readCard([title, subtitle, facts, sections, cites], text) {
  return {
    title: text(title),
    subtitle: text(subtitle),
    facts: facts.map((pair) => pair.map(text)),
    sections: sections.map((one) => readSection(one, text)),
    cites,
  };
}

function readSection([title, columns, rows, stacked], text) {
  if (rows === undefined) return { title: text(title), sources: columns };
  return {
    title: text(title),
    columns: columns.map(text),
    rows: rows.map((row) => row.map(text)),
    stacked: Boolean(stacked),
  };
}

// A source: title, outlet, date, address; how it is told beside facts, on cards, in references;
// its quality; and by how many entries it is cited.
const FORMS = { line: 4, cardLine: 5, reference: 6 };

/** Return how a source is told: `line` beside facts, `cardLine` on cards, `reference` cited. */
export function sourceText(base, at, form) {
  const source = base.raw.sources.entries[at];
  return base
    .text(source[FORMS[form]])
    .replace(/\\([1-4])/g, (_, part) => base.text(source[part - 1]));
}

/** Return what is known of a source beside its texts. */
export function sourceFacts(base, at) {
  const source = base.raw.sources.entries[at];
  return {
    id: base.entries.get("source").ids[at],
    title: base.sources.rows[at].cells[1],
    address: base.text(source[3]),
    quality: source[7],
    citing: source[8],
  };
}
