// How much of a query an entry explains, and by which of its texts.

import { lengthOf } from "./folding.js";

/**
 * Units of the query that stand in one text of the entry.
 * @typedef {object} Piece
 * @property {"text"|"reading"|"initials"} form where `text` stands: in the folded text of `row`, its
 *   reading or its initials.
 * @property {string} text
 * @property {object} row
 * @property {number} weight
 * @property {boolean} isFull whether it is all of that text.
 */

function pieceOf(form, text, row, weight, isFull) {
  return { form, text, row, weight, isFull };
}

/** Return the sum of what a function gives for each of several things. */
export function sumOf(values, worth) {
  return values.reduce((sum, value) => sum + worth(value), 0);
}

/**
 * Return the pieces that explain most of `units`, their share (0 to 1) of its weight, and the words
 * that are in none of them.
 */
export function explain(base, entry, units) {
  const { PIECE_COST } = base.constants.matching;
  const total = sumOf(units, (unit) => unit.weight);
  if (!total) return { share: 0, pieces: [], missed: [] };
  // For every number of first units, the worth of the best pieces, these pieces, and the units that
  // each of them begins and ends before.
  const best = [{ worth: 0, pieces: [], spans: [] }];
  for (let end = 1; end <= units.length; end += 1) {
    let longest = best.at(-1);
    for (let start = end - 1; start >= 0; start -= 1) {
      const isLong = start < end - 1;
      if (isLong && !mayJoin(units[start], units[end - 1])) break;
      const part = units.slice(start, end);
      const piece = bestPiece(base, entry, part, total);
      if (piece) {
        const before = best[start];
        const worth = before.worth + worthOf(base, piece) - PIECE_COST;
        if (worth > longest.worth) {
          // What is only the beginning of more stays unexplained.
          const whole = piece.weight === sumOf(part, (unit) => unit.weight);
          const spans = [...before.spans, [start, whole ? end : start]];
          longest = { worth, pieces: [...before.pieces, piece], spans };
        }
      } else if (isLong) {
        break; // what is not found is not found with another unit before it either
      }
    }
    best.push(longest);
  }
  const { pieces, spans } = best.at(-1);
  const share = Math.min(1, sumOf(pieces, (piece) => piece.weight) / total);
  return { share, pieces, missed: share < 1 ? missedIn(units, spans) : [] };
}

/** Return the runs of units that say something and are in none of the spans. */
function missedIn(units, spans) {
  const words = [""];
  units.forEach((unit, at) => {
    const found = spans.some(([start, end]) => start <= at && at < end);
    if (found || !unit.weight) words.push("");
    else if (unit.type === "han") words[words.length - 1] += unit.text;
    else words.push(unit.text, "");
  });
  return words.filter(Boolean);
}

function worthOf(base, piece) {
  const { FIELD_SHARE, FIELD_WEIGHT } = base.constants.matching;
  return piece.weight * (1 - FIELD_SHARE + FIELD_SHARE * FIELD_WEIGHT[piece.row.field]);
}

/** Tell whether units from the first to the last may be one piece. */
function mayJoin(first, last) {
  if (first.type === "han") return last.type === "han";
  return first.type === "syllable" && (last.type === "syllable" || last.type === "unfinished");
}

/** Return the part of the row's folded text that a piece stands for; empty if not known. */
export function matchedText(piece) {
  const { row } = piece;
  if (piece.form === "text") return piece.text;
  const characters = Array.from(row.folded);
  if (lengthOf(row.initials) !== characters.length) return "";
  let start = row.initials.indexOf(piece.text);
  let length = piece.text.length;
  if (piece.form === "reading") {
    const at = row.reading.indexOf(piece.text);
    start = row.reading.slice(0, at).split("|").length - 1;
    length = piece.text.split("|").length - 1;
  }
  return start >= 0 ? characters.slice(start, start + length).join("") : "";
}

/** Return the best piece that is just these units. */
function bestPiece(base, entry, units, total) {
  const weight = sumOf(units, (unit) => unit.weight);
  if (!weight) return null;
  // A query of one character has nothing else to be found by.
  const only = total <= 1;
  switch (units.at(-1).type) {
    case "han":
      return hanPiece(base, entry, units, weight, only);
    case "syllable":
    case "unfinished":
      return readingPiece(base, entry, units, weight, only);
    case "initials":
      return initialsPiece(base, entry, units[0]);
    default:
      return literalPiece(base, entry, units[0]);
  }
}

