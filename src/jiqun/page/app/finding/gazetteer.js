// Every place of China: its code, its names and what it lies in, though it may have no cluster.

const LINE = /^([+-]?)(\d+)([a-z]*)([^ ]*)(?: (.*))?$/;

/**
 * A place, or a former name of one.
 * @typedef {object} Place
 * @property {"province"|"prefecture"|"county"|"area"|"former"} level
 * @property {string} code GB/T 2260; of an area that of the place it lies in, of a former name that
 *   of the place which is there today.
 * @property {string} pinyin of `name`, in one word.
 * @property {string} name what people call it.
 * @property {string} suffix the rest of its full name.
 * @property {string} full its full name.
 */

export class Gazetteer {
  /**
   * @param {string} table a line for each place: see `jiqun.page.searching`.
   * @param {object} constants those of `jiqun.gazetteer`.
   * @param {(name: string) => string} read returns the pinyin of a name that is read plainly.
   */
  constructor(table, constants, read) {
    this._lines = table;
    this._constants = constants;
    this._read = read;
  }

  /** All places, in the order of the table. */
  get places() {
    if (!this._places) {
      this._places = [];
      this._byStart = new Map();
      this._byPinyin = new Map();
      this._byCode = new Map();
      for (const line of this._lines.split("\n")) this._add(line);
    }
    return this._places;
  }

  _add(line) {
    const [, mark, code, spelled, name, ownSuffix] = LINE.exec(line);
    const level = this._constants.MARKS[mark] ?? levelOf(code);
    const suffix = ownSuffix ?? this._places.at(-1).suffix;
    const pinyin = spelled || this._read(name);
    const place = { level, code, pinyin, name, suffix, full: name + suffix };
    this._places.push(place);
    const append = (map, key) => {
      if (!map.has(key)) map.set(key, []);
      map.get(key).push(place);
    };
    append(this._byStart, name.slice(0, 2));
    append(this._byPinyin, pinyin);
    if (!mark) this._byCode.set(code, place);
  }

  /** Return the places with this name or full name, in folded simplified Chinese. */
  named(name) {
    return this._beginning(name).filter((one) => one.name === name || one.full === name);
  }

  /** Return the widest places whose names are spelled so in pinyin, without spaces. */
  spelled(pinyin) {
    // To ask for the places fills the table of their pinyin.
    const with_ = (text) => (this.places.length ? this._byPinyin.get(text) : null) ?? [];
    let found = with_(pinyin);
    if (!found.length && pinyin.endsWith("shi")) {
      found = with_(pinyin.slice(0, -3)).filter((one) => one.suffix === "市");
    }
    const rank = (one) => this._constants.LEVELS.indexOf(one.level);
    const first = Math.min(...found.map(rank));
    return found.filter((one) => rank(one) === first);
  }

  /** Return the unit with this GB/T 2260 code, if there is one. */
  withCode(code) {
    return this.places && this._byCode.get(code);
  }

  /** Return what a place lies in, the nearest first: its prefecture, its province. */
  around(place) {
    const own = isMarked(place) ? place.code : "";
    const codes = new Set([own, `${place.code.slice(0, 4)}00`, `${place.code.slice(0, 2)}0000`]);
    return [...codes]
      .map((code) => code && this.withCode(code))
      .filter((unit) => unit && unit !== place);
  }

  /** Return the full name of a place with those of what it lies in: 江苏省苏州市昆山市. */
  withParents(place) {
    const outer = this.around(place).map((one) => one.full);
    return [...outer.reverse(), place.full].join("");
  }

  /** Return where names of places begin in folded text, and the names, the longest at a point. */
  in(text) {
    const found = [];
    for (let at = 0; at < text.length - 1; ) {
      let name = "";
      for (const one of this._beginning(text.slice(at))) {
        for (const each of [one.name, one.full]) {
          if (each.length > name.length && text.startsWith(each, at)) name = each;
        }
      }
      if (name) found.push([at, name]);
      at += name.length || 1;
    }
    return found;
  }

  _beginning(text) {
    return text.length < 2 ? [] : this.places && (this._byStart.get(text.slice(0, 2)) ?? []);
  }
}

function levelOf(code) {
  if (code.endsWith("0000")) return "province";
  return code.endsWith("00") ? "prefecture" : "county";
}

/** Tell whether the code of a place is that of another one. */
function isMarked(place) {
  return place.level === "area" || place.level === "former";
}

/** Tell whether a place is a prefecture or a municipality. */
export function isCity(place) {
  return place.level === "prefecture" || (place.level === "province" && place.suffix === "市");
}

/** Tell whether a place is less than a prefecture. */
export function isInner(place) {
  return ["county", "area", "former"].includes(place.level);
}
