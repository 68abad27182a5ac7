// The filters beside the map: domains, batches, firms; and those that are set, to be taken away.

import { button, element, fill, toggle } from "./dom.js";
import { isFiltered } from "./filtering.js";

/** Return the filters; `counts` has under each value how many clusters there would be. */
export function createFilters(app) {
  const domains = element("div", { class: "choices" });
  const batches = element("div", { class: "choices" });
  const firm = firmField(app);
  const node = element(
    "section",
    { class: "filters", "aria-label": "筛选" },
    group("领域", domains),
    group("批次", batches),
    group("企业", firm.node),
  );
  function update(state, counts) {
    const choices = (name, values) =>
      values.map(([value, label]) =>
        choice(app, state, name, value, label, counts[name].get(value) ?? 0),
      );
    replaced(
      domains,
      choices(
        "domains",
        app.base.raw.domains.map(([name]) => [name, name]),
      ),
    );
    replaced(
      batches,
      choices(
        "batches",
        app.base.raw.batches.map((one) => [String(one), `${one} 年`]),
      ),
    );
    firm.update(counts.firms);
  }
  return { node, update };
}

function group(title, ...children) {
  return element("fieldset", {}, element("legend", {}, title), children);
}

function choice(app, state, name, value, label, count) {
  const isChosen = state[name].includes(value);
  return toggle(
    [element("span", {}, label), element("b", {}, count)],
    isChosen,
    () => app.toggleValue(name, value),
    { "data-value": value, class: count || isChosen ? "" : "empty" },
  );
}

/** Put buttons in place of others, the focus on the one of the same value. */
function replaced(node, buttons) {
  const focused = node.contains(document.activeElement) ? document.activeElement.dataset.value : "";
  fill(node, buttons);
  if (focused) buttons.find((one) => one.dataset.value === focused)?.focus();
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
