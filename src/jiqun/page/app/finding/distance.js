// The distance of two texts in edits: a character put in, left out, replaced, or two exchanged.

/**
 * Return the optimal string alignment distance, or a number above `most` where it is greater.
 * @param {string[]} one the characters of a text.
 * @param {string[]} other those of another.
 * @param {number} most
 */
export function editDistance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let beforeLast = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    let least = row;
    for (let at = 1; at <= other.length; at += 1) {
      const isSame = one[row - 1] === other[at - 1];
      let edits = Math.min(last[at] + 1, current[at - 1] + 1, last[at - 1] + Number(!isSame));
      const isExchanged =
        row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (isExchanged) edits = Math.min(edits, beforeLast[at - 2] + 1);
      current.push(edits);
      least = Math.min(least, edits);
    }
    // An exchange reaches back over one row, which is no more than an edit.
    if (least > most + 1) return most + 1;
    beforeLast = last;
    last = current;
  }
  return last[other.length];
}
