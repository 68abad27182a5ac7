/** Return what searches: a stub until the finder is there. */
export function createFinder(data) {
  return { search: (query) => ({ items: data.filter((one) => one.name.includes(query)), near: [], unused: [], message: "" }) };
}
