// Answering a query: what explains all of it, and apart from that what only comes near.

import { isAscii, stripped } from "./constants.js";
import { namedPlaces } from "./naming.js";
import { contradicted, noSuchPlace, soundingLike } from "./places.js";
import { beginningOf, saidIn, saysSomething } from "./query.js";
import { asNear, matchOf, namesPlace, scoreIn } from "./ranking.js";
import { plainNumbers, readQuery } from "./reading.js";
import { figureAnswers, groupAnswers, orderTold } from "./sorting.js";
import { TextSearch } from "./textsearch.js";

/**
 * What a query finds.
 * @typedef {object} Answer
 * @property {object[]} items what explains the whole query, best first.
 * @property {object[]} near what explains all of it but `unused`; empty where items do.
 * @property {string[]} unused the words of the query that the near ones do not explain.
 * @property {string[]} notes how the query was read, where it does not say so plainly.
 */

function answerOf(items = [], near = [], unused = [], notes = []) {
  return { items, near, unused, notes };
}

/** Return what a query finds among entries of all kinds. */
export function answerTo(base, query) {
  return new Question(base, beginningOf(base, query)).answer();
}

/** One query, and what is found out about it as it is needed. */
class Question {
  constructor(base, query) {
    this.base = base;
    this.kinds = base.kindNames;
    this.query = plainNumbers(base, query);
    this.text = new TextSearch(base, this.query, this.kinds);
  }

  answer() {
    const { base, query } = this;
    const reading = readQuery(base, query);
    if (reading.unanswered) {
      const near = this._without(reading.words, reading.taken);
      return answerOf([], near, reading.taken, [reading.unanswered]);
    }
    const met = reading.conditional ? this._meeting(reading) : null;
    if (met) return met;
    const { whole } = this.text;
    if (whole.some((match) => this._isNamed(match))) return answerOf(whole);
    const others = contradicted(base, query);
    if (others.length) return this._notMeant(whole, [noSuchPlace(base, query, others)]);
    const places = namedPlaces(base, query, whole.length > 0);
    const placed = places ? this._placed(places) : null;
    if (placed) return placed;
    if (!whole.every((match) => base.kind(match.kind).document)) return answerOf(whole);
    const enumerated = this._enumerated();
    if (enumerated) return enumerated;
    const found = this._near(reading, places);
    const sounding = found.items.length ? [] : soundingLike(base, query);
    if (!sounding.length) return found;
    return { ...found, notes: [...found.notes, noSuchPlace(base, query, sounding)] };
  }

  /** Tell whether the query is the name of an entry; that of a place as it is written. */
  _isNamed(match) {
    const { base, query } = this;
    if (match.tier !== "exact" && match.tier !== "alias") return false;
    if (!base.kind(match.kind).place) return true;
    const folded = base.fold(query);
    return !isAscii(query) && match.terms.some((term) => base.fold(term) === folded);
  }

  _notMeant(near, notes) {
    const unused = [stripped(this.query)];
    const matches = near.map((match) => asNear(this.base, match, unused));
    return answerOf([], matches, unused, notes);
  }

  _search(text, kinds = this.kinds) {
    return new TextSearch(this.base, text, kinds);
  }

  /** Return what meets the conditions that were read; null where nothing does. */
  _meeting(reading) {
    const { base } = this;
    let [clusters, notes] = this._clusters(reading.words);
    if (reading.batches.length) {
      clusters = clusters.filter((one) => reading.batches.includes(one.batch));
    }
    if (reading.group) {
      const found = groupAnswers(base, reading, clusters);
      return found && answerOf(found.items, [], [], found.notes);
    }
    let found;
    if (reading.figure) {
      found = figureAnswers(base, reading, clusters);
      notes = [...notes, ...orderTold(reading)];
    } else {
      const score = scoreIn(base, "words", 1);
      found = clusters.map((one) =>
        matchOf("cluster", one.id, score, "words", "batch", [String(one.batch)]),
      );
    }
    if (!found.length) return null;
    const known = new Set(found.map((match) => match.id));
    const documents = this.text.whole.filter(
      (match) =>
        (match.kind !== "cluster" || !known.has(match.id)) &&
        base.constants.answering.DOCUMENTS.includes(match.tier),
    );
    return answerOf([...found, ...documents], [], [], notes);
  }

