// The finder of the page: the same answers as `jiqun search`, from data that the page carries.

import { answerTo } from "./answering.js";
import { Base } from "./base.js";

// So much of a query is repeated where nothing is found.
const MOST_ECHOED = 30;

/**
 * @typedef {object} Found
 * @property {string} kind
 * @property {string} id
 * @property {string} name what the entry is called.
 * @property {number} score 0 to 100, which orders what is found.
 * @property {string} tier how it was found: exact, alias, prefix, substring, words, pinyin,
 *   initials, slip, figure, title or prose.
 * @property {{field: string, text: string}[]} matched the texts in which the query was found, with
 *   the field of the main one.
 * @property {string[]} highlights the folded characters of those texts that it stands for.
 * @property {string[]} unused the words of the query that it does not explain.
 */

/**
 * Return what searches.
 * @param {object} data what `jiqun.page.searching.search_data` returns.
 * @param {string[]} texts to which the data refers by number.
 * @returns {{search: Function, fold: Function, prepare: Function}} `search(query, {limit})` returns
 *   `items`, which explain the whole query, `near`, which only come near, `unused`, the words that
 *   those do not explain, and `message`, what the terminal tells of how it was read, a line each. A
 *   limit of 0 is none. `fold(text)` returns the key by which texts are compared. `prepare()`
 *   yields while it makes, part by part, that for which the first search would else wait.
 */
export function createFinder(data, texts = []) {
  const base = new Base(data, texts);
  const told = (match) => ({
    kind: match.kind,
    id: match.id,
    name: base.titleOf(match.kind, match.id),
    score: match.score,
    tier: match.tier,
    matched: match.terms.map((text) => ({ field: match.field, text })),
    highlights: match.highlights.filter(Boolean),
    unused: match.unused,
  });
  return {
    fold: (text) => base.fold(text),
    prepare: () => base.indexes.prepare(),
    search(query, { limit = 0 } = {}) {
      const { items, near, unused, notes } = answerTo(base, query);
      const first = (matches) => (limit ? matches.slice(0, limit) : matches).map(told);
      const lines = [...notes];
      if (!items.length && !near.length) {
        lines.push(`没有找到“${Array.from(query).slice(0, MOST_ECHOED).join("")}”`);
      }
      return { items: first(items), near: first(near), unused, message: lines.join("\n") };
    },
  };
}
