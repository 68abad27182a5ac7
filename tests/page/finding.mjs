// Answers the queries of a JSON file with the finder of the page, for test_finder.py.

import { readFileSync } from "node:fs";
import { createFinder } from "../../src/jiqun/page/app/finding/finder.js";

const { data, texts, queries } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const finder = createFinder(data, texts);
console.log(JSON.stringify(queries.map((query) => finder.search(query))));
