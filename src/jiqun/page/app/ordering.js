// Rows in the order of a column, as the command line sorts: what is unknown comes last.

/** Return rows in the order of a column, `-` before it for descending; `ranks` are by row. */
export function ordered(rows, sort, ranks) {
  const rank = ranks[sort.replace(/^-/, "")];
  if (!rank) return rows;
  const sign = sort.startsWith("-") ? -1 : 1;
  const known = rows.filter((row) => rank[row.at] !== null);
  known.sort((one, other) => sign * (rank[one.at] - rank[other.at]));
  return [...known, ...rows.filter((row) => rank[row.at] === null)];
}
