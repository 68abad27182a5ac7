// What is found by figures and counts: clusters whose figures meet a condition, and groups in order.

import { isMetBy } from "./conditions.js";
import { matchOf, scoreIn } from "./ranking.js";

/** Return the clusters with a figure that is asked for, in the order that is asked for. */
export function figureAnswers(base, reading, clusters) {
  const { figure: wanted, order } = reading;
  let rows = [];
  for (const one of clusters) {
    const figures = one.figures.filter((each) => isMetBy(base, wanted, each));
    if (figures.length) rows.push([one, foremost(base, figures)]);
  }
  if (order) {
    rows = rows.filter(([, { op }]) => !["tier", "lt", "le"].includes(op));
    const sign = order.descending ? -1 : 1;
    rows.sort(([, one], [, other]) => sign * (one.value - other.value));
    rows = rows.slice(0, order.first || rows.length);
  } else if (wanted.bounds.length) {
    rows.sort(([, one], [, other]) => other.value - one.value);
  } else {
    rows.sort(([, one], [, other]) => Number(other.ofCluster) - Number(one.ofCluster));
  }
  return rows.map(([one, { metric, text }], at) => {
    const told = `${metric}${text}`;
    const score = scoreIn(base, "figure", 1 - at / (rows.length + 1));
    return matchOf("cluster", one.id, score, "figure", "figure", [told], [base.fold(told)]);
  });
}

/** Return the figure that answers first: the cluster's own, the latest, outcomes. */
function foremost(base, figures) {
  const { LATEST_FIRST } = base.constants.answering;
  const apart = (one, other) =>
    Number(other.ofCluster) - Number(one.ofCluster) ||
    other.ends - one.ends ||
    LATEST_FIRST.indexOf(one.kind) - LATEST_FIRST.indexOf(other.kind);
  return figures.reduce((best, each) => (apart(each, best) < 0 ? each : best));
}

/** Return in words how figures were sorted, where an order was asked for. */
export function orderTold({ figure, order }) {
  if (!order || !figure) return [];
  const when = figure.year ? `${figure.year} 年` : "最近";
  const kind = { target: "目标", forecast: "预计" }[figure.kind ?? ""] ?? "实绩";
  const way = order.descending ? "从高到低" : "从低到高";
  const metric = figure.metric ?? "";
  return [`按集群自己的${when}${metric}${kind}${way}排，没有这样的数字的不列`];
}

/** Return the entries of a kind by their number of clusters, and how they were sorted. */
export function groupAnswers(base, reading, clusters) {
  const { group, order } = reading;
  const numbers = new Set(clusters.map((one) => one.number));
  const { ids } = base.entries(group);
  const counted = base
    .members(group)
    .map((members, at) => [members.filter((number) => numbers.has(number)).length, ids[at]])
    .filter(([count]) => count);
  const descending = Boolean(order?.descending);
  counted.sort(([one], [other]) => (descending ? other - one : one - other));
  const items = counted.map(([count, id], at) => {
    const score = scoreIn(base, "words", 1 - at / (counted.length + 1));
    return matchOf(group, id, score, "words", "name", [`${count} 个集群`]);
  });
  if (!items.length) return null;
  const way = descending ? "从多到少" : "从少到多";
  return { items, notes: [`按${base.kind(group).title}的集群数${way}排`] };
}
