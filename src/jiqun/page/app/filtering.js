// Which clusters meet the filters. Values of one filter mean *or*, different filters *and*.

const HOLDS = {
  domains: (one, values) => values.has(one.domain),
  batches: (one, values) => values.has(String(one.batch)),
  provinces: (one, values) => one.provinces.some((name) => values.has(name)),
  firms: (one, values) => one.firms.some((name) => values.has(name)),
};

const VALUES = {
  domains: (one) => [one.domain],
  batches: (one) => [String(one.batch)],
  provinces: (one) => one.provinces,
  firms: (one) => one.firms,
};

/** The names of the filters. */
export const FILTERS = Object.keys(HOLDS);

/** Tell whether any filter is set. */
export function isFiltered(state) {
  return FILTERS.some((name) => state[name].length);
}

/** Return the clusters that meet all filters but one that is left out, and that were found. */
export function selected(clusters, state, found, without = "") {
  const tests = FILTERS.filter((name) => name !== without && state[name].length).map((name) => {
    const values = new Set(state[name]);
    return (one) => HOLDS[name](one, values);
  });
  if (found) tests.push((one) => found.has(one.id));
  return clusters.filter((one) => tests.every((test) => test(one)));
}

/** Return how many clusters there would be under each value of a filter, the others as they are. */
export function counted(clusters, state, found, name) {
  const counts = new Map();
  for (const one of selected(clusters, state, found, name)) {
    for (const value of VALUES[name](one)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
