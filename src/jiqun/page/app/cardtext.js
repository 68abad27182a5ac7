// A card as plain text: the same bytes as `jiqun show` gives to a pipe.

import { sourceText } from "./base.js";
import { written } from "./script.js";

const GAP = "  ";

/** Return a card as text, with the version of the data below it. */
export function cardText(base, card) {
  const width = widths(base);
  const lines = [
    written(card.title),
    written(card.subtitle),
    "",
    ...pairs(inScript(card.facts), width),
  ];
  for (const section of card.sections) {
    lines.push("", written(section.title));
    lines.push(...sectionLines(base, section, width).map((line) => GAP + line));
  }
  lines.push("", written(base.meta.edition));
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

function inScript(rows) {
  return rows.map((row) => row.map(written));
}

function sectionLines(base, section, width) {
  if (section.sources) {
    const told = section.sources.map((at, place) => [
      `[${place + 1}]`,
      sourceText(base, at, "cardLine"),
    ]);
    return pairs(inScript(told), width);
  }
  const rows = inScript(section.rows);
  if (section.columns.length && !section.stacked) {
    return table(section.columns.map(written), rows, width);
  }
  return pairs(
    rows.map(([label, ...told]) => [label, beside(told, section.stacked)]),
    width,
  );
}

function beside(told, stacked) {
  if (!stacked) return told.at(-1);
  return [told.slice(0, -1).join(GAP), told.at(-1)]
    .filter((line, at) => at === 0 || line)
    .join("\n");
}

/** Return labels with texts beside them, lines below the first indented. */
function pairs(rows, width) {
  const widest = Math.max(0, ...rows.map(([label]) => width(label)));
  return rows.flatMap(([label, text]) => {
    const [first, ...rest] = text.split("\n");
    const head = label + " ".repeat(widest - width(label)) + GAP + first;
    return [head, ...rest.map((line) => " ".repeat(widest) + GAP + line)];
  });
}

function table(titles, rows, width) {
  const cells = [titles, ...rows];
  const widest = titles.map((_, at) => Math.max(...cells.map((row) => width(row[at]))));
  const lines = cells.map((row) =>
    row.map((cell, at) => cell + " ".repeat(widest[at] - width(cell))).join(GAP),
  );
  const all = widest.reduce((sum, one) => sum + one, 0) + GAP.length * (widest.length - 1);
  return [lines[0], "-".repeat(all), ...lines.slice(1)];
}

/** Return what tells how many cells of a terminal a text takes. */
function widths(base) {
  const [none, one] = base.raw.widths.map((chars) => new Set(chars));
  const of = (char) => (none.has(char) ? 0 : char < "\x7f" || one.has(char) ? 1 : 2);
  return (text) => [...text].reduce((sum, char) => sum + of(char), 0);
}
