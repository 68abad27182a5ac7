// Names of places: what each stands for in the base, or that no cluster is there.

import { isAscii } from "./constants.js";
import { isCity, isInner } from "./gazetteer.js";

/**
 * One thing that a name of a place stands for.
 * @typedef {object} Meaning
 * @property {object|null} place null for a region.
 * @property {string} kind that of the entry of the base that has its clusters, or empty.
 * @property {string} name that of the entry.
 * @property {boolean} whole whether the entry is the place itself, and not the city it lies in.
 */

function meaningOf(place, kind = "", name = "", whole = true) {
  return { place, kind, name, whole };
}

/** Tell whether what is meant is less than a city, so that its name may be a part of many. */
export function isInnerMeaning({ place }) {
  return place !== null && isInner(place);
}

/** Return what a name stands for among `kinds`, or all places, and those without clusters. */
export function meanings(base, typed, kinds = base.placeKinds) {
  const name = base.fold(typed);
  if (!name) return [];
  let places;
  if (isAscii(name)) {
    places = spelledPlaces(base, name);
    if (!places.length) return entriesInLatin(base, name, kinds);
  } else {
    for (const kind of kinds) {
      const named = base.places(kind).filter((one) => one.names.includes(name));
      if (named.length) return named.map((one) => meaningOfEntry(base, kind, one));
    }
    places = placesApart(base, base.gazetteer.named(name));
    if (!places.length) places = nestedPlaces(base, name);
  }
  return places.map((place) => meaningOfPlace(base, place, kinds)).filter(Boolean);
}

/** Return the places that have the name, but not the suffix, with which one was typed. */
export function contradicted(base, typed) {
  const name = base.fold(typed);
  const suffix = suffixOf(base, name);
  if (!suffix || base.gazetteer.named(name).length) return [];
  return placesApart(base, base.gazetteer.named(name.slice(0, -suffix.length)));
}

function suffixOf(base, name) {
  return base.constants.places.SUFFIXES.find((one) => name.endsWith(one)) ?? "";
}

/** Return the places that a Chinese name, which is none, sounds like: 福洲 is 福州 or 抚州. */
export function soundingLike(base, typed) {
  const name = base.fold(typed);
  const suffix = name.length > 2 ? suffixOf(base, name) : "";
  const characters = name.slice(0, name.length - suffix.length);
  const isRead = [...characters].every((char) => base.readings.has(char));
  if (characters.length < 2 || isAscii(name) || !isRead) return [];
  const spelled = base.gazetteer.spelled(base.read(characters));
  return spelled.every((one) => one.name !== characters) ? placesApart(base, spelled) : [];
}

/** Return in words that a name is no place, and which places are near. */
export function noSuchPlace(base, typed, near) {
  const { MOST_NAMED } = base.constants.places;
  const names = near.map((one) => one.full);
  const more = names.length > MOST_NAMED ? `等 ${names.length} 个` : "";
  const named = names.slice(0, MOST_NAMED).join("、");
  return `没有“${typed}”这个地方，相近的有 ${named}${more}`;
}

/** Return what tells several meanings apart: names, or where they are if those are the same. */
export function toldApart(base, found) {
  const names = found.map(({ place, name }) => (place ? place.name : name));
  if (new Set(names).size === names.length) return names;
  return found.map(({ place, name }) => (place ? base.gazetteer.withParents(place) : name));
}

/** Return in words that no cluster is in a place, and which ones its province has. */
export function noClusters(base, { place, name }) {
  if (place === null || place.level === "province") return `${name}没有国家先进制造业集群`;
  const { MOST_NAMED } = base.constants.places;
  let told = `${calledPlace(base, place)}没有国家先进制造业集群`;
  base.places("province").forEach((province, at) => {
    if (province.code !== `${place.code.slice(0, 2)}0000`) return;
    const numbers = base.members("province")[at];
    const names = numbers.map((number) =>
      pasteable(base, base.titleOf("cluster", base.clusters[number].id)),
    );
    const named = names.slice(0, MOST_NAMED).join("、") + (names[MOST_NAMED] ? "等" : "");
    told += `；${province.name}${named ? `有 ${names.length} 个：${named}` : "也没有"}`;
  });
  return told;
}

/** Return a name as the terminal prints it: in the width of Chinese what a shell would obey. */
function pasteable(base, name) {
  const { FULL_WIDTH } = base.constants.phrases;
  return Array.from(name, (char) => {
    const code = FULL_WIDTH[char.codePointAt(0)];
    return code ?? char;
  }).join("");
}

