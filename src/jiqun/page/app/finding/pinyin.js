// Pinyin: how Chinese texts are read, from the readings of characters and the exceptions.

/** Return the reading of every character, from the characters of each syllable. */
export function readingsOf(bySyllable) {
  const readings = new Map();
  for (const [syllable, characters] of Object.entries(bySyllable)) {
    for (const char of characters) readings.set(char, syllable);
  }
  return readings;
}

/**
 * Return the syllables and the words of letters of a text.
 * @param {Map<string, string>} readings of single characters.
 * @param {(text: string) => string} simplified returns text in simplified script.
 */
export function syllablesOf(text, readings, simplified) {
  const parts = [];
  let other = "";
  const finish = () => {
    if (other) parts.push(...other.split(/[^\p{L}\p{N}]+/u).filter(Boolean));
    other = "";
  };
  for (const char of simplified(text).toLowerCase()) {
    const reading = readings.get(char);
    if (reading === undefined) {
      other += char;
    } else {
      finish();
      parts.push(reading);
    }
  }
  finish();
  return parts;
}