/** Return the piece of the best field, full texts before others, then of the shortest text. */
function bestOf(base, pieces) {
  const { FIELD_WEIGHT } = base.constants.matching;
  let best = null;
  let highest = 0;
  for (const piece of pieces) {
    const worth = FIELD_WEIGHT[piece.row.field] + Number(piece.isFull);
    const shorter = best && worth === highest && piece.row.folded.length < best.row.folded.length;
    if (!best || worth > highest || shorter) {
      best = piece;
      highest = worth;
    }
  }
  return best;
}

/** Return the best piece of one unit, which is the `only` one of the query or not. */
function bestSingle(base, pieces, unit, only) {
  const full = bestOf(
    base,
    pieces.filter((piece) => piece.isFull && (only || unit.alone)),
  );
  return full ?? (only ? bestOf(base, withSingles(base, pieces)) : null);
}

/** Return the best text of which a unit that was typed by itself is a part. */
function beginningPiece(base, pieces) {
  const part = bestOf(base, withSingles(base, pieces));
  return part && { ...part, weight: part.weight * base.constants.matching.PART };
}

function withSingles(base, pieces) {
  return pieces.filter((piece) => base.constants.matching.WITH_SINGLES.includes(piece.row.field));
}

function hanPiece(base, entry, units, weight, only) {
  const text = units.map((unit) => unit.text).join("");
  if (!entry.folded.includes(text)) return null;
  const pieces = entry.rows
    .filter((row) => row.folded.includes(text))
    .map((row) => pieceOf("text", text, row, weight, row.folded === text));
  if (units.length > 1) return bestOf(base, pieces);
  const single = bestSingle(base, pieces, units[0], only);
  return single ?? (units[0].apart ? beginningPiece(base, pieces) : null);
}

function readingPiece(base, entry, units, weight, only) {
  const text = `|${units.map((unit) => unit.text).join("|")}`;
  const sought = units.at(-1).type === "syllable" ? `${text}|` : text;
  if (!entry.readings.includes(sought)) return null;
  const pieces = entry.rows
    .filter((row) => row.reading.includes(sought))
    .map((row) => pieceOf("reading", text, row, weight, row.reading === `${text}|`));
  if (units.length > 1) return bestOf(base, pieces);
  return bestSingle(base, pieces, units[0], only) ?? beginningPiece(base, pieces);
}

function literalPiece(base, entry, unit) {
  const pieces = [];
  for (const form of withSingular(unit.text)) {
    if (!entry.folded.includes(form)) continue;
    const pattern = literalPattern(base, form);
    for (const row of entry.rows) {
      if (!row.folded.includes(form)) continue;
      if (row.field === "code" && row.folded !== form) continue;
      if (!pattern.test(row.text.toLowerCase())) continue;
      pieces.push(pieceOf("text", unit.text, row, unit.weight, row.folded === form));
    }
  }
  return bestOf(base, pieces);
}

/** Return an English word and, where it may be a plural, its singular. */
export function withSingular(word) {
  return word.length > 4 && word.endsWith("s") ? [word, word.slice(0, -1)] : [word];
}

/** Return what finds a literal: a number not within another one, a word from its start. */
function literalPattern(base, text) {
  const exact = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  if (!/^\p{L}/u.test(text)) return new RegExp(`(?<![\\d.])${exact}(?![\\d.]*\\d)`, "u");
  const end = text.length >= base.constants.matching.WORD_START_LEAST ? "" : "(?![a-z0-9])";
  return new RegExp(`(?<![a-z0-9])${exact}${end}`, "u");
}

/** Return the best text with these initials, or one that has them after a place (zzgd). */
function initialsPiece(base, entry, unit) {
  const { INITIALS_LEAST } = base.constants.matching;
  const { text, weight } = unit;
  const pieces = entry.rows
    .filter(
      ({ initials }) =>
        initials === text || (text.length >= INITIALS_LEAST && initials.startsWith(text)),
    )
    .map((row) => pieceOf("initials", text, row, weight, row.initials === text));
  if (pieces.length && text.length > 1) return bestOf(base, pieces);
  const places = entry.rows.filter((row) => row.field === "place").map((row) => row.initials);
  for (let split = 2; split < text.length - 1; split += 1) {
    if (!places.includes(text.slice(0, split))) continue;
    const row = withInitials(base, entry, text.slice(split));
    if (row) return pieceOf("initials", text, row, weight, false);
  }
  return null;
}

/** Return the first name or product that has these initials, or longer ones that hold them. */
function withInitials(base, entry, text) {
  const { INITIALS_LEAST } = base.constants.matching;
  return entry.rows.find(
    ({ field, initials }) =>
      ["name", "alias", "product"].includes(field) &&
      (initials === text || (text.length >= INITIALS_LEAST && initials.includes(text))),
  );
}
