// The script in which all is shown: simplified as in the data, or traditional.

import { createTraditional } from "./traditional.js";

const LANGUAGES = { hans: "zh-Hans", hant: "zh-Hant" };
// That in which the file was written.
const OWN = document.documentElement.lang === LANGUAGES.hant ? "hant" : "hans";
let current = OWN;
let traditional = (text) => text;

/** Return the script in which the page opens unless its address says otherwise. */
export function ownScript() {
  return OWN;
}

/** Take the forms of characters that the data has for traditional script. */
export function prepareScripts(data) {
  traditional = createTraditional(data);
}

/** Show everything from now on in a script, hans or hant. */
export function useScript(script) {
  current = script;
  document.documentElement.lang = LANGUAGES[script];
}

/** Return a text in the script of the page. */
export function written(text) {
  return current === "hant" ? traditional(text) : text;
}
