// The order of matches: tiers first, then how well a match fits inside its tier.

import { charactersOf } from "./constants.js";
import { lengthOf } from "./folding.js";
import { matchedText, sumOf } from "./matching.js";

/**
 * An entry that a query finds.
 * @typedef {object} Match
 * @property {string} kind
 * @property {string} id
 * @property {number} score 0 to 100; orders matches.
 * @property {string} tier a key of `TIERS`.
 * @property {string} field that of the main text.
 * @property {string[]} terms the stored texts in which the query was found, each once.
 * @property {string[]} highlights the folded characters in them that it stands for.
 * @property {string[]} unused the words of the query that it does not explain: it is only near.
 */

/** Return a match. */
export function matchOf(kind, id, score, tier, field, terms, highlights = [], unused = []) {
  return { kind, id, score, tier, field, terms, highlights, unused };
}

/** Return the score of a match that fits so well (at most 1) in its tier. */
export function scoreIn(base, tier, fit) {
  const { TIERS, RANGE } = base.constants.ranking;
  return TIERS[tier] - RANGE * (1 - fit);
}

/** Return a match as one that would explain the query, were it not for `unused`. */
export function asNear(base, match, unused) {
  return { ...match, tier: "slip", score: scoreIn(base, "slip", match.score / 100), unused };
}

/** Tell whether one of these names of places stands in a name of a match, or where it is. */
export function namesPlace(base, match, names) {
  return (
    ["name", "alias", "place"].includes(match.field) &&
    match.terms.some((term) => names.some((name) => base.fold(term).includes(name)))
  );
}

/** Return the match of a query that is a name, an alias or a code of an entry. */
export function namedMatch(base, kind, id, row) {
  const tier = row.field === "name" || row.field === "code" ? "exact" : "alias";
  const score = scoreIn(base, tier, base.constants.matching.FIELD_WEIGHT[row.field]);
  return matchOf(kind, id, score, tier, row.field, [row.text], [row.folded]);
}

/** Return the match of a query of which an entry explains at least one piece. */
export function explainedMatch(base, kind, id, explanation) {
  const { DOCUMENT_COST, EVIDENCE_SHARE, SHARE_OF_PARTIAL, FIT_OF_PARTIAL } =
    base.constants.ranking;
  const { pieces, share, missed } = explanation;
  const { document, evidence } = base.kind(kind);
  const main = mainPiece(base, pieces);
  let tier = tierOf(base, document, pieces, main);
  let fit = fitOf(base, pieces, main);
  if (evidence) {
    tier = "prose";
    fit *= EVIDENCE_SHARE;
  }
  if (share < 1) {
    tier = "slip";
    fit = SHARE_OF_PARTIAL * share + FIT_OF_PARTIAL * fit;
    fit *= document ? DOCUMENT_COST : 1;
  }
  const highlights = pieces.map(matchedText);
  const score = scoreIn(base, tier, fit);
  return matchOf(kind, id, score, tier, main.row.field, termsOf(pieces), highlights, missed);
}

/** Return the stored texts that pieces are from, each once. */
export function termsOf(pieces) {
  return [...new Set(pieces.map((piece) => piece.row.text))];
}

/** Return the first of the heaviest pieces, of those the one of the best field. */
function mainPiece(base, pieces) {
  const { FIELD_WEIGHT } = base.constants.matching;
  return pieces.reduce((best, piece) => {
    const heavier = piece.weight - best.weight;
    const better = FIELD_WEIGHT[piece.row.field] - FIELD_WEIGHT[best.row.field];
    return heavier > 0 || (heavier === 0 && better > 0) ? piece : best;
  });
}

function tierOf(base, document, pieces, main) {
  const fields = pieces.map((piece) => piece.row.field);
  const forms = pieces.map((piece) => piece.form);
  if (fields.includes("prose")) return "prose";
  if (document) return "title";
  if (fields.includes("figure")) return "figure";
  if (forms.includes("initials")) return "initials";
  if (forms.includes("reading")) return "pinyin";
  const naming = base.constants.ranking.NAMING_FIELDS.includes(main.row.field);
  if (pieces.length > 1 || !naming) return "words";
  return main.row.folded.startsWith(main.text) ? "prefix" : "substring";
}

function fitOf(base, pieces, main) {
  const { FIELD_WEIGHT } = base.constants.matching;
  const { FIELDS, FULL_TEXTS, LONGEST_PIECE, ONE_TEXT, LITTLE_ELSE, RANK_COST, LAST_RANK } =
    base.constants.ranking;
  const weight = sumOf(pieces, (piece) => piece.weight);
  const inFields = sumOf(pieces, (piece) => piece.weight * FIELD_WEIGHT[piece.row.field]);
  const full = pieces.filter((piece) => piece.isFull);
  const inFullTexts = sumOf(full, (piece) => piece.weight);
  const isOneText = new Set(pieces.map((piece) => piece.row.folded)).size === 1;
  const { row } = main;
  const text = main.form === "reading" ? row.reading.replaceAll("|", "") : row.folded;
  const typed = lengthOf(main.text.replaceAll("|", "")) / lengthOf(text);
  const rank = row.field === "product" ? Math.min(row.rank, LAST_RANK) : 0;
  return (
    (FIELDS * inFields) / weight +
    (FULL_TEXTS * inFullTexts) / weight +
    (LONGEST_PIECE * main.weight) / weight +
    ONE_TEXT * Number(isOneText) +
    LITTLE_ELSE * Math.min(typed, 1) -
    RANK_COST * rank
  );
}

/** Return matches best first, each entry once; equal ones by kind, then as they come. */
export function ranked(base, matches) {
  const best = new Map();
  for (const match of matches) {
    const key = `${match.kind}/${match.id}`;
    const known = best.get(key);
    if (known === undefined || match.score > known.score) best.set(key, match);
  }
  const order = ({ kind }) => [Number(!base.kind(kind).group), base.kindNames.indexOf(kind)];
  const rounded = ({ score }) => Math.round(score * 1e6) / 1e6;
  return [...best.values()].sort((one, other) => {
    const [oneOrder, otherOrder] = [order(one), order(other)];
    return (
      rounded(other) - rounded(one) || oneOrder[0] - otherOrder[0] || oneOrder[1] - otherOrder[1]
    );
  });
}

/** Return a negative number where one text stands before another by its characters. */
export function compareTexts(one, other) {
  const first = charactersOf(one);
  const second = charactersOf(other);
  for (let at = 0; at < Math.min(first.length, second.length); at += 1) {
    const apart = first[at].codePointAt(0) - second[at].codePointAt(0);
    if (apart) return apart;
  }
  return first.length - second.length;
}
