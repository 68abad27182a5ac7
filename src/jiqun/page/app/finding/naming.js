// The places that a query names among other words.

import { isAlphabetic, isAscii } from "./constants.js";
import { isInnerMeaning, ledElsewhere, meanings, noClusters, toldApart } from "./places.js";
import { saysSomething } from "./query.js";
import { TextSearch } from "./textsearch.js";

/**
 * The places that a query names.
 * @typedef {object} NamedPlaces
 * @property {string[]} typed their names as they stand in the query.
 * @property {string} rest the query without them.
 * @property {string} replaced the query with what the base calls them, or the cities they lie in.
 * @property {string[]} unmet those in which no cluster is, or which may be several places.
 * @property {boolean} asked whether one may be several places.
 * @property {string[]} wider the provinces of those that have no cluster.
 * @property {string[]} led that places are told by the cities that they lie in, a line each.
 * @property {string[]} told why places are unmet, a line each.
 * @property {boolean} only whether the query says nothing else.
 */

/** Return the places that a query names, or null; `found` says that texts explain all of it. */
export function namedPlaces(base, query, found) {
  const text = base.fold(query);
  const names = isAscii(text) ? namesInLatin(base, text) : namesInChinese(base, text, found);
  if (!names.size) return null;
  const places = {
    typed: [...names.keys()],
    rest: text,
    replaced: text,
    unmet: [],
    asked: false,
    wider: [],
    led: [],
    told: [],
  };
  for (const [name, found_] of names) addPlace(base, places, name, found_);
  return { ...places, only: !saysSomething(base, places.rest) };
}

function addPlace(base, places, name, found) {
  places.rest = places.rest.replaceAll(name, " ");
  if (found.length > 1) {
    places.asked = true;
    places.unmet.push(name);
    const choices = anyOf(base, toldApart(base, found));
    places.told.push(`“${name}”可以是 ${choices}，请写明是哪一个`);
  } else if (!found[0].kind) {
    places.unmet.push(name);
    places.told.push(noClusters(base, found[0]));
    places.wider.push(...provincesOf(base, found[0]).map((one) => one.name));
  } else {
    places.replaced = places.replaced.replaceAll(name, ` ${found[0].name} `);
    places.led.push(...[ledElsewhere(base, found[0])].filter(Boolean));
  }
}

function provincesOf(base, { place }) {
  const outer = place ? base.gazetteer.around(place).slice(-1) : [];
  return outer.flatMap((one) => meanings(base, one.full, ["province"]));
}

/** Return what a query of letters stands for, if all of it is the pinyin of a place. */
function namesInLatin(base, text) {
  if (!isAlphabetic(text)) return new Map();
  const places = meanings(base, text).filter((one) => !isInnerMeaning(one));
  const certain = places.length === 1 && places[0].kind;
  return new Map(places.length && !certain ? [[text, places]] : []);
}

function namesInChinese(base, text, found) {
  const names = new Map();
  const spots = base.gazetteer.in(text);
  for (let at = 0; at < spots.length; ) {
    // 江苏省苏州市昆山市 is one place.
    let last = spots.length;
    let name = "";
    let places = [];
    for (; last > at && !places.length; last -= 1) {
      const parts = spots.slice(at, last).map(([, each]) => each);
      name = parts.join("");
      if (text.startsWith(name, spots[at][0])) places = meanings(base, name);
    }
    if (!places.length) {
      at += 1;
      continue;
    }
    if (isMeant(base, text, name, places, found)) names.set(name, places);
    at = last + 1;
  }
  return names;
}

/** Tell whether a name in a query is meant as that of a place. */
function isMeant(base, text, name, places, found) {
  if (!places.every(isInnerMeaning)) return true;
  const units = places.map((one) => one.place).filter(Boolean);
  if (units.some(({ suffix }) => suffix && name.endsWith(suffix))) return true;
  if (units.some((unit) => unit.name === unit.full && unit.name === name)) return name.length > 2;
  // The bare name of a county may be part of any word: it is one where no text has it, and where
  // the rest of the query is known. Of old names, those of cities are known to people.
  const known = units.some(({ level, suffix }) => level !== "former" || suffix === "市");
  if (found || !known || standsSomewhere(base, name)) return false;
  const rest = text.replaceAll(name, " ");
  return !saysSomething(base, rest) || standsSomewhere(base, rest);
}

function standsSomewhere(base, text) {
  return new TextSearch(base, text, ["cluster", "policy", "indicator"]).whole.length > 0;
}

function anyOf(base, names) {
  const { MOST_CHOICES } = base.constants.naming;
  const more = names.length > MOST_CHOICES ? `等 ${names.length} 个` : "";
  return names.slice(0, MOST_CHOICES).join("、") + more;
}
