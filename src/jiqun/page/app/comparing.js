// Clusters side by side: rows that the data has for each alone, laid beside one another.

const UNSTATED = "—";

/** Return rows: title, whether known values differ, whether some lack one, a value for each. */
export function compared(base, clusters) {
  const own = clusters.map((one) => readRows(base, base.raw.clusters.comparisons[one.at]));
  return [...fields(base, own), ...figures(own)].map(judged);
}

function readRows(base, { rows, absent }) {
  const read = rows.map((row) => {
    const [field, title, kind, time, measured, unit, area, entry, text, cell] = row.map(base.text);
    return { field, title, kind, time, measured, unit, area, entry, text, cell };
  });
  return { rows: read, absent };
}

function fields(base, own) {
  return base.raw.clusters.compared.flatMap((field) => {
    const values = own.map(({ rows }) => rows.find((row) => !row.kind && row.field === field));
    const first = values.find(Boolean);
    return first ? [{ title: first.title, values: values.map((one) => one ?? null) }] : [];
  });
}

/** Return rows of figures: those that share kind, time, measure, unit and area share a row. */
function figures(own) {
  const shared = new Map();
  own.forEach(({ rows }, place) => {
    for (const row of rows) {
      if (!row.kind) continue;
      const key = JSON.stringify([row.kind, row.time, row.measured, row.unit, row.area, row.entry]);
      if (!shared.has(key)) shared.set(key, { ...row, values: own.map(() => null) });
      shared.get(key).values[place] = row;
    }
  });
  const kinds = Object.keys(own[0]?.absent ?? {});
  const rows = [...shared.values()].sort(
    (one, other) =>
      kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
      byCode(one.area, other.area) ||
      byCode(one.time, other.time),
  );
  for (const row of rows) {
    row.values = row.values.map((value, place) => value ?? noFigure(row, own[place].absent));
  }
  return rows;
}

/** Return why there is no such figure, where that is said of the cluster's own. */
function noFigure(row, absent) {
  const said = row.area || row.entry ? null : absent[row.kind];
  return said ? { text: said, cell: null } : null;
}

function byCode(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

function judged({ title, values }) {
  const known = values.filter((value) => value && value.cell !== null);
  return {
    title,
    differs: new Set(known.map((value) => value.text)).size > 1,
    missing: known.length > 0 && known.length < values.length,
    cells: values.map((value) => value && (value.cell ?? value.text)),
    texts: values.map((value) => value?.cell ?? value?.text ?? UNSTATED),
  };
}

/** Return the sign of a row: that it differs, or that some have no value. */
export function signOf(row) {
  return row.differs ? "≠" : row.missing ? "?" : "";
}
