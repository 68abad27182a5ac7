// The reader of quantities in Chinese text: bound, number, scale and unit, as jiqun.text.quantities.

import { charactersOf, isAscii } from "./constants.js";

/**
 * A quantity in a text.
 * @typedef {object} Quantity
 * @property {string} op its bound; `tier` where only an order of magnitude is told.
 * @property {number|null} value in `unit`; null of a tier.
 * @property {string} unit with its scale, as printed.
 * @property {number} start where it stands, its bound included.
 * @property {number} end
 */

/** Return the quantities in text that is plain already, in their order. */
export function quantitiesIn(base, text) {
  const words = base.quantities;
  const found = [];
  let low = null;
  for (const match of quantityMatches(text, words)) {
    const part = match.groups.never ? null : partOf(base, text, match);
    if (!part) continue;
    let one = part.quantity;
    if (one.value && !low && followsMinus(base, text, one.start)) {
      one = { ...one, value: -one.value, start: one.start - 1 };
    }
    if (low?.quantity.end + 1 === one.start && joins(low.quantity, one)) {
      found.push(...rangeOf(text, low, one, words));
      low = null;
      continue;
    }
    if (low?.quantity.unit) found.push(low.quantity);
    const after = text.slice(one.end, one.end + 1);
    low = after && words.ranges.includes(after) ? { ...part, quantity: one } : null;
    if (one.unit && !low) found.push(one);
  }
  if (low?.quantity.unit) found.push(low.quantity);
  return found;
}

/** Tell whether a minus stands before `at`: in c-919 the sign only joins. */
function followsMinus(base, text, at) {
  const before = text.slice(Math.max(0, at - 2), Math.max(0, at - 1));
  const sign = text.slice(Math.max(0, at - 1), at);
  return base.constants.quantities.MINUSES.includes(sign) && !/^[A-Za-z0-9]$/.test(before);
}

/** Return the matches of the grammar, one behind another. */
function quantityMatches(text, words) {
  return text.matchAll(new RegExp(words.grammar.source, "dgu"));
}

/** Return a number as it is printed, and the large scale (万, 亿, 万亿 or none) it is in. */
function amountOf(base, printed) {
  const { LARGE } = base.constants.quantities;
  const digits = withoutMore(base, printed);
  const number = digits.replace(/[万亿]+$/, "");
  const scale = digits.slice(number.length);
  if (!(scale in LARGE)) return [numberOf(base, digits), ""];
  if (!number) return [1, scale];
  if (isAscii(number) || !Object.keys(LARGE).some((one) => number.includes(one))) {
    return [rounded(numberOf(base, number)), scale];
  }
  return [rounded(numberOf(base, digits) / LARGE[scale]), scale];
}

/** Return a number without commas and the characters that mean some more. */
function withoutMore(base, printed) {
  const { NO_DIGITS } = base.constants.quantities;
  return charactersOf(printed)
    .filter((char) => !(char.codePointAt(0) in NO_DIGITS))
    .join("");
}

/** Return a number without what binary fractions err by. */
export function rounded(value, decimals = 8) {
  return Number(value.toFixed(decimals));
}

/** Return the value of digits and scales in any mixture: 3千2百, 十四, 1.2千; 百 is 100. */
function numberOf(base, digits) {
  const { DIGITS, SMALL, LARGE } = base.constants.quantities;
  if (isAscii(digits)) return Number(digits || 0);
  const [whole, decimals] = digits.split("点");
  if (decimals) {
    return (
      valueOf(base, whole) +
      Number(
        `.${charactersOf(decimals)
          .map((c) => DIGITS[c])
          .join("")}`,
      )
    );
  }
  let total = 0;
  let section = 0;
  let number = null;
  for (const [token] of digits.matchAll(/[\d.]+|[^\d]/gu)) {
    if (token in DIGITS) {
      number = (number ?? 0) * 10 + DIGITS[token];
    } else if (token in SMALL) {
      section += (number ?? 1) * SMALL[token];
      number = null;
    } else if (token in LARGE) {
      section += number ?? 0;
      // 3亿5千万 adds to what was read, 两万亿 multiplies it.
      const worth = LARGE[token];
      total = total >= worth ? total + section * worth : (total + section || 1) * worth;
      section = 0;
      number = null;
    } else {
      number = Number(token);
    }
  }
  return total + section + (number ?? 0);
}

/** Return what a match of the grammar means; null where it is no quantity. */
function partOf(base, text, match) {
  const { groups } = match;
  if (groups.number) return countedPart(base, text, match);
  let op = "eq";
  let value;
  if (groups.share) {
    [op, value] = base.quantities.shares[groups.share];
  } else if (groups.hundredths) {
    value = numberOf(base, withoutMore(base, groups.hundredths));
  } else if (groups.tenths) {
    value = 10 * numberOf(base, groups.tenths);
    value += groups.rest === "半" ? 5 : numberOf(base, groups.rest);
  } else {
    const top = numberOf(base, groups.top ?? groups.part);
    const bottom = numberOf(base, groups.bottom ?? groups.parts) || 1;
    value = rounded((100 * top) / bottom, 1);
  }
  return { quantity: boundedQuantity(base, text, match, op, value, "%"), scaled: false };
}

