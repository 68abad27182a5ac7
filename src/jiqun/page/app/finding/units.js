// Units: each kind has one in which its figures are compared, as in jiqun.text.units.

import { rounded } from "./quantities.js";

/** Return the unit in which figures in `unit` are compared: 亿元 for 万亿元, 家 for 万家. */
export function baseUnit(base, unit) {
  return worthOfUnit(base, unit)[1];
}

/** Return `value` in the base unit of its kind. */
export function inBaseUnit(base, value, unit) {
  return rounded(value * worthOfUnit(base, unit)[0], base.constants.units.DECIMALS);
}

function worthOfUnit(base, unit) {
  const { WORTH, SCALES } = base.constants.units;
  const scale = SCALES[unit[0]];
  return WORTH[unit] ?? (scale && unit.slice(1) ? [scale, unit.slice(1)] : [1, unit]);
}
