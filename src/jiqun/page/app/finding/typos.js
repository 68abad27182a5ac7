// Typos: homophones (株州), misspelled pinyin, and one or two wrong letters or characters.

import { indexable, isAlphabetic, isAscii } from "./constants.js";
import { editDistance } from "./distance.js";
import { lengthOf } from "./folding.js";
import { explain, sumOf } from "./matching.js";
import { combinations, splitWords, stripGenericWords, unitOf } from "./query.js";
import { matchOf, scoreIn, termsOf } from "./ranking.js";

/** Return the entries that the query would find but for a typo. */
export function nearMatches(base, allIndexes, query, meanings) {
  const indexes = allIndexes.filter((index) => !index.traits.document);
  const found = homophones(base, indexes, meanings);
  if (!found.length) found.push(...misspelled(base, indexes, query));
  found.push(...edited(base, indexes, query));
  const units = meanings[0];
  // Of words in letters, none is as it was typed.
  const latin = !units.some((unit) => unit.type === "han");
  const typed = latin ? splitWords(base, query) : [];
  const byKind = new Map(indexes.map((index) => [index.kind, index]));
  return found.map((match) => {
    const index = byKind.get(match.kind);
    const missed = () => explain(base, index.entry(index.number(match.id)), units).missed;
    const unused = typed.length ? typed : missed();
    return { ...match, unused: unused.length ? unused : [query] };
  });
}

/** Return what is found when the characters of the query are taken by their sound. */
function homophones(base, indexes, meanings) {
  const { MOST_SOUNDED, HOMOPHONE_FIT } = base.constants.typos;
  return meanings.slice(0, MOST_SOUNDED).flatMap((units) => {
    if (!units.some((unit) => unit.type === "han" && unit.weight)) return [];
    const sounds = units.map((unit) => {
      if (unit.type !== "han") return unit;
      return { ...unit, type: "syllable", text: base.readings.get(unit.text) ?? unit.text };
    });
    return soundingLikeUnits(base, indexes, sounds, HOMOPHONE_FIT);
  });
}

/**
 * Return what is found when words of pinyin are taken for the nearest ones in names: by those
 * combinations with the fewest edits that find anything.
 */
function misspelled(base, indexes, query) {
  const { MOST_PHRASES, SPELLING_FIT } = base.constants.typos;
  const words = splitWords(base, query);
  if (!words.length || !words.every((word) => isAscii(word) && isAlphabetic(word))) return [];
  const choices = words.map((word) => nearestSpellings(base, indexes, word));
  const edits = (phrase) => sumOf(phrase, (spelling) => spelling.distance);
  const phrases = [...combinations(choices)]
    .sort((one, other) => edits(one) - edits(other))
    .slice(0, MOST_PHRASES);
  for (const distance of new Set(phrases.map(edits))) {
    const found = phrases
      .filter((phrase) => edits(phrase) === distance)
      .flatMap((phrase) => soundingLikeUnits(base, indexes, syllableUnits(phrase), SPELLING_FIT));
    if (found.length) return found;
  }
  return [];
}

function nearestSpellings(base, indexes, word) {
  const { MOST_SPELLINGS } = base.constants.typos;
  const most = editsAllowed(base, word);
  const near = new Map();
  for (const index of indexes) {
    const found = [];
    for (let length = word.length - most; length <= word.length + most; length += 1) {
      for (const one of index.spellingsOfLength(length)) {
        const distance = editDistance(word, one.text, most);
        if (distance <= most) found.push({ ...one, distance });
      }
    }
    found.sort((one, other) => one.distance - other.distance || one.order - other.order);
    for (const one of found.slice(0, MOST_SPELLINGS)) {
      if (!near.has(String(one.text))) near.set(String(one.text), one);
    }
  }
  return [...near.values()]
    .sort((one, other) => one.distance - other.distance)
    .slice(0, MOST_SPELLINGS);
}

