// Traditional script for all that the page prints; see `jiqun.page.traditional`.

// Addresses, which stay, and runs of Chinese.
const RUN = /https?:\/\/[^\s，。；、）〕」”"<>]+|[\u3400-\u9fff\u{20000}-\u{3ffff}ぁ-ゖァ-ヺー]+/gu;

/** Return what writes a text in traditional script, by the forms that the data has. */
export function createTraditional({ chars, runs }) {
  const letters = Array.from(chars);
  const forms = new Map(letters.flatMap((char, at) => (at % 2 ? [] : [[char, letters[at + 1]]])));
  const whole = new Map(Object.entries(runs));
  const byChar = (run) => Array.from(run, (char) => forms.get(char) ?? char).join("");
  return (text) =>
    text.replace(RUN, (run) => (run.includes("://") ? run : (whole.get(run) ?? byChar(run))));
}
