// What is handed on: the address, references, files.

import { sourceText } from "./base.js";
import { button } from "./dom.js";
import { written } from "./script.js";

/** Return a button that copies what `text` gives, and says so. */
export function copyButton(label, text, announce) {
  return button(label, async () => {
    const isCopied = await copied(text());
    announce(isCopied ? `${label}：已复制` : "浏览器不让复制，请从地址栏复制");
  });
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text);
  }
}

/** Copy as browsers did before they had a clipboard that pages may write. */
function copiedByHand(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "off-screen";
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  return isCopied;
}

/** Return references to sources after GB/T 7714, numbered, one to a line. */
export function references(base, places) {
  const lines = places.map((at, place) => `[${place + 1}] ${sourceText(base, at, "reference")}\n`);
  return written(lines.join(""));
}

/** Hand a text to the browser to keep as a file. */
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = written(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
