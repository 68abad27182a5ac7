// Reading a query: what of it is a condition, and what is left to be found in texts.

import { conditionsIn, writtenPlainly } from "./conditions.js";
import { beginningOf } from "./query.js";

/**
 * @typedef {object} Reading
 * @property {string} words what is left to be found in texts, as it was typed.
 * @property {string[]} taken the words that were read as conditions.
 * @property {object|null} figure what a figure must be.
 * @property {object|null} order of such figures, or of entries of `group`.
 * @property {number[]} batches the years in one of which a cluster was chosen.
 * @property {string} group the kind whose entries are sorted by their number of clusters.
 * @property {boolean} every whether all that is left is the question which clusters there are.
 * @property {string} unanswered where else to look for what was taken out and is no condition.
 * @property {boolean} conditional whether anything but words and places was read.
 */

/** Return what a query asks for, its places excepted. */
export function readQuery(base, query) {
  const text = base.folding.regional(base.folding.plain(beginningOf(base, query)));
  return conditionsIn(base, text);
}

/** Return a query with its numbers as texts write them: 2,000亿 and 二千亿 as 2000亿. */
export function plainNumbers(base, query) {
  const { NUMERALS } = base.constants.reading;
  return [...query].some((char) => NUMERALS.includes(char)) ? writtenPlainly(base, query) : query;
}
