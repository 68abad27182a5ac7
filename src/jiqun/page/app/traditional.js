/** Return a text in traditional script. */
export function traditional(text) {
  return text;
}
