// Conditions: the figures, years, batches and order that a query asks for.

import { stripped } from "./constants.js";
import { quantitiesIn } from "./quantities.js";
import { saysSomething } from "./query.js";
import { baseUnit, inBaseUnit } from "./units.js";

// The operators of a quantity that make it a bound.
const BOUNDING = ["gt", "ge", "lt", "le"];

/** A query out of which conditions are taken. */
class Remainder {
  constructor(text) {
    this.left = text;
    this.taken = [];
  }

  /** Take the first match out, if there is one. */
  take(pattern) {
    const match = pattern.exec(this.left);
    if (match) this.cut(match.index, match.index + match[0].length);
    return match;
  }

  /** Take out what stands between two positions. */
  cut(start, end) {
    this.taken.push(stripped(this.left.slice(start, end)));
    this.left = `${this.left.slice(0, start)} ${this.left.slice(end)}`;
  }
}

/** Return what a query in mainland words asks for, its places excepted. */
export function conditionsIn(base, query) {
  const { VERDICT, GROUP, MOST, METRIC, GROUPS } = base.constants.conditions;
  const { SIGNS } = base.constants.reading;
  const text = new Remainder(query);
  if (![...query].some((char) => SIGNS.includes(char))) return readingOf(text, {});
  const bounds = takeBounds(base, text);
  const rest = (more) => readingOf(text, { every: asksForEvery(base, text.left), ...more });
  if (text.take(VERDICT)) {
    return rest({ unanswered: "目标到期后达到没有，见 jiqun targets --due 2025" });
  }
  if (GROUP.test(text.left) && MOST.test(text.left)) {
    if (METRIC.test(text.left) || text.left.includes("企业")) return rest({});
    const group = text.take(GROUP);
    const most = text.take(MOST) ?? group;
    const order = { descending: !most[0].includes("少"), first: 0 };
    return rest({ group: GROUPS[group[1] || group[2]], order });
  }
  const batches = takeBatches(base, text);
  const order = takeOrder(base, text);
  if (order || bounds.length || isDated(base, text.left)) {
    return rest({ figure: takeFigure(base, text, bounds, order), order, batches });
  }
  return rest({ batches });
}

function readingOf(text, more) {
  const reading = {
    words: text.left,
    taken: text.taken,
    figure: null,
    order: null,
    batches: [],
    group: "",
    every: false,
    unanswered: "",
    ...more,
  };
  const { figure, batches, group, every } = reading;
  return { ...reading, conditional: Boolean(figure || batches.length || group || every) };
}

function asksForEvery(base, left) {
  const { EVERY } = base.constants.conditions;
  return left.includes("集群") && EVERY.test(left) && !saysSomething(base, left);
}

/** Tell whether a figure is asked for by its metric, or as a target, and its year. */
function isDated(base, text) {
  const { YEAR, METRIC, KIND } = base.constants.conditions;
  return YEAR.test(text) && (METRIC.test(text) || KIND.test(text));
}

/** Return a query with its numbers as texts write them. */
export function writtenPlainly(base, query) {
  const { UNUSUAL, NUMERAL } = base.constants.conditions;
  if (!UNUSUAL.test(query)) return query;
  let written = query;
  for (const one of quantitiesIn(base, base.folding.plain(query)).reverse()) {
    let start = one.start;
    while (start < one.end && !NUMERAL.test(written[start])) start += 1;
    if (one.value !== null && one.op !== "tier") {
      const number = `${numberText(one.value)}${one.unit}`;
      written = `${written.slice(0, start)}${number}${written.slice(one.end)}`;
    }
  }
  return written;
}

/** Return a number without needless digits: 2000, 42.5. */
function numberText(value) {
  const text = String(value);
  return text.includes("e") ? value.toFixed(8).replace(/\.?0+$/, "") : text;
}

/** Take the quantities that are bounds out of a text. */
function takeBounds(base, text) {
  if (!base.constants.conditions.BOUNDED.test(text.left)) return [];
  const found = quantitiesIn(base, text.left).filter(
    (one) => BOUNDING.includes(one.op) && one.value !== null,
  );
  for (const one of [...found].reverse()) text.cut(one.start, one.end);
  return found;
}

/** Take out when clusters were chosen, and return the batches. */
function takeBatches(base, text) {
  const { LATEST, YEAR, METRIC, BATCH } = base.constants.conditions;
  const known = base.entries("batch").ids.map(Number);
  if (text.take(LATEST)) return [Math.max(...known)];
  const year = YEAR.exec(text.left);
  if (!year || !known.includes(Number(year[1])) || METRIC.test(text.left)) return [];
  const end = year.index + year[0].length;
  const without = `${text.left.slice(0, year.index)}${text.left.slice(end)}`;
  // The clusters of a year are those chosen in it.
  if (!BATCH.test(without) && !without.includes("集群")) return [];
  text.cut(year.index, end);
  while (text.take(BATCH));
  return [Number(year[1])];
}

/** Take the order out: by which end figures are sorted, and how many are asked for, 0 being all. */
function takeOrder(base, text) {
  const { FIRST, NUMERALS, FIRMS_MOST, LOWEST, HIGHEST } = base.constants.conditions;
  const first = text.take(FIRST);
  let number = 0;
  if (first) number = NUMERALS[first[1]] ?? Number(first[1]);
  // The metric of 企业最多 would be lost with the order.
  const firms = FIRMS_MOST.exec(text.left);
  if (firms) {
    const after = text.left.slice(firms.index + firms[0].length);
    text.left = `${text.left.slice(0, firms.index)}企业数${after}`;
  }
  if (text.take(LOWEST)) return { descending: false, first: number };
  return text.take(HIGHEST) || first ? { descending: true, first: number } : null;
}

function takeFigure(base, text, bounds, order) {
  const { METRIC, YEAR, KIND, METRICS, KINDS } = base.constants.conditions;
  const metric = text.take(METRIC);
  const year = text.take(YEAR);
  const kind = text.take(KIND);
  // The largest without a metric is that with the highest output.
  const usual = order && !bounds.length ? "产值" : null;
  // What is the case is sorted, unless a year was named, in which it may be the aim.
  const wanted = order && !year ? "actual" : null;
  return {
    metric: metric ? METRICS[metric[0]] : usual,
    year: year ? Number(year[1]) : null,
    kind: kind ? KINDS[kind[0]] : wanted,
    bounds,
    own: Boolean(bounds.length || order),
  };
}

/** Tell whether a current figure is what is asked for. */
export function isMetBy(base, condition, figure) {
  return (
    (condition.metric === null || condition.metric === figure.metric) &&
    (condition.year === null || condition.year === figure.year) &&
    (condition.kind === null || condition.kind === figure.kind) &&
    (!condition.own || figure.ofCluster) &&
    condition.bounds.every((bound) => isWithin(base, figure, bound))
  );
}

/** Tell whether a figure is certainly within a bound: >5000 is, for 突破5000. */
function isWithin(base, figure, bound) {
  const { op, value } = figure;
  if (figure.unit !== baseUnit(base, bound.unit) || ["tier", "near", "about"].includes(op)) {
    return false;
  }
  const limit = inBaseUnit(base, bound.value, bound.unit);
  switch (bound.op) {
    case "gt":
      return value > limit || (value === limit && op === "gt");
    case "ge":
      return value >= limit && ["eq", "gt", "ge"].includes(op);
    case "lt":
      return value < limit || (value === limit && op === "lt");
    default:
      return value <= limit && ["eq", "lt", "le"].includes(op);
  }
}