  /** Return the clusters that explain all words that are left, and how places were read. */
  _clusters(words) {
    const { base } = this;
    if (!saysSomething(base, words)) return [base.clusters, []];
    let { whole } = this._search(words, ["cluster"]);
    let notes = [];
    const places = whole.length ? null : namedPlaces(base, words, false);
    if (places && !places.unmet.length) {
      notes = places.led;
      if (saysSomething(base, places.replaced)) {
        ({ whole } = this._search(places.replaced, ["cluster"]));
      }
    }
    const index = base.indexes.of("cluster");
    return [whole.map((match) => base.clusters[index.number(match.id)]), notes];
  }

  /** Return the clusters of which all are named, one behind another. */
  _enumerated() {
    const { SEPARATORS, NAMING } = this.base.constants.answering;
    const parts = this.query.split(SEPARATORS).filter((part) => saysSomething(this.base, part));
    if (parts.length < 2) return null;
    const named = new Map();
    for (const part of parts) {
      const [first] = this._search(part, ["cluster"]).whole;
      if (!first || !NAMING.includes(first.tier)) return null;
      if (!named.has(first.id)) named.set(first.id, first);
    }
    return answerOf([...named.values()], [], [], [`分作 ${parts.length} 个名称来查`]);
  }

  /** Return what lies in the places that were named; null where texts tell it all. */
  _placed(places) {
    const { base, query } = this;
    const { whole } = this.text;
    const notes = [...places.told, ...places.led];
    if (places.only) {
      if (places.asked) return answerOf(isAscii(query) ? whole : [], [], [], notes);
      if (places.unmet.length) {
        const near = places.wider.length ? this._search(places.wider.join("、")).whole : [];
        return this._notMeant(near, notes);
      }
      const named = whole.filter((match) => namesPlace(base, match, places.typed));
      const known = new Set(named.map((match) => `${match.kind}/${match.id}`));
      const inside = this._search(places.replaced).whole.filter(
        (match) => !known.has(`${match.kind}/${match.id}`),
      );
      const found = [...named, ...inside];
      const isDocument = (match) => Number(base.kind(match.kind).document);
      found.sort((one, other) => isDocument(one) - isDocument(other));
      return answerOf(found, [], [], notes);
    }
    const isSame = base.fold(places.replaced) === base.fold(query);
    if (places.unmet.length || whole.length || isSame) return null;
    const inside = this._search(places.replaced).whole;
    return inside.length ? answerOf(inside, [], [], notes) : null;
  }

  /** Return what explains most of the query, its places first. */
  _near(reading, places) {
    const { base } = this;
    const { whole } = this.text;
    let near = alike(this.text.near);
    if (places) {
      const inside = this.text.near.filter((one) => !misses(base, one, places));
      near = firstWithAny(
        () => alike(inside),
        () => this._without(places.rest, places.typed),
        () => near,
      );
    }
    if (reading.conditional) {
      near = firstWithAny(
        () => this._without(reading.words, reading.taken),
        () => near,
      );
    }
    const unused = near.length ? near[0].unused : [stripped(this.query)];
    const notes = places ? [...places.told, ...places.led] : [];
    if (near.length && whole.every((match) => base.kind(match.kind).evidence)) {
      // Sources only support: what comes near says more than they do.
      const sources = whole.map((match) => asNear(base, match, []));
      return answerOf([], [...near, ...sources], unused, notes);
    }
    const known = new Set(whole.map((match) => `${match.kind}/${match.id}`));
    near = near.filter((match) => !known.has(`${match.kind}/${match.id}`));
    return answerOf(whole, near, near.length || !whole.length ? unused : [], notes);
  }

  /** Return what explains the rest of the query, were it not for `unused`. */
  _without(rest, unused) {
    if (!saysSomething(this.base, rest)) return [];
    return this._search(rest)
      .whole.filter((match) => !this.base.kind(match.kind).evidence)
      .map((match) => asNear(this.base, match, unused));
  }
}

/** Return the first list that has anything. */
function firstWithAny(...lists) {
  for (const list of lists) {
    const found = list();
    if (found.length) return found;
  }
  return [];
}

/** Return the matches that do not explain the same words as the first one. */
function alike(near) {
  const unused = near[0]?.unused.join("\n");
  return near.filter((match) => match.unused.join("\n") === unused);
}

/** Tell whether a match does not explain a place of the query, or nothing but places. */
function misses(base, match, places) {
  const unused = base.fold(match.unused.join(""));
  const nothingElse = unused.length >= saidIn(base, places.rest).length;
  return (
    places.typed.some((name) => unused.includes(name)) ||
    (nothingElse && match.terms.length <= places.typed.length)
  );
}
