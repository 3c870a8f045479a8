// Line icons, drawn in the text's colour. Each is the inside of a 20 × 20 path.

const PATHS = {
  hash: "M8 3 6.5 17M13.5 3 12 17M3.5 7.5h13.5M3 12.5h13.5",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  shared: "M4 7.5h10.5M11.5 4.5l3 3-3 3M16 12.5H5.5M8.5 9.5l-3 3 3 3",
  plus: "M10 4v12M4 10h12",
  at: "M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM13 7v4.2c0 2.4 4 2.4 4-1.2a7 7 0 1 0-2.8 5.6",
  slash: "M12.5 3.5l-5 13",
  send: "M3 4l14 6-14 6 2-6zM5 10h6",
  reply: "M4 5.5A1.5 1.5 0 0 1 5.5 4h9A1.5 1.5 0 0 1 16 5.5v6a1.5 1.5 0 0 1-1.5 1.5H9l-4 3.5V13A1 1 0 0 1 4 12z",
  smile: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM7 11.5c1 2.4 5 2.4 6 0M7.6 8v.3M12.4 8v.3",
  clip: "M15.5 9.5 10 15a3.2 3.2 0 0 1-4.6-4.6l6-6a2.2 2.2 0 0 1 3.1 3.1l-5.8 5.8a1.1 1.1 0 0 1-1.6-1.6l5-5",
  more: "M10 4.8v.4M10 9.8v.4M10 14.8v.4",
  close: "M5 5l10 10M15 5 5 15",
  back: "M12 4l-6 6 6 6",
  down: "M5 8l5 5 5-5",
  check: "M4 10.5l4 4 8-9",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  help: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM7.8 7.8c.2-2.7 4.5-2.6 4.4.1-.1 1.6-2.2 1.7-2.2 3.4M10 13.9v.3",
  traffic: "M6 4v12M3 7l3-3 3 3M14 16V4M11 13l3 3 3-3",
  letter: "M3 5h14v10H3zM3 5.5l7 5.5 7-5.5",
  clock: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 5.5V10l3 2",
  eye: "M2.5 10s2.7-5 7.5-5 7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5zM10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  warning: "M10 3l8 14H2zM10 8v4M10 14.3v.3",
  link: "M8.5 11.5a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1M11.5 8.5a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1",
  copy: "M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4",
  bolt: "M11 2.5 4.5 11H10l-1 6.5L15.5 9H10z",
  again: "M15.5 12.5A6 6 0 1 1 15.8 7.5M16 3.5v4.2h-4.2",
  home: "M3.5 9 10 3.5 16.5 9v7.5h-4.5V12H8v4.5H3.5z",
  out: "M11 4h5v5M16 4l-7 7M13.5 12v4h-9.5V6.5h4",
};

const SVG = "http://www.w3.org/2000/svg";

/** An icon by name; it is decoration, so the control around it carries the label. */
export function icon(name, className = "icon") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name] ?? "");
  svg.append(path);
  return svg;
}
