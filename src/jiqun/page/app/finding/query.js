// Queries: what was typed, divided into units that a match must account for.

import { allMatches, charactersOf, isAlphabetic, partsOf, replaceAll } from "./constants.js";
import { lengthOf } from "./folding.js";

/**
 * A part of a query: one character, one syllable, or a whole run of letters or digits.
 * @typedef {object} Unit
 * @property {"han"|"syllable"|"unfinished"|"initials"|"literal"} type `unfinished` is the beginning
 *   of a syllable; `literal` is a word or number to be found as it is.
 * @property {string} text
 * @property {number} weight about the number of characters it stands for; 0 need not be found.
 * @property {boolean} alone whether it is no part of a longer word of the query.
 * @property {boolean} apart whether it is a character between spaces.
 */

/** Return a unit. */
export function unitOf(type, text, weight, alone = true, apart = false) {
  return { type, text, weight, alone, apart };
}

/** Return a folded name without the words that most names have; as it is if none is left. */
export function stripGenericWords(base, folded) {
  return replaceAll(base.constants.query.GENERIC, folded, "") || folded;
}

/** Return the first characters of a query, which alone count. */
export function beginningOf(base, query) {
  return charactersOf(query).slice(0, base.constants.query.LONGEST_QUERY).join("");
}

/** Return the words of a query, folded one by one. */
export function splitWords(base, query) {
  const { PARTING } = base.constants.query;
  let parted = "";
  for (const char of beginningOf(base, query)) parted += PARTING[char.codePointAt(0)] ?? char;
  return partsOf(parted)
    .map((word) => base.fold(word))
    .filter(Boolean);
}

/** Return what a query may stand for, the likeliest first. */
export function interpretations(base, query, lexicon) {
  const { MOST_INTERPRETATIONS } = base.constants.query;
  const text = splitWords(base, query).join(" ");
  const found = [];
  for (const form of new Set([text, base.folding.regional(text)])) {
    for (const units of interpret(base, form, lexicon)) {
      if (found.length === MOST_INTERPRETATIONS) return found;
      found.push(units);
    }
  }
  return found;
}

function* interpret(base, text, lexicon) {
  const { MOST_INTERPRETATIONS } = base.constants.query;
  const alternatives = weightedTokens(base, text).map(([token, weight, at]) => [
    ...alternativesOf(base, token, weight, text, at, lexicon),
  ]);
  let number = 0;
  for (const chosen of combinations(alternatives)) {
    if (number === MOST_INTERPRETATIONS) return;
    number += 1;
    const units = chosen.flat();
    yield units;
    const last = units.at(-1);
    if (last?.type === "syllable" && lexicon.syllables.has(`${last.text}*`)) {
      // The last syllable may be the beginning of a longer one.
      yield [...units.slice(0, -1), { ...last, type: "unfinished" }];
    }
  }
}

/** Yield every choice of one of each list, the last ones changing first. */
export function* combinations(lists) {
  if (!lists.length) {
    yield [];
    return;
  }
  for (const first of lists[0]) {
    for (const rest of combinations(lists.slice(1))) yield [first, ...rest];
  }
}

/** Tell whether there is more in a query than words which say nothing. */
export function saysSomething(base, query) {
  return saidIn(base, query) !== "";
}

/** Return a query without the words that say nothing. */
export function saidIn(base, query) {
  const { TOKEN, ENGLISH_FILLER } = base.constants.query;
  const text = base.folding.regional(splitWords(base, query).join(" "));
  const filler = fillerIn(base, text);
  return [...allMatches(TOKEN, text)]
    .filter((match) => !filler.has(match.index) && !ENGLISH_FILLER.includes(match[0]))
    .map((match) => match[0])
    .join("");
}

/** Return the positions of the words that say nothing, the longest from the left. */
function fillerIn(base, text) {
  const { LONGEST_FILLER } = base.constants.query;
  const filler = new Set();
  for (let at = 0; at < text.length; ) {
    let length = LONGEST_FILLER;
    while (length && !base.filler.has(text.slice(at, at + length))) length -= 1;
    for (let each = at; each < at + length; each += 1) filler.add(each);
    at += length || 1;
  }
  return filler;
}

/** Return the tokens of a text, their weights (0 for filler, unless all is) and where they begin. */
function weightedTokens(base, text) {
  const { TOKEN, ENGLISH_FILLER } = base.constants.query;
  const filler = fillerIn(base, text);
  const tokens = [...allMatches(TOKEN, text)].map((match) => [match[0], match.index]);
  const isFiller = ([token, start]) => filler.has(start) || ENGLISH_FILLER.includes(token);
  const all = tokens.every(isFiller);
  return tokens.map((one) => [
    one[0],
    all ? Number(!ENGLISH_FILLER.includes(one[0])) : Number(!isFiller(one)),
    one[1],
  ]);
}

/** Yield what a token of a text, which begins at `at`, may stand for, the likeliest first. */
function* alternativesOf(base, token, weight, text, at, lexicon) {
  const { LITERAL_WEIGHT } = base.constants.query;
  if (token > "\x7f") {
    const before = text.slice(Math.max(0, at - 1), at + 1);
    const alone =
      !lexicon.singles.has(token) ||
      !(lexicon.isWord(before) || lexicon.isWord(text.slice(at, at + 2)));
    const apart =
      !text.slice(Math.max(0, at - 1), at).trim() &&
      !text.slice(at + token.length, at + token.length + 1).trim();
    yield [unitOf("han", token, weight, alone, apart)];
  } else if (weight && isAlphabetic(token[0])) {
    yield* lettersOf(base, token, lexicon);
  } else {
    yield [unitOf("literal", token, LITERAL_WEIGHT * weight)];
  }
}

/** Yield what a run of letters may stand for, the likeliest first. */
function* lettersOf(base, word, lexicon) {
  const { LITERAL_WEIGHT, LONGEST_INITIALS, MOST_DIVISIONS } = base.constants.query;
  const { syllables, words } = lexicon;
  const literal = [unitOf("literal", word, LITERAL_WEIGHT)];
  if (words.has(word)) yield literal;
  let isPinyin = false;
  let number = 0;
  for (const parts of divisions(base, word, syllables)) {
    if (number === MOST_DIVISIONS) break;
    number += 1;
    const finished = syllables.has(parts.at(-1));
    isPinyin ||= finished && parts.length > 1;
    const alone = parts.length === 1;
    const units = parts.slice(0, -1).map((part) => unitOf("syllable", part, 1, alone));
    yield [...units, unitOf(finished ? "syllable" : "unfinished", parts.at(-1), 1, alone)];
  }
  if (isPinyin) return;
  if (lengthOf(word) <= LONGEST_INITIALS) yield [unitOf("initials", word, word.length / 2)];
  if (!words.has(word)) yield literal;
}

/** Yield the divisions of a word into syllables; the last one may be unfinished. */
function* divisions(base, word, syllables) {
  const { LONGEST_SYLLABLE } = base.constants.query;
  for (let end = Math.min(word.length, LONGEST_SYLLABLE); end > 0; end -= 1) {
    const head = word.slice(0, end);
    const rest = word.slice(end);
    if (!syllables.has(head)) continue;
    if (!rest) yield [head];
    for (const division of divisions(base, rest, syllables)) yield [head, ...division];
  }
  const isStart = word.length > 0 && word.length < LONGEST_SYLLABLE;
  if (isStart && !syllables.has(word) && syllables.has(`${word}*`)) yield [word];
}
