// The distance of two texts in edits: a character put in, left out, replaced, or two exchanged.

// Rows of the table of distances: the one before the last, the last, and the one being filled.
const ROWS = [[], [], []];

/**
 * Return the optimal string alignment distance, or a number above `most` where it is greater.
 * @param {string|string[]} one the characters of a text.
 * @param {string|string[]} other those of another.
 * @param {number} most
 */
export function editDistance(one, other, most) {
  const far = most + 1;
  if (Math.abs(one.length - other.length) > most) return far;
  let [beforeLast, last, current] = ROWS;
  for (let at = 0; at <= other.length; at += 1) last[at] = at;
  for (let row = 1; row <= one.length; row += 1) {
    // Outside of this band, there are more edits than are asked for.
    const first = Math.max(1, row - most);
    const end = Math.min(other.length, row + most);
    current[first - 1] = first === 1 ? row : far;
    let least = current[first - 1];
    for (let at = first; at <= end; at += 1) {
      const isSame = one[row - 1] === other[at - 1];
      let edits = last[at - 1] + (isSame ? 0 : 1);
      edits = Math.min(edits, current[at - 1] + 1, at < row + most ? last[at] + 1 : far);
      const isExchanged =
        row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (isExchanged) edits = Math.min(edits, beforeLast[at - 2] + 1);
      current[at] = edits;
      if (edits < least) least = edits;
    }
    // Texts that are apart by more come no nearer, but by an exchange over one row.
    if (least > far) return far;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return Math.min(last[other.length], far);
}
