// The constants of the finder's Python modules, with their patterns made ready.

const FLAGS = "u";

/** Return a constant in which every `{pattern}` has become a regular expression. */
export function revived(value) {
  if (Array.isArray(value)) return value.map(revived);
  if (value === null || typeof value !== "object") return value;
  if ("pattern" in value && typeof value.pattern === "string") {
    return new RegExp(value.pattern, FLAGS);
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, revived(each)]));
}

const GLOBAL = new WeakMap();

/** Return a pattern that finds all it can, made once. */
function everywhere(pattern) {
  if (!GLOBAL.has(pattern)) GLOBAL.set(pattern, new RegExp(pattern.source, `${FLAGS}g`));
  return GLOBAL.get(pattern);
}

/** Return the parts of a text that a pattern finds, as `String.prototype.matchAll` does. */
export function allMatches(pattern, text) {
  return text.matchAll(everywhere(pattern));
}

/** Return a text with everything that a pattern finds replaced. */
export function replaceAll(pattern, text, by) {
  return text.replace(everywhere(pattern), by);
}

/** Return the characters of a text; one outside the basic plane is one. */
export function charactersOf(text) {
  return Array.from(text);
}

/** Return a text, or where it has a character outside the basic plane, the list of its characters. */
export function indexable(text) {
  return /[\ud800-\udfff]/.test(text) ? charactersOf(text) : text;
}

/** Tell whether a text is all ASCII, as an empty one is. */
export function isAscii(text) {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** Tell whether a text is letters of any script, and not empty. */
export function isAlphabetic(text) {
  return /^\p{L}+$/u.test(text);
}

// A blank in Python: not the byte order mark, but some controls.
const BLANKS = "(?:(?!\\ufeff)\\s|[\\x1c-\\x1f\\x85])+";
const OUTER_BLANKS = new RegExp(`^${BLANKS}|${BLANKS}$`, "g");
const PARTING_BLANKS = new RegExp(BLANKS);

/** Return a text without the blanks around it. */
export function stripped(text) {
  return text.replace(OUTER_BLANKS, "");
}

/** Return what stands between the blanks of a text. */
export function partsOf(text) {
  return text.split(PARTING_BLANKS).filter(Boolean);
}