/** Return a number with its unit, if it has one; null where it cannot be a quantity. */
function countedPart(base, text, match) {
  const { MORE, DIGITS, APPROXIMATE } = base.constants.quantities;
  const words = base.quantities;
  const { number, tier } = match.groups;
  const start = match.index;
  const numberEnd = start + number.length;
  const isRange = words.ranges.includes(text.slice(numberEnd, numberEnd + 1));
  if (!match.groups.unit && !number.includes("亿") && !isRange) return null;
  const [value, scale] = amountOf(base, number);
  const printed = match.groups.unit ?? (scale.endsWith("亿") ? "元" : "");
  const unit = words.printed[printed] ?? printed;
  // 三元材料 is a substance, 二三百 two numbers, and c919 a name.
  if ((unit === "元" && number in DIGITS) || APPROXIMATE.test(number)) return null;
  if (unit !== "%" && start && /[a-z]/.test(text[start - 1])) return null;
  const more = match.groups.more !== undefined || [...MORE].some((one) => number.includes(one));
  const bare = !more && /^[十百千万亿]*$/.test(number);
  const scaled = Boolean(scale) || !/\d$/.test(number);
  if (!unit) {
    const quantity = { op: "eq", value, unit: "", start, end: numberEnd };
    return bare ? null : { quantity, scaled };
  }
  const isLevel = tier === "级";
  const isTier = tier && (unit.endsWith("元") || (scale && isLevel)) && (isLevel || bare);
  const op = isTier ? "tier" : more ? "gt" : "eq";
  if (!bare) {
    const quantity = boundedQuantity(base, text, match, op, value, scale + unit);
    return { quantity, scaled };
  }
  const [word, at] = wordBefore(base, text, start, words.before_bare);
  let bound = words.bare[word] ?? words.before[word];
  let from = at;
  if (op !== "tier" && !bound) return null;
  if (op === "tier" && (!bound || bound === "eq" || isLevel)) {
    bound = "tier";
    from = start;
  }
  const end = bound === "tier" && isLevel ? endOf(match, true) : endOf(match);
  const known = bound === "tier" ? null : value;
  return { quantity: { op: bound, value: known, unit: scale + unit, start: from, end }, scaled };
}

/** Return a quantity with the bound that stands before, in or behind it. */
function boundedQuantity(base, text, match, op, value, unit) {
  const words = base.quantities;
  const start = match.index;
  if (op === "tier") return { op, value: null, unit, start, end: endOf(match, true) };
  const ending = unit.includes("%") ? words.before_share : words.before_any;
  const [word, at] = wordBefore(base, text, start, ending);
  const before = words.before[word] ?? "eq";
  const behind = words.behind[match.groups.behind ?? ""] ?? "eq";
  const bound = [before, op, behind].find((one) => one !== "eq") ?? "eq";
  return { op: bound, value, unit, start: before === "eq" ? start : at, end: endOf(match) };
}

/** Return where a quantity ends: behind its last word, before the tier unless `withTier`. */
function endOf(match, withTier = false) {
  const tier = match.indices.groups.tier;
  return tier ? tier[Number(withTier)] : match.index + match[0].length;
}

/** Return the bound that ends before `start` and where it begins; nothing if there is none. */
function wordBefore(base, text, start, ending) {
  const { LONGEST_BOUND } = base.constants.quantities;
  const last = text.slice(Math.max(0, start - 1), start);
  if (ending.lasts.length && !ending.lasts.includes(last)) return ["", start];
  const from = Math.max(0, start - LONGEST_BOUND);
  const found = ending.pattern.exec(text.slice(from, start));
  return found ? [found[1], from + found.index] : ["", start];
}

/** Tell whether two numbers can be the ends of a range: of one unit, but for its scale. */
function joins(low, high) {
  const kind = ({ unit }) => unit.replace(/^[万亿]+/, "");
  return Boolean(high.unit) && (!low.unit || kind(low) === kind(high));
}

/** Return the two ends of a range; the lower one may leave its unit to the upper one. */
function rangeOf(text, low, high, words) {
  let first = low.quantity;
  if (!first.unit) {
    const unit = low.scaled ? high.unit.replace(/^[万亿]+/, "") : high.unit;
    first = { ...first, unit };
  }
  const before = text.slice(0, first.start);
  const moves = words.movements.some((one) => before.endsWith(one));
  if (first.op === "eq" && high.op === "eq" && !moves) {
    return [
      { ...first, op: "ge" },
      { ...high, op: "le" },
    ];
  }
  return [first, high];
}
