// The filters beside the map: domains, batches, firms; and those that are set, to be taken away.

import { createChoices } from "./choices.js";
import { button, element, fill } from "./dom.js";
import { isFiltered } from "./filtering.js";

/** Return the filters; `counts` has under each value how many clusters there would be. */
export function createFilters(app) {
  const choices = (name, values) => createChoices(values, (value) => app.toggleValue(name, value));
  const { domains, batches } = app.base.raw;
  const made = {
    domains: choices(
      "domains",
      domains.map(([name]) => ({ value: name, label: name })),
    ),
    batches: choices(
      "batches",
      batches.map((one) => ({ value: String(one), label: `${one} 年` })),
    ),
  };
  const firm = firmField(app);
  const node = element(
    "section",
    { class: "filters", "aria-label": "筛选" },
    group("领域", made.domains.node),
    group("批次", made.batches.node),
    group("企业", firm.node),
  );
  function update(state, counts) {
    for (const [name, one] of Object.entries(made)) {
      one.update(
        (value) => state[name].includes(value),
        (value) => counts[name].get(value) ?? 0,
      );
    }
    firm.update(counts.firms);
  }
  return { node, update };
}

function group(title, ...children) {
  return element("fieldset", {}, element("legend", {}, title), children);
}

/** Return the field in which a firm is named, with all names to choose from. */
function firmField(app) {
  const names = [...new Set(app.base.clusters.rows.flatMap((one) => one.firms))];
  const list = element("datalist", { id: "firms" });
  const said = element("p", { class: "note", role: "status" });
  const input = element("input", {
    type: "text",
    list: "firms",
    autocomplete: "off",
    "aria-label": "企业名称",
    placeholder: "如 华为",
    onchange: () => choose(input.value.trim()),
  });
  function choose(typed) {
    const like = names.filter((name) => name.toLowerCase().includes(typed.toLowerCase()));
    const [chosen] = names.includes(typed) ? [typed] : like.length === 1 ? like : [];
    if (chosen) {
      input.value = "";
      app.toggleValue("firms", chosen);
    }
    const shown = like.slice(0, 3).join("、");
    fill(
      said,
      !typed || chosen
        ? ""
        : like.length
          ? `有 ${like.length} 家：${shown}${like.length > 3 ? "…" : ""}，请选一家`
          : `没有名称含“${typed}”的企业`,
    );
  }
  const node = element("div", {}, input, list, said);
  let counts = new Map();
  // There are hundreds, and most who filter by something else never look at them.
  input.addEventListener("focus", () => {
    const sorted = [...counts].sort((one, other) => other[1] - one[1]);
    fill(
      list,
      sorted.map(([name, count]) => element("option", { value: name }, `${count} 个集群`)),
    );
  });
  function update(newCounts) {
    counts = newCounts;
  }
  return { node, update };
}

/** Return the filters that are set, each a button that takes it away. */
export function chosenFilters(app, state) {
  if (!isFiltered(state) && !state.query) return [];
  const chip = (label, action) =>
    button([label, element("span", { "aria-hidden": "true" }, " ×")], action, {
      class: "chip",
      "aria-label": `取消 ${label}`,
    });
  const chips = ["provinces", "domains", "batches", "firms"].flatMap((name) =>
    state[name].map((value) => chip(value, () => app.toggleValue(name, value))),
  );
  if (state.query) chips.unshift(chip(`“${state.query}”`, () => app.set({ query: "" })));
  return [...chips, button("全部取消", () => app.clear(), { class: "chip clear" })];
}
