// Folding: text to the key it is compared by, as jiqun.text.normalize and jiqun.text.plain do.

import { charactersOf, isAscii, replaceAll } from "./constants.js";

// Text of which folding changes nothing; so is what has only simplified characters.
const PLAIN = /^[a-z0-9]*$/;

export class Folding {
  /**
   * @param {object} tables `pairs`, `phrases` and `simple` of the folding data.
   * @param {object} constants those of `jiqun.text`.
   * @param {Iterable<string>} readable the characters of GB 2312 that have a reading.
   */
  constructor(tables, constants, readable) {
    const { SEPARATORS, REGIONAL_WORDS } = constants.normalize;
    const { TRADITIONAL_IN_GB2312 } = constants.simplified;
    this._separators = SEPARATORS;
    this._regional = Object.entries(REGIONAL_WORDS);
    this._compatible = constants.plain.COMPATIBLE;
    this._folds = new Set(readable);
    for (const char of [...TRADITIONAL_IN_GB2312, "著"]) this._folds.delete(char);
    this._simple = new Set([...this._folds, "著", ...tables.simple]);
    const pairs = charactersOf(tables.pairs);
    this._characters = new Map();
    for (let at = 0; at < pairs.length; at += 2) this._characters.set(pairs[at], pairs[at + 1]);
    const phrases = tables.phrases.split(" ");
    this._phrases = new Map();
    for (let at = 0; at < phrases.length; at += 2) this._phrases.set(phrases[at], phrases[at + 1]);
    this._longest = Math.max(0, ...[...this._phrases.keys()].map((one) => one.length));
    this._folded = new Map();
    this._plain = new Map();
  }

  /** Return `text` in NFKC, lower case, simplified script, without spaces and punctuation. */
  fold(text) {
    if (this._isFolded(text)) return text;
    let folded = this._folded.get(text);
    if (folded === undefined) {
      const lower = text.normalize("NFKC").toLowerCase();
      const simple = this.simplified(lower).replaceAll("著", "着");
      folded = replaceAll(this._separators, simple, "").normalize("NFKC").toLowerCase();
      this._folded.set(text, folded);
    }
    return folded;
  }

  /** Tell whether text is only simplified characters, or only small letters and digits. */
  _isFolded(text) {
    if (!text || text.charCodeAt(0) < 128) return PLAIN.test(text);
    for (const char of text) if (!this._folds.has(char)) return false;
    return true;
  }

  /** Return folded text with the words of Taiwan and Hong Kong replaced by mainland ones. */
  regional(folded) {
    return this._regional.reduce((text, [word, here]) => text.replaceAll(word, here), folded);
  }

  /** Return `text` in simplified script. */
  simplified(text) {
    for (const char of text) {
      if (char > "\x7f" && !this._simple.has(char)) return this._converted(text);
    }
    return text;
  }

  /** Return text in half width, lower case and simplified script, of the same length. */
  plain(text) {
    return charactersOf(text)
      .map((char) => this._plainCharacter(char))
      .join("");
  }

  _plainCharacter(char) {
    let found = this._plain.get(char);
    if (found === undefined) {
      const code = char.codePointAt(0);
      const isCompatible = this._compatible.some((one) =>
        Array.isArray(one) ? one.includes(code) : one.first <= code && code <= one.last,
      );
      const wide = isCompatible ? char.normalize("NFKC") : char;
      found = this.simplified(wide).replaceAll("著", "着").toLowerCase();
      if (charactersOf(found).length !== 1) found = char;
      this._plain.set(char, found);
    }
    return found;
  }

  /** Replace phrases, the longest first, and then the characters between them. */
  _converted(text) {
    if (!text) return "";
    for (let length = Math.min(text.length, this._longest); length > 1; length -= 1) {
      for (let at = 0; at + length <= text.length; at += 1) {
        const phrase = this._phrases.get(text.slice(at, at + length));
        if (phrase !== undefined) {
          const after = this._converted(text.slice(at + length));
          return this._converted(text.slice(0, at)) + phrase + after;
        }
      }
    }
    let simple = "";
    for (const char of text) simple += this._characters.get(char) ?? char;
    return simple;
  }
}

/** Return how many characters a text has, those outside the basic plane as one. */
export function lengthOf(text) {
  return isAscii(text) ? text.length : charactersOf(text).length;
}
