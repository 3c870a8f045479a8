// What charts are made of: SVG, figures, tints.

const SVG = "http://www.w3.org/2000/svg";
const TINTS = 12;

/** An SVG element. */
export function s(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** A figure, at most two decimals. */
export function number(value) {
  return (Math.round(value * 100) / 100).toLocaleString("en");
}

/** The class with the colour of the so many-th series or slice. */
export function tint(index) {
  return `tint-${index % TINTS}`;
}
