// Searching texts: what explains a whole query, and what comes near it.

import { explain, withSingular } from "./matching.js";
import { beginningOf, interpretations, stripGenericWords } from "./query.js";
import { compareTexts, explainedMatch, namedMatch, ranked } from "./ranking.js";
import { nearMatches } from "./typos.js";

/** A query over the texts of all entries of some kinds. */
export class TextSearch {
  /**
   * @param {object} base the finder's base.
   * @param {string} query of which only the first characters count.
   * @param {string[]} kinds
   */
  constructor(base, query, kinds) {
    this.base = base;
    this._query = beginningOf(base, query);
    this._indexes = kinds.map((kind) => base.indexes.of(kind));
    this._meanings = base.fold(this._query)
      ? interpretations(base, this._query, base.indexes.lexicon(kinds))
      : [];
  }

  /** The matches that explain the whole query, best first. */
  get whole() {
    this._whole ??= ranked(
      this.base,
      this._found.filter((match) => !match.unused.length),
    );
    return this._whole;
  }

  /** What explains a part of the query, or would but for a typo, best first. */
  get near() {
    this._near ??= this._meanings.length ? this._nearMatches() : [];
    return this._near;
  }

  _nearMatches() {
    const { base } = this;
    const found = [
      ...nearMatches(base, this._indexes, this._query, this._meanings),
      ...this._found.filter((match) => match.unused.length),
    ];
    const whole = new Set(this.whole.map((match) => `${match.kind}/${match.id}`));
    return ranked(base, found).filter(
      (match) => !whole.has(`${match.kind}/${match.id}`) && !base.kind(match.kind).evidence,
    );
  }

  get _found() {
    if (!this._candidates) {
      const folded = this.base.fold(this._query);
      const found = this._meanings.length
        ? this._indexes.flatMap((index) =>
            sharingMost(this.base, index, folded, this._meanings).map((number) =>
              matchOfEntry(this.base, index, number, folded, this._meanings),
            ),
          )
        : [];
      this._candidates = found.filter(Boolean);
    }
    return this._candidates;
  }
}

/** Return the numbers of the entries that share most with the query, in their order. */
function sharingMost(base, index, folded, meanings) {
  const { MOST_PER_LOOKUP, MOST_CANDIDATES, LEAST_SHARED } = base.constants.searching;
  const shared = new Map();
  const count = (numbers) => {
    for (const number of numbers) shared.set(number, (shared.get(number) ?? 0) + 1);
  };
  count(index.withText(folded, MOST_PER_LOOKUP));
  const lookups = new Map();
  for (const units of meanings) {
    for (const [method, text] of lookupsOf(base, units)) {
      lookups.set(`${method} ${text}`, [method, text]);
    }
  }
  for (const [method, text] of lookups.values()) count(index[method](text, MOST_PER_LOOKUP));
  const most = [...shared].sort(([, one], [, other]) => other - one).slice(0, MOST_CANDIDATES);
  return most
    .filter(([, number]) => number >= most[0][1] * LEAST_SHARED)
    .map(([number]) => number)
    .sort((one, other) => one - other);
}

/** Yield what to look up for units: pairs of neighbours, and units by themselves. */
function* lookupsOf(base, units) {
  for (let at = 0; at < units.length; at += 1) {
    if (at + 1 < units.length) yield* pairLookups(units[at], units[at + 1]);
    yield* unitLookups(base, units[at]);
  }
}

function* pairLookups(first, second) {
  const isSpelled = ({ type }) => type === "syllable" || type === "unfinished";
  if (first.type === "han" && second.type === "han") {
    if (first.weight || second.weight) yield ["withText", first.text + second.text];
  } else if (isSpelled(first) && isSpelled(second)) {
    const end = second.type === "syllable" ? "|" : "";
    yield ["withReading", `|${first.text}|${second.text}${end}`];
  }
}

function* unitLookups(base, unit) {
  const { STARTING, WITH_INITIALS } = base.constants.searching;
  const { text } = unit;
  if (unit.type === "syllable" || (unit.type === "han" && unit.weight)) {
    yield ["withSingle", text];
  } else if (unit.type === "unfinished" && text.length > 2) {
    for (const letter of STARTING) yield ["withReading", `${letter}|${text}`];
  } else if (unit.type === "initials") {
    for (const letter of WITH_INITIALS) yield ["withInitials", letter + text];
    // They may be those of a place and of a name (zzgd).
    for (let at = 2; at < text.length - 1; at += 1) yield ["withInitials", text.slice(at)];
  } else if (unit.type === "literal" && unit.weight) {
    for (const form of withSingular(text)) yield ["withText", form];
  }
}

/** Return how an entry matches the query; null where it explains too little of it. */
function matchOfEntry(base, index, number, folded, meanings) {
  const entry = index.entry(number);
  const id = index.ids[number];
  const { document, evidence } = index.traits;
  const row = namedRow(base, entry, folded);
  if (row && (row.field === "code" || !evidence)) return namedMatch(base, index.kind, id, row);
  const read = document
    ? meanings.filter((units) => units.every((unit) => unit.type !== "initials"))
    : meanings;
  let best = null;
  for (const units of read) {
    const one = explain(base, entry, units);
    if (one.share < base.constants.searching.LEAST_SHARE) continue;
    const found = { share: one.share, match: explainedMatch(base, index.kind, id, one) };
    if (!best || isBetter(found, best)) best = found;
  }
  return best?.match ?? null;
}

/** Tell whether one is above another: of equal ones Chinese texts, which compare higher. */
function isBetter(one, other) {
  const apart =
    one.share - other.share ||
    one.match.score - other.match.score ||
    compareTexts(one.match.terms.join("、"), other.match.terms.join("、"));
  return apart > 0;
}

/** Return the name, alias or code that the query is; generic words may be left out of both. */
function namedRow(base, entry, folded) {
  const { NAMING_FIELDS } = base.constants.ranking;
  const named = entry.rows.find(
    (row) => row.folded === folded && NAMING_FIELDS.includes(row.field),
  );
  if (named) return named;
  const stripped = stripGenericWords(base, folded);
  if (!entry.folded.includes(stripped)) return null;
  return entry.rows.find(
    (row) =>
      (row.field === "alias" || row.field === "english") &&
      stripGenericWords(base, row.folded) === stripped,
  );
}
