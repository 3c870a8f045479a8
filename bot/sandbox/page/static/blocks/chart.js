// data_visualization: bars, lines, areas and pies as plain SVG. What is drawn can be looked through with the pointer or the
// arrow keys, and stands as a table for those who cannot see it.

import { h } from "../dom.js";
import { axes } from "./chart_axes.js";
import { pie } from "./chart_pie.js";
import { number, s, tint } from "./chart_parts.js";

const WIDTH = 480;
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -Infinity, End: Infinity };

/** A chart with its title, drawing, legend and figures. */
export function chart(block) {
  const { chart: data } = block;
  const places = data.type === "pie" ? slices(data) : columns(data);
  const svg = s("svg", { "aria-hidden": "true" });
  const status = h("p", { class: "chart-status", "aria-hidden": "true" });
  const plot = h("div", {
    class: "chart-plot", role: "slider", tabIndex: 0, "aria-label": `${block.title}: ${data.type} chart, look through it with the arrow keys`,
    "aria-valuemin": "1", "aria-valuemax": String(places.length), on: { keydown: step, focus: () => show(at < 0 ? 0 : at), blur: () => show(-1), pointermove: point, pointerleave: () => show(-1) },
  }, svg);
  let [at, drawn] = [-1, null];

  function draw(width) {
    drawn = data.type === "pie" ? pie(data, width) : axes(data, width);
    svg.setAttribute("viewBox", `0 0 ${width} ${drawn.height}`);
    svg.replaceChildren(...drawn.nodes);
    show(at);
  }
  function show(next) {
    at = Math.min(places.length - 1, next);
    const words = places[Math.max(0, at)];
    plot.setAttribute("aria-valuenow", String(Math.max(0, at) + 1));
    plot.setAttribute("aria-valuetext", words);
    status.textContent = at < 0 ? "" : words;
    for (const node of svg.querySelectorAll("[data-at]")) node.classList.toggle("current", Number(node.dataset.at) === at);
  }
  function step(event) {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    show(Math.max(0, Math.min(places.length - 1, at + STEPS[event.key])));
  }
  function point(event) {
    const box = svg.getBoundingClientRect();
    if (box.width) show(drawn.find(event.clientX - box.left, event.clientY - box.top));
  }

  draw(WIDTH);
  new ResizeObserver(([entry]) => entry.contentRect.width && draw(Math.round(entry.contentRect.width))).observe(plot);
  return h("figure", { class: "block-chart" },
    h("figcaption", {}, block.title), plot, status, legend(data),
    h("details", { class: "chart-figures" }, h("summary", {}, "Figures"), figures(block.title, data)));
}

/** What each slice says, with its share. */
function slices({ segments }) {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  return segments.map(({ label, value }) => `${label}: ${number(value)} (${Math.round((100 * value) / total)}%)`);
}

/** What each category says: every series' value there. */
function columns({ series, axis_config: axis }) {
  return axis.categories.map((label) => `${label}: ${series.map((one) => `${series.length > 1 ? `${one.name} ` : ""}${number(valueAt(one, label))}`).join(", ")}`);
}

function legend(data) {
  const names = data.type === "pie" ? slices(data) : data.series.map(({ name }) => name);
  return h("ul", { class: "legend" }, names.map((name, index) => h("li", { class: tint(index) }, name)));
}

function figures(title, data) {
  const caption = h("caption", { class: "visually-hidden" }, title);
  if (data.type === "pie") return h("table", {}, caption, data.segments.map(({ label, value }) => h("tr", {}, h("th", { scope: "row" }, label), h("td", { class: "right" }, number(value)))));
  const { categories, x_label: across, y_label: up } = data.axis_config;
  return h("div", { class: "figures-scroll", role: "region", tabIndex: 0, "aria-label": `Figures of ${title}` },
    h("table", {}, caption,
      h("tr", {}, h("th", { scope: "col" }, across ?? up ?? "Figure"), data.series.map(({ name }) => h("th", { scope: "col" }, name))),
      categories.map((label) => h("tr", {}, h("th", { scope: "row" }, label), data.series.map((series) => h("td", { class: "right" }, number(valueAt(series, label))))))));
}

function valueAt(series, label) {
  return series.data.find((point) => point.label === label).value;
}
