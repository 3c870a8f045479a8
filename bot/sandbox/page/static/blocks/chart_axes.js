// Bars, lines and areas over categories, with an axis in round figures that has nothing (zero) on it.

import { number, s, tint } from "./chart_parts.js";

const [PLOT, TOP, LABELS, TITLE] = [190, 10, 24, 18];
const LETTER = 6.4; // width of one, on the average, at the size of the labels
const TICKS = 5;

/** The nodes of a chart with axes, and which category is at a point. */
export function axes(data, width) {
  const { categories, x_label: across, y_label: up } = data.axis_config;
  const ticks = round(data.series.flatMap((series) => series.data.map((point) => point.value)));
  const [low, high] = [ticks[0], ticks.at(-1)];
  const top = TOP + (up ? TITLE : 0);
  const left = 10 + LETTER * Math.max(...ticks.map((tick) => number(tick).length));
  const step = (width - left) / categories.length;
  const plot = { step, left, x: (index) => left + step * (index + 0.5), y: (value) => top + ((high - value) / (high - low)) * PLOT };
  const bottom = top + PLOT;
  const height = bottom + LABELS + (across ? TITLE : 0);
  const nodes = [
    ...categories.map((_, at) => s("rect", { class: "band", "data-at": at, x: left + step * at, y: top, width: step, height: PLOT })),
    ...ticks.map((tick) => gridLine(tick, plot, width)),
    ...labels(categories, plot, bottom + 18),
    ...(up ? [s("text", { x: 0, y: 12, class: "axis-title" }, up)] : []),
    ...(across ? [s("text", { x: left + (width - left) / 2, y: height - 4, "text-anchor": "middle", class: "axis-title" }, across)] : []),
    ...data.series.flatMap((series, index) => drawn(data, ordered(series, categories), index, plot)),
  ];
  const find = (x) => (x < left ? -1 : Math.min(categories.length - 1, Math.floor((x - left) / step)));
  return { nodes, find, height };
}

/** Round figures from below the lowest to above the highest; with nothing, 0 and 1. */
function round(values) {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = high - low || 1;
  const power = 10 ** Math.floor(Math.log10(span / TICKS));
  const size = power * [1, 2, 5, 10].find((each) => span / (power * each) <= TICKS);
  const first = Math.floor(low / size);
  const last = Math.max(first + 1, Math.ceil(high / size));
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * size);
}

function gridLine(tick, { left, y }, width) {
  return s("g", { class: tick === 0 ? "grid zero" : "grid" },
    s("line", { x1: left, x2: width, y1: y(tick), y2: y(tick) }),
    s("text", { x: left - 6, y: y(tick) + 4, "text-anchor": "end" }, number(tick)));
}

/** As many of the categories as there is room for, the first always. */
function labels(categories, { x, step }, y) {
  const longest = Math.max(...categories.map((label) => label.length)) * LETTER + 8;
  const every = Math.max(1, Math.ceil(longest / step));
  return categories.flatMap((label, index) => (index % every ? [] : [s("text", { x: x(index), y, "text-anchor": "middle" }, label)]));
}

function ordered(series, categories) {
  return categories.map((label) => series.data.find((point) => point.label === label).value);
}

function drawn({ type, series }, values, index, plot) {
  return type === "bar" ? bars(values, index, series.length, plot) : curve(values, index, type, plot);
}

function bars(values, index, count, { x, y, step }) {
  const width = (step * 0.72) / count;
  return values.map((value, at) => s("rect", {
    class: `bar ${tint(index)}`, "data-at": at, x: x(at) - step * 0.36 + width * index, width: Math.max(1, width - 2), y: Math.min(y(value), y(0)), height: Math.abs(y(0) - y(value)), rx: 2,
  }));
}

function curve(values, index, type, { x, y }) {
  const line = values.map((value, at) => `${at ? "L" : "M"}${x(at)} ${y(value)}`).join("");
  const under = type === "area" ? [s("path", { d: `${line}L${x(values.length - 1)} ${y(0)}L${x(0)} ${y(0)}Z`, class: `area ${tint(index)}` })] : [];
  const dots = values.map((value, at) => s("circle", { cx: x(at), cy: y(value), r: 3, class: `dot ${tint(index)}`, "data-at": at }));
  return [...under, s("path", { d: line, class: `line ${tint(index)}` }), ...dots];
}
