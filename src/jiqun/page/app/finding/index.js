// The index of a kind: which entries hold a text, and all texts of an entry.

import { charactersOf, indexable, isAlphabetic, isAscii, partsOf } from "./constants.js";
import { lengthOf } from "./folding.js";
import { syllablesOf } from "./pinyin.js";
import { stripGenericWords } from "./query.js";

// What parts bundles in a string, and what ends each row of a bundle; no text has them.
const BUNDLE_END = "\x80";
const ROW_END = "\x7f";

/** A string of bundles, and where each of them begins. */
class Column {
  constructor(bundles) {
    this._string = bundles.join(BUNDLE_END);
    this._starts = [0];
    for (const bundle of bundles) this._starts.push(this._starts.at(-1) + bundle.length + 1);
  }

  /** Yield the numbers of the bundles that hold `part`. */
  *bundlesWith(part) {
    let at = this._string.indexOf(part);
    while (at >= 0) {
      const number = this._bundleAt(at);
      yield number;
      at = this._string.indexOf(part, this._starts[number + 1]);
    }
  }

  _bundleAt(at) {
    let low = 0;
    let high = this._starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this._starts[middle] <= at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** All texts of all entries of one kind; entries are numbered in the order of `ids`. */
export class Index {
  /**
   * @param {object} base the finder's base.
   * @param {object} kind its name and traits.
   * @param {object} data its entries: see `jiqun.page.searching`.
   */
  constructor(base, kind, data) {
    this.base = base;
    this.kind = kind.name;
    this.traits = kind;
    this.ids = data.ids;
    this._shared = data.shared;
    this._spelled = data.spelled;
    this.singles = new Map();
    this._bundles = data.bundles.map((bundle, number) => this._rowsOf(bundle, number));
    this._entries = new Map();
    const column = (string) =>
      new Column(
        this._bundles.map((rows) => rows.map((row) => `${string(row)}${ROW_END}`).join("")),
      );
    const letters = base.constants.index.FIELDS;
    this._han = column((row) => (isAscii(row.folded) ? "" : row.folded));
    this._latin = column((row) => (isAscii(row.folded) ? row.folded : ""));
    this._readings = column((row) => letters[row.field] + row.reading);
    this._initials = column((row) => letters[row.field] + row.initials);
  }

  _rowsOf(bundle, number) {
    if (!bundle) return [];
    const { FIELD_OF } = this.base.constants.index;
    return bundle.split("\n").map((stored, rank) => {
      const letter = stored[0].toLowerCase();
      const field = FIELD_OF[letter];
      // Behind a capital stands the number of a text that the page has already.
      const text = letter === stored[0] ? stored.slice(1) : this.base.texts[stored.slice(1)];
      const folded = this.base.fold(text);
      const parts = this._partsOf(field, text);
      if (lengthOf(folded) === 1) this._addSingle(folded, number);
      if (parts.length === 1 && isAlphabetic(parts[0])) this._addSingle(parts[0], number);
      const reading = parts.length ? `|${parts.join("|")}|` : "";
      const initials = parts.map((part) => charactersOf(part)[0]).join("");
      return { field, text, folded, reading, initials, rank };
    });
  }

  _partsOf(field, text) {
    const { READ_ALOUD } = this.base.constants.indexing;
    if (!this.traits.spoken || !READ_ALOUD.includes(field)) return [];
    const spelled = this._spelled[text];
    if (spelled !== undefined) return spelled.split(" ");
    return syllablesOf(text, this.base.readings, (one) => this.base.folding.simplified(one));
  }

  _addSingle(part, number) {
    if (!this.singles.has(part)) this.singles.set(part, []);
    this.singles.get(part).push(number);
  }

  /** Yield all rows of all bundles. */
  *rows() {
    for (const rows of this._bundles) yield* rows;
  }

  /** Return the number of an entry. */
  number(id) {
    this._numbers ??= new Map(this.ids.map((one, number) => [one, number]));
    return this._numbers.get(id);
  }

  /** Return the entries one of whose texts is just this character or syllable. */
  withSingle(part, most) {
    return this._holders(this.singles.get(part) ?? [], most);
  }

  /** Return the entries with `part` in a folded text. */
  withText(part, most) {
    const latin = isAscii(part) ? this._latin.bundlesWith(part) : [];
    return this._holders(
      (function* both(han) {
        yield* han;
        yield* latin;
      })(this._han.bundlesWith(part)),
      most,
    );
  }

  /** Return the entries with `part` (`|zhu|`) in a reading; a letter before it asks for its field. */
  withReading(part, most) {
    return this._holders(this._readings.bundlesWith(part), most);
  }

  /** Return the entries with `part` in the initials of a text; letters as above. */
  withInitials(part, most) {
    return this._holders(this._initials.bundlesWith(part), most);
  }

  _holders(bundles, most) {
    const numbers = new Set();
    for (const bundle of bundles) {
      if (bundle < this.ids.length) numbers.add(bundle);
      else for (const one of this._sharersOf(bundle).slice(0, most)) numbers.add(one);
      if (numbers.size >= most) break;
    }
    return [...numbers];
  }

  _sharersOf(bundle) {
    if (!this._sharers) {
      this._sharers = new Map();
      this._shared.forEach((bundles, number) => {
        for (const one of bundles) {
          if (!this._sharers.has(one)) this._sharers.set(one, []);
          this._sharers.get(one).push(number);
        }
      });
    }
    return this._sharers.get(bundle) ?? [];
  }

  /** Return the texts of an entry, each folded text once, and the same joined. */
  entry(number) {
    let found = this._entries.get(number);
    if (!found) {
      const byText = new Map();
      for (const bundle of [number, ...(this._shared[number] ?? [])]) {
        for (const row of this._bundles[bundle]) {
          if (!byText.has(row.folded)) byText.set(row.folded, row);
        }
      }
      const rows = [...byText.values()];
      const readings = rows.map((row) => row.reading).join(ROW_END);
      found = { rows, folded: [...byText.keys()].join(ROW_END), readings };
      this._entries.set(number, found);
    }
    return found;
  }

  /** Return how runs of two to four syllables of names, and whole names, are spelled in letters. */
  spellingsOfLength(length) {
    this._spellings ??= this._allSpellings();
    return this._spellings.get(length) ?? [];
  }

  _allSpellings() {
    const { MOST_COMPARED, LONGEST_RUN } = this.base.constants.index;
    const byLength = new Map();
    const known = new Set();
    const add = (syllables) => {
      const text = syllables.join("");
      if (known.has(text)) return;
      if (!byLength.has(text.length)) byLength.set(text.length, []);
      byLength.get(text.length).push({ text: indexable(text), syllables, order: known.size });
      known.add(text);
    };
    const readings = new Set();
    for (let number = 0; number < Math.min(this.ids.length, MOST_COMPARED); number += 1) {
      for (const row of this.entry(number).rows) readings.add(row.reading);
    }
    for (const reading of readings) {
      const parts = reading.split("|").slice(1, -1);
      for (let start = 0; start < parts.length; start += 1) {
        const last = Math.min(parts.length, start + LONGEST_RUN);
        for (let end = start + 2; end <= last; end += 1) add(parts.slice(start, end));
      }
      if (parts.length > LONGEST_RUN) add(parts);
    }
    return byLength;
  }

  /** Make all that would else be made when something is first misspelled, part by part. */
  *prepare() {
    yield this.spellingsOfLength(0);
    for (const typed of ["a", "一"]) yield this.namesToCompare(typed);
  }

  /** Return the names that folded text may be a typo of, by length. */
  namesToCompare(typed) {
    const { MOST_COMPARED, MOST_SHARING } = this.base.constants.index;
    const forms = isAscii(typed) ? latinForms : hanForms;
    if (this.ids.length > MOST_COMPARED) {
      const sharing = new Set();
      const characters = charactersOf(typed);
      for (let at = 0; at + 1 < characters.length; at += 1) {
        const pair = characters[at] + characters[at + 1];
        for (const number of this.withText(pair, MOST_SHARING)) sharing.add(number);
      }
      return this._names([...sharing], forms);
    }
    this._compared ??= new Map();
    if (!this._compared.has(forms)) {
      const all = this.ids.map((_, number) => number);
      this._compared.set(forms, this._names(all, forms));
    }
    return this._compared.get(forms);
  }

  _names(numbers, forms) {
    const { NAMES } = this.base.constants.index;
    const byLength = new Map();
    for (const number of numbers) {
      for (const row of this.entry(number).rows) {
        if (!NAMES.includes(row.field)) continue;
        for (const name of this._formsOf(row, forms)) {
          if (!byLength.has(name.length)) byLength.set(name.length, []);
          byLength.get(name.length).push({ text: name, number, row });
        }
      }
    }
    return byLength;
  }

  /** Return the ways in which the name of a row may be typed; rows of many entries are the same. */
  _formsOf(row, forms) {
    this._forms ??= new Map([hanForms, latinForms].map((one) => [one, new Map()]));
    const known = this._forms.get(forms);
    if (!known.has(row)) known.set(row, [...forms(this.base, row)].map(indexable));
    return known.get(row);
  }
}

/** Return a name with and without generic words. */
function hanForms(base, row) {
  return new Set([row.folded, stripGenericWords(base, row.folded)]);
}

/** Return an English name and its words, or how a Chinese name is spelled in pinyin. */
function latinForms(_base, row) {
  if (row.field === "english") {
    const words = partsOf(row.text.toLowerCase().replaceAll("-", " "));
    return new Set([row.folded, ...words]);
  }
  const spelled = row.reading.replaceAll("|", "");
  const forms = new Set([spelled, spelled.replace(/shi$/, ""), spelled.replace(/jiqun$/, "")]);
  forms.delete("");
  return forms;
}
