// Which clusters meet the filters. Values of one filter mean *or*, different filters *and*.

const VALUES = {
  domains: (one) => [one.domain],
  batches: (one) => [String(one.batch)],
  provinces: (one) => one.provinces,
  firms: (one) => one.firms,
};

/** The names of the filters. */
export const FILTERS = Object.keys(VALUES);

/** Tell whether any filter is set. */
export function isFiltered(state) {
  return FILTERS.some((name) => state[name].length);
}

/** Return what filters a state sets: name, values, and what a cluster has of them. */
function filtersOf(state) {
  return FILTERS.filter((name) => state[name].length).map((name) => {
    const chosen = new Set(state[name]);
    return { name, fails: (one) => !VALUES[name](one).some((value) => chosen.has(value)) };
  });
}

/** Return the clusters of ids that were found, or all, that meet all filters. */
export function selected(clusters, state, found) {
  const filters = filtersOf(state);
  return clusters.filter(
    (one) => (!found || found.has(one.id)) && !filters.some((filter) => filter.fails(one)),
  );
}

/** Return the same, and how many there would be under each value of a filter, by filter.
 *
 * What a filter lacks is counted as if it were not set, so a cluster that fails one filter counts
 * for that one only, and one that fails two for none.
 */
export function counted(clusters, state, found) {
  const filters = filtersOf(state);
  const counts = Object.fromEntries(FILTERS.map((name) => [name, new Map()]));
  const count = (name, one) => {
    const of = counts[name];
    for (const value of VALUES[name](one)) of.set(value, (of.get(value) ?? 0) + 1);
  };
  const rows = clusters.filter((one) => {
    if (found && !found.has(one.id)) return false;
    const failed = filters.filter((filter) => filter.fails(one));
    if (failed.length === 1) count(failed[0].name, one);
    if (failed.length) return false;
    for (const name of FILTERS) count(name, one);
    return true;
  });
  return { rows, counts };
}
