// Texts with links in them: addresses, marks of sources, names of entries.

import { sourceFacts, sourceText } from "./base.js";
import { button, element, setAttribute, setText } from "./dom.js";

// An address as far as it goes where Chinese follows; nothing but http and https is one.
const ADDRESS = /(https?:\/\/[^\s，。；、）〕」”[\]<>"]+)/;
const MARKED = /(\[\d+\])/;

/** Return a text as nodes, its addresses as links. */
export function linked(text) {
  return text.split(ADDRESS).map((piece, at) => (at % 2 ? outside(piece, piece) : piece));
}

/** Return a link to a page elsewhere. */
export function outside(address, label) {
  return element("a", { href: address, rel: "noreferrer external", class: "outside" }, label);
}

/** Return a text as nodes, each mark of a source as what `mark` gives for its number. */
export function marked(text, mark) {
  return text
    .split(MARKED)
    .map((piece, at) => (at % 2 ? (mark(Number(piece.slice(1, -1))) ?? piece) : linked(piece)));
}

/** Return a link to the card of an entry; it is opened in place. */
export function entryLink(app, kind, id, label) {
  return element(
    "a",
    {
      href: `#card=${kind}/${id}`,
      "data-card": `${kind}/${id}`,
      onclick: (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        app.open(kind, id);
      },
    },
    label,
  );
}

/** Return sources as a numbered list, each with a link to what cites it. */
export function sourceList(app, places, prefix) {
  const items = places.map((at, place) =>
    element(
      "li",
      { id: `${prefix}-${place + 1}`, tabindex: "-1" },
      linked(sourceText(app.base, at, "cardLine")),
      " ",
      entryLink(app, "source", sourceFacts(app.base, at).id, "用于何处"),
    ),
  );
  return element("ol", { class: "sources" }, items);
}

/** Return a mark that leads to the source of a number, once that is to be seen. */
export function sourceMark(prefix, number, open = () => {}) {
  const lead = () => {
    open();
    const item = document.getElementById(`${prefix}-${number()}`);
    item?.focus();
    item?.scrollIntoView({ block: "center" });
  };
  return nameMark(button("", lead, { class: "mark" }), number());
}

/** Write a number on a mark. */
export function nameMark(mark, number) {
  setText(mark, `[${number}]`);
  setAttribute(mark, "aria-label", `来源 [${number}]`);
  return mark;
}
