// Answers the queries of a JSON file with the finder of the page, for test_finder.py.

import { readFileSync } from "node:fs";
import { createFinder } from "../../src/jiqun/page/app/finding/finder.js";
import { createTraditional } from "../../src/jiqun/page/app/traditional.js";

const { data, search, queries } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const finder = createFinder(search, data.texts);
const traditional = createTraditional(data.script);
const answers = queries.map((query) => {
  const found = finder.search(query);
  return { ...found, traditional: traditional(found.message) };
});
console.log(JSON.stringify(answers));
