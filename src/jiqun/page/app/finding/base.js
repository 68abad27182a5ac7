// What the finder knows: constants, entries with their texts, places, and the facts of clusters.

import { revived } from "./constants.js";
import { Folding } from "./folding.js";
import { Gazetteer } from "./gazetteer.js";
import { Index } from "./index.js";
import { readingsOf } from "./pinyin.js";

export class Base {
  /**
   * @param {object} data what `jiqun.page.searching.search_data` returns.
   * @param {string[]} texts to which the data refers by number.
   */
  constructor(data, texts) {
    this._data = data;
    this.texts = texts;
    this.constants = revived(data.constants);
    this.quantities = revived(data.quantities);
    this.readings = readingsOf(data.readings);
    this.folding = new Folding(data.folding, this.constants, this.readings.keys());
    this.filler = new Set(this.constants.query.FILLER);
    this.kindNames = data.kinds.map((kind) => kind.name);
    this._kinds = new Map(data.kinds.map((kind) => [kind.name, kind]));
    this.indexes = new Indexes(this);
    this.gazetteer = new Gazetteer(data.gazetteer, this.constants.gazetteer, (name) =>
      this.read(name),
    );
  }

  /** Return `text` as it is compared. */
  fold(text) {
    return this.folding.fold(text);
  }

  /** Return how a name is spelled in pinyin when each character is read by itself. */
  read(name) {
    return Array.from(name, (char) => this.readings.get(char) ?? char).join("");
  }

  /** Return the name and the traits of a kind. */
  kind(name) {
    return this._kinds.get(name);
  }

  /** Return the data of the entries of a kind. */
  entries(kind) {
    return this._data.entries[kind];
  }

  /** Return what an entry is called. */
  titleOf(kind, id) {
    const { titles } = this.entries(kind);
    if (titles[id] !== undefined) return titles[id];
    const index = this.indexes.of(kind);
    return index.entry(index.number(id)).rows.find((row) => row.field === "name").text;
  }

  /** Return the places of a kind: their names, codes, and names as they are compared. */
  places(kind) {
    const { ids } = this.entries(kind);
    return (this._data.places[kind] ?? []).map(([name, code, names], number) => ({
      id: ids[number],
      name,
      code,
      names,
    }));
  }

  /** Return the kinds of places, the widest first, for which a name stands. */
  get placeKinds() {
    return this.kindNames.filter((name) => this.kind(name).place).reverse();
  }

  /** All clusters: their ids, numbers, batches, and current figures of their industry. */
  get clusters() {
    this._clusters ??= this._data.clusters.map(([batch, figures], number) => ({
      id: this.entries("cluster").ids[number],
      number,
      batch,
      figures: figures.map((values) => this._figure(values)),
    }));
    return this._clusters;
  }

  _figure([kind, metric, year, ends, ofCluster, op, value, unit, text]) {
    return { kind, metric, year, ends, ofCluster, op, value, unit, text };
  }

  /** Return for each entry of a kind the numbers of its clusters. */
  members(kind) {
    return this._data.members[kind];
  }
}

/** The indexes of all kinds, and what is known of the words in them; each is made when needed. */
class Indexes {
  constructor(base) {
    this._base = base;
    this._byKind = new Map();
    this._lexicons = new Map();
  }

  of(kind) {
    if (!this._byKind.has(kind)) {
      const index = new Index(this._base, this._base.kind(kind), this._base.entries(kind));
      this._byKind.set(kind, index);
    }
    return this._byKind.get(kind);
  }

  /** Make all that would else be made by the first search; what is done between two yields is short. */
  *prepare() {
    for (const kind of this._base.kindNames) yield this.of(kind);
    yield this.words;
    for (const kind of this._base.kindNames) {
      if (!this._base.kind(kind).document) yield* this.of(kind).prepare();
    }
  }

  /** All Latin words, and their beginnings of three letters or more. */
  get words() {
    if (!this._words) this._collect();
    return this._words;
  }

  /** All syllables of the names, and the beginnings of syllables, marked `*`. */
  get syllables() {
    if (!this._syllables) this._collect();
    return this._syllables;
  }

  _collect() {
    this._words = new Set();
    this._syllables = new Set();
    for (const kind of this._base.kindNames) {
      for (const row of this.of(kind).rows()) {
        for (const [word] of row.text.toLowerCase().matchAll(/[a-z][a-z0-9]*/g)) {
          this._words.add(word);
        }
        for (const part of row.reading.split("|")) {
          if (/^\p{L}+$/u.test(part)) this._syllables.add(part);
        }
      }
    }
    for (const word of [...this._words]) {
      for (let end = 3; end < word.length; end += 1) this._words.add(word.slice(0, end));
    }
    for (const part of [...this._syllables]) {
      for (let end = 1; end < part.length; end += 1) this._syllables.add(`${part.slice(0, end)}*`);
    }
  }

  /** Return what is known of the words of entries of these kinds. */
  lexicon(kinds) {
    const key = kinds.join(" ");
    if (!this._lexicons.has(key)) this._lexicons.set(key, new Lexicon(this, kinds));
    return this._lexicons.get(key);
  }
}

/** The words of the entries of some kinds. */
class Lexicon {
  constructor(indexes, kinds) {
    this._all = indexes;
    this._indexes = kinds.map((kind) => indexes.of(kind));
    this.singles = new Set(this._indexes.flatMap((index) => [...index.singles.keys()]));
    this._known = new Map();
  }

  get syllables() {
    return this._all.syllables;
  }

  get words() {
    return this._all.words;
  }

  /** Tell whether two characters stand together in any text. */
  isWord(pair) {
    if (!this._known.has(pair)) {
      const holds = (index) => !index.traits.document && index.withText(pair, 1).length > 0;
      this._known.set(pair, Array.from(pair).length === 2 && this._indexes.some(holds));
    }
    return this._known.get(pair);
  }
}
