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

/** Return the parts of a text that a pattern finds, as `String.prototype.matchAll` does. */
export function allMatches(pattern, text) {
  return text.matchAll(new RegExp(pattern.source, `${FLAGS}g`));
}

/** Return a text with everything that a pattern finds replaced. */
export function replaceAll(pattern, text, by) {
  return text.replace(new RegExp(pattern.source, `${FLAGS}g`), by);
}

/** Return the characters of a text; one outside the basic plane is one. */
export function charactersOf(text) {
  return Array.from(text);
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
