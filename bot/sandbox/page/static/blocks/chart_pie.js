// Slices, the first from twelve o'clock on.

import { s, tint } from "./chart_parts.js";

const HEIGHT = 200;

/** The nodes of a pie, and which slice is at a point. */
export function pie({ segments }, width) {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  const [cx, cy, r] = [width / 2, HEIGHT / 2, HEIGHT / 2 - 8];
  const ends = [];
  let angle = 0;
  for (const { value } of segments) {
    angle += (value / total) * 2 * Math.PI;
    ends.push(angle);
  }
  const nodes = segments.map((_, index) => slice(index, index ? ends[index - 1] : 0, ends[index], { cx, cy, r }));
  const find = (x, y) => {
    if (Math.hypot(x - cx, y - cy) > r) return -1;
    const there = (Math.atan2(x - cx, cy - y) + 2 * Math.PI) % (2 * Math.PI);
    return ends.findIndex((end) => there <= end);
  };
  return { nodes, find, height: HEIGHT };
}

function slice(index, from, to, { cx, cy, r }) {
  const common = { class: `slice ${tint(index)}`, "data-at": index };
  if (to - from >= 2 * Math.PI - 1e-9) return s("circle", { cx, cy, r, ...common });
  const [x1, y1, x2, y2] = [cx + r * Math.sin(from), cy - r * Math.cos(from), cx + r * Math.sin(to), cy - r * Math.cos(to)];
  return s("path", { d: `M${cx} ${cy}L${x1} ${y1}A${r} ${r} 0 ${to - from > Math.PI ? 1 : 0} 1 ${x2} ${y2}Z`, ...common });
}
