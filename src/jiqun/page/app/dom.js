// Elements from plain values. All text passes through the script switch, and none is read as HTML.

import { written } from "./script.js";

// Attributes whose values people read.
const READ = new Set(["aria-label", "title", "placeholder", "alt", "data-label"]);

/** Return an element: attributes by name, `on…` as listeners, children as text or nodes. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value);
  made.append(...nodes(children));
  return made;
}

/** Set an attribute; null and false take it away, true leaves it without a value. */
export function setAttribute(node, name, value) {
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else {
    const text = value === true ? "" : READ.has(name) ? written(String(value)) : String(value);
    if (node.getAttribute(name) !== text) node.setAttribute(name, text);
  }
}

/** Write a text into an element, unless it stands there: the browser lays out what is touched. */
export function setText(node, value) {
  const text = written(String(value));
  if (node.textContent !== text) node.textContent = text;
}

/** Put children in place of all that an element has. */
export function fill(node, ...children) {
  node.replaceChildren(...nodes(children));
  return node;
}

/** Make the children of an element those given; what stands in its place is not touched. */
export function arrange(node, children) {
  const kept = new Set(children);
  for (const child of [...node.children]) if (!kept.has(child)) child.remove();
  let next = node.firstElementChild;
  for (const child of children) {
    if (child === next) next = next.nextElementSibling;
    else node.insertBefore(child, next);
  }
}

function nodes(children) {
  return children
    .flat(3)
    .filter((child) => child !== null && child !== undefined && child !== false && child !== "")
    .map((child) => (child instanceof Node ? child : written(String(child))));
}

/** Return a button that does something when it is pressed. */
export function button(label, onclick, attributes = {}) {
  return element("button", { type: "button", onclick, ...attributes }, label);
}

/** Return a button that is down or up. */
export function toggle(label, isDown, onclick, attributes = {}) {
  return button(label, onclick, { "aria-pressed": isDown ? "true" : "false", ...attributes });
}
