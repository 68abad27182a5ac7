// What the address after `#` remembers: the question, filters, order, view, card, comparison.

import { ownScript } from "./script.js";

export const VIEWS = ["clusters", "targets", "compare", "sources", "about"];
export const MOST_COMPARED = 4;

const LISTS = { d: "domains", b: "batches", p: "provinces", f: "firms", vs: "compared" };
const WORDS = {
  q: "query",
  sort: "sort",
  card: "card",
  due: "due",
  verdict: "verdict",
  of: "scope",
  quality: "quality",
};

/** Return a state that asks for nothing. */
export function emptyState() {
  return {
    view: "clusters",
    script: ownScript(),
    differing: false,
    ...Object.fromEntries(Object.values(LISTS).map((key) => [key, []])),
    ...Object.fromEntries(Object.values(WORDS).map((key) => [key, ""])),
  };
}

/** Return the state that an address stands for; what it does not know it leaves out. */
export function readState(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const state = emptyState();
  for (const [short, key] of Object.entries(LISTS)) state[key] = [...new Set(given.getAll(short))];
  for (const [short, key] of Object.entries(WORDS)) state[key] = given.get(short) ?? "";
  if (VIEWS.includes(given.get("view"))) state.view = given.get("view");
  if (["hans", "hant"].includes(given.get("script"))) state.script = given.get("script");
  state.differing = given.get("differing") === "1";
  state.compared = state.compared.slice(0, MOST_COMPARED);
  return state;
}

/** Return the address of a state, from `#`; the same for the same state. */
export function addressOf(state) {
  const told = new URLSearchParams();
  if (state.view !== "clusters") told.set("view", state.view);
  for (const [short, key] of Object.entries(WORDS)) if (state[key]) told.set(short, state[key]);
  for (const [short, key] of Object.entries(LISTS))
    for (const one of state[key]) told.append(short, one);
  if (state.differing) told.set("differing", "1");
  if (state.script !== ownScript()) told.set("script", state.script);
  // Chinese stays readable; what would end or split the address does not.
  const text = [...told].map(
    ([key, value]) => `${key}=${value.replace(/[%&#+\s"<>]/g, encodeURIComponent)}`,
  );
  return `#${text.join("&")}`;
}