/** Return in words that a place is told by the city that it lies in; empty where it is not. */
export function ledElsewhere(base, { place, name, whole }) {
  return whole || place === null ? "" : `${calledPlace(base, place)}，以下是${name}的`;
}

/** Return what a place is called in a sentence, with what it lies in, or is called today. */
function calledPlace(base, place) {
  const outer = base.gazetteer.around(place);
  if (place.level === "province" || place.level === "prefecture") {
    const ambiguous = outer.some((one) => one.name === place.name);
    return place.suffix === "市" && !ambiguous ? place.name : place.full;
  }
  if (place.level === "former") {
    const now = place.suffix === outer[0].suffix ? "今" : "今属";
    return `${place.full}（旧名，${now}${base.gazetteer.withParents(outer[0])}）`;
  }
  return `${place.full}（属${outer[0].full}）`;
}

/** Return the places with this code or pinyin. */
function spelledPlaces(base, name) {
  const { gazetteer } = base;
  if (/^\d+$/.test(name)) return [gazetteer.withCode(name)].filter(Boolean);
  const spelled = gazetteer.spelled(name);
  const known = new Set(
    ["province", "city"].flatMap((kind) => base.places(kind).map((one) => one.name)),
  );
  // Where the base has none of that name, those of any level are meant.
  const more = spelled
    .filter((one) => one.level === "prefecture" && !known.has(one.name))
    .flatMap((one) => gazetteer.named(one.name));
  return placesApart(base, [...new Set([...spelled, ...more])]);
}

function meaningOfEntry(base, kind, entry) {
  const place = entry.code ? base.gazetteer.withCode(entry.code) : undefined;
  return meaningOf(place ?? null, kind, entry.name);
}

/** Return the places of the base with this English name, this pinyin or these initials. */
function entriesInLatin(base, name, kinds) {
  const byInitials = new Map();
  for (const kind of kinds) {
    const index = base.indexes.of(kind);
    const found = [];
    base.places(kind).forEach((one, number) => {
      const { rows } = index.entry(number);
      const meaning = meaningOfEntry(base, kind, one);
      if (rows.some((row) => row.folded === name || row.reading.replaceAll("|", "") === name)) {
        found.push(meaning);
      }
      if (rows.some((row) => row.field === "name" && row.initials === name)) {
        if (!byInitials.has(meaning.name)) byInitials.set(meaning.name, meaning);
      }
    });
    if (found.length) return found;
  }
  return [...byInitials.values()];
}

/** Return the places of one name that are not the same, nor one in another, nor old names. */
function placesApart(base, places) {
  const { gazetteer } = base;
  const newer = places.filter((one) => one.level !== "former");
  const current = newer.length ? newer : places;
  const prefectures = current.some((one) => one.level === "prefecture");
  const apart = new Map();
  for (const one of [...current].reverse()) {
    const outer = gazetteer.around(one);
    if (current.some((other) => outer.includes(other))) continue;
    if (prefectures && one.level === "area") continue;
    apart.set(`${outer[0]?.code ?? ""} ${one.name}`, one);
  }
  return [...apart.values()].reverse();
}

/** Return the last of places of which each lies in the one before it: 江苏省苏州市昆山市. */
function nestedPlaces(base, name) {
  const { gazetteer } = base;
  const names = gazetteer.in(name).map(([, text]) => text);
  if (names.length < 2 || names.join("") !== name) return [];
  let places = gazetteer.named(names[0]);
  for (const text of names.slice(1)) {
    const outer = places;
    places = gazetteer
      .named(text)
      .filter((one) => outer.some((each) => gazetteer.around(one).includes(each)));
  }
  return placesApart(base, places);
}

/** Return what tells the clusters of a place; null where it can be none of `kinds`. */
function meaningOfPlace(base, place, kinds) {
  const { gazetteer } = base;
  const units = place.level === "area" || place.level === "former" ? [] : [place];
  if (isInner(place)) {
    // A county in no city would be an entry itself if it had clusters.
    const outer = gazetteer.around(place);
    units.push(...outer.filter(isCity).slice(0, 1));
    if (place.level === "area") units.push(...outer.slice(0, 1));
  }
  for (const unit of units) {
    for (const kind of kinds) {
      if (kind === "region") continue;
      const entry = base.places(kind).find((one) => one.code === unit.code);
      if (entry) return meaningOf(place, kind, entry.name, unit === place);
    }
  }
  return kinds.includes("city") && place.level !== "province" ? meaningOf(place) : null;
}
