// Values to choose from: buttons that are made once, each with how many entries it would leave.

import { element, setAttribute, setText, toggle } from "./dom.js";

/** Return a button for each choice, {value, label, class}, the label behind or before its count.
 *
 * `update(isChosen, count)` presses them and writes their counts, both by value.
 */
export function createChoices(choices, onchoose, { isCountFirst = false, ...attributes } = {}) {
  const made = choices.map((choice) => {
    const count = element("b");
    const label = element("span", {}, choice.label);
    const node = toggle(
      isCountFirst ? [count, label] : [label, count],
      false,
      () => onchoose(choice.value),
      { "data-value": choice.value, class: choice.class },
    );
    return { value: choice.value, node, count };
  });
  const node = element(
    "div",
    { class: "choices", ...attributes },
    made.map((one) => one.node),
  );
  function update(isChosen, count) {
    for (const one of made) {
      const isDown = isChosen(one.value);
      const number = count(one.value);
      setAttribute(one.node, "aria-pressed", String(isDown));
      one.node.classList.toggle("empty", !number && !isDown);
      setText(one.count, number);
    }
  }
  return { node, update };
}
