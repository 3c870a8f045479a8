// data_visualization: bars, lines, areas and pies as plain SVG, with the figures as a table for those who cannot see it.

import { h } from "../dom.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, LEFT, BOTTOM] = [480, 200, 36, 24];

function s(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** A chart with its title, drawing, legend and figures. */
export function chart(block) {
  const { chart: data } = block;
  const names = data.type === "pie" ? data.segments.map((segment) => segment.label) : data.series.map((series) => series.name);
  return h("figure", { class: "block-chart" },
    h("figcaption", {}, block.title),
    s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${block.title}: ${data.type} chart; the figures follow` }, ...(data.type === "pie" ? pie(data) : axes(data))),
    names.length > 1 ? h("ul", { class: "legend" }, names.map((name, index) => h("li", { class: `tint-${index % 6}` }, name))) : null,
    h("details", { class: "chart-figures" }, h("summary", {}, "Figures"), figures(data)));
}

function figures(data) {
  if (data.type === "pie") return h("table", {}, data.segments.map(({ label, value }) => h("tr", {}, h("th", { scope: "row" }, label), h("td", { class: "right" }, String(value)))));
  const labels = data.axis_config.categories;
  return h("table", {},
    h("tr", {}, h("td"), data.series.map(({ name }) => h("th", { scope: "col" }, name))),
    labels.map((label, index) => h("tr", {}, h("th", { scope: "row" }, label), data.series.map((series) => h("td", { class: "right" }, String(series.data[index]?.value ?? ""))))));
}

function pie({ segments }) {
  const total = segments.reduce((sum, { value }) => sum + value, 0) || 1;
  const [cx, cy, r] = [WIDTH / 2, HEIGHT / 2, HEIGHT / 2 - 8];
  let angle = -Math.PI / 2;
  return segments.map(({ label, value }, index) => {
    const from = angle;
    angle += (value / total) * 2 * Math.PI;
    const title = s("title", {}, `${label}: ${value}`);
    if (value === total) return s("circle", { cx, cy, r, class: `tint-${index % 6}` }, title);
    const [x1, y1, x2, y2] = [cx + r * Math.cos(from), cy + r * Math.sin(from), cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
    return s("path", { d: `M${cx} ${cy}L${x1} ${y1}A${r} ${r} 0 ${angle - from > Math.PI ? 1 : 0} 1 ${x2} ${y2}Z`, class: `tint-${index % 6}` }, title);
  });
}

function axes(data) {
  const labels = data.axis_config.categories;
  const values = data.series.flatMap((series) => series.data.map((point) => point.value));
  const [top, low] = [Math.max(1, ...values), Math.min(0, ...values)];
  const step = (WIDTH - LEFT) / labels.length;
  const plot = {
    step,
    x: (index) => LEFT + step * (index + 0.5),
    y: (value) => 8 + ((top - value) / (top - low)) * (HEIGHT - BOTTOM - 8),
    zero: 0,
  };
  plot.zero = plot.y(0);
  const every = Math.ceil(labels.length / 8);
  return [
    ...[low, (top + low) / 2, top].map((value) => s("g", { class: "grid" },
      s("line", { x1: LEFT, x2: WIDTH, y1: plot.y(value), y2: plot.y(value) }),
      s("text", { x: LEFT - 6, y: plot.y(value) + 4, "text-anchor": "end" }, String(Math.round(value * 10) / 10)))),
    ...labels.map((label, index) => s("text", { x: plot.x(index), y: HEIGHT - 6, "text-anchor": "middle" }, index % every ? "" : label)),
    ...data.series.flatMap((series, index) => (data.type === "bar" ? bars(series, index, data.series.length, plot) : [curve(series, index, data.type, plot)])),
  ];
}

function bars(series, index, count, { x, y, zero, step }) {
  const width = (step * 0.7) / count;
  return series.data.map((point, at) => s("rect", {
    x: x(at) - step * 0.35 + width * index, width: Math.max(1, width - 2), y: Math.min(y(point.value), zero), height: Math.abs(zero - y(point.value)), rx: 2, class: `tint-${index % 6}`,
  }, s("title", {}, `${series.name}, ${point.label}: ${point.value}`)));
}

function curve(series, index, type, { x, y, zero }) {
  const line = series.data.map((point, at) => `${at ? "L" : "M"}${x(at)} ${y(point.value)}`).join("");
  const closed = `${line}L${x(series.data.length - 1)} ${zero}L${x(0)} ${zero}Z`;
  return s("path", { d: type === "area" ? closed : line, class: `${type} tint-${index % 6}` }, s("title", {}, series.name));
}