function syllableUnits(phrase) {
  return phrase.flatMap(({ syllables }) =>
    syllables.map((part) => unitOf("syllable", part, 1, syllables.length === 1)),
  );
}

/** Return the entries that explain all of `units`; `fit` is that of the best match. */
function soundingLikeUnits(base, indexes, units, fit) {
  const { MOST_SHARING } = base.constants.typos;
  const spelled = units
    .filter((unit) => unit.type === "syllable" && unit.weight)
    .map((unit) => `|${unit.text}|`);
  const found = [];
  for (const index of indexes) {
    const shared = new Map();
    for (let at = 0; at + 1 < units.length; at += 1) {
      const [first, second] = [units[at], units[at + 1]];
      if (first.type !== "syllable" || second.type !== "syllable") continue;
      for (const number of index.withReading(`|${first.text}|${second.text}|`, MOST_SHARING)) {
        shared.set(number, (shared.get(number) ?? 0) + 1);
      }
    }
    const most = Math.max(0, ...shared.values());
    const numbers = [...shared].filter(([, pairs]) => 2 * pairs >= most).map(([number]) => number);
    for (const number of numbers.sort((one, other) => one - other)) {
      // Most do not have every syllable, which is found out soon.
      const { readings } = index.entry(number);
      if (spelled.some((part) => !readings.includes(part))) continue;
      const explanation = explain(base, index.entry(number), units);
      if (explanation.share === 1) found.push(slip(base, index, number, explanation, fit));
    }
  }
  return found;
}

function slip(base, index, number, { pieces }, best) {
  const { PARTS_COST, PIECES_COST } = base.constants.typos;
  const full = pieces.filter((piece) => piece.isFull).length / pieces.length;
  const weights = pieces.map((piece) => piece.weight);
  const longest = Math.max(...weights) / sumOf(weights, (weight) => weight);
  const fit = best - PARTS_COST * (1 - full) - PIECES_COST * (1 - longest);
  const score = scoreIn(base, "slip", fit);
  const { field } = pieces[0].row;
  return matchOf(index.kind, index.ids[number], score, "slip", field, termsOf(pieces));
}

/** Return the entries with a name that is the query but for a few edits. */
function edited(base, indexes, query) {
  const folded = base.fold(query);
  if (/\p{Nd}/u.test(folded)) return []; // another digit makes another number
  const found = [];
  for (const typed of new Set([folded, stripGenericWords(base, folded)])) {
    const most = editsAllowed(base, typed);
    if (!most) continue;
    for (const index of indexes) found.push(...namesNear(base, index, typed, most));
  }
  return found;
}

function namesNear(base, index, typed, most) {
  const { EDIT_FIT, EDITS_COST, SECOND_EDIT_COST } = base.constants.typos;
  const byLength = index.namesToCompare(typed);
  const characters = indexable(typed);
  const found = [];
  // A text hardly longer than the edits would be near everything.
  const shortest = Math.max(characters.length - most, most + 2);
  for (let length = shortest; length <= characters.length + most; length += 1) {
    for (const { text, number, row } of byLength.get(length) ?? []) {
      const distance = editDistance(characters, text, most);
      if (distance > most) continue;
      const fit = EDIT_FIT - (EDITS_COST * distance) / Math.max(characters.length, length);
      const score = scoreIn(base, "slip", fit - SECOND_EDIT_COST * Number(distance > 1));
      found.push(matchOf(index.kind, index.ids[number], score, "slip", row.field, [row.text]));
    }
  }
  return found;
}

function editsAllowed(base, text) {
  const { HAN_LEAST, LATIN_LEAST, TWO_EDITS_LEAST } = base.constants.typos;
  const length = lengthOf(text);
  if (length < (isAscii(text) ? LATIN_LEAST : HAN_LEAST)) return 0;
  return length >= TWO_EDITS_LEAST ? 2 : 1;
}
