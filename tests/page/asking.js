// Answers queries with the finder of the page, for test_finder.py, which joins this to its modules.

import { createFinder } from "./finding/finder.js";
import { createTraditional } from "./traditional.js";

const asked = globalThis.asked;
const finder = createFinder(asked.search, asked.data.texts);
const traditional = createTraditional(asked.data.script);
const answers = asked.queries.map((query) => {
  const found = finder.search(query);
  return { ...found, traditional: traditional(found.message) };
});
const text = JSON.stringify(answers);
if (globalThis.document) document.body.textContent = text;
else console.log(text);
