// CSV with the same bytes as `-f csv --bom`: UTF-8 with a mark, `\n`, quotes only where needed.

import { sourceText } from "./base.js";
import { written } from "./script.js";

const MARK = "\ufeff";

/** Return rows of a listing as CSV; the sources of a row are told in its last cell. */
export function listingCsv(base, listing, rows) {
  const cited = listing.titles.length > listing.keys.length;
  const line = (row) => {
    const told = row.cites.map((at) => sourceText(base, at, "line")).join("；");
    return cited ? [...row.cells, told] : row.cells;
  };
  return csv(base, [listing.titles, ...rows.map(line)]);
}

/** Return lines of cells as CSV; what is unknown is an empty cell. */
export function csv(base, lines) {
  const harmless = (cell) => base.raw.harmless[cell] ?? cell ?? "";
  const text = lines.map((line) => `${line.map((cell) => quoted(harmless(cell))).join(",")}\n`);
  return MARK + written(text.join(""));
}

function quoted(cell) {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
