// Every text that can be seen on the page, with the contrast to what is behind it, as WCAG 2 computes it
// (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). Answers those below `least`: [{text, ratio, colour, behind, where}].
(least) => {
  const channels = (colour) => {
    const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const known = new Map();
  const parse = (colour) => known.get(colour) ?? known.set(colour, channels(colour)).get(colour);
  const over = ([r, g, b, a], below) => [r, g, b].map((each, index) => each * a + below[index] * (1 - a));
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((each) => (each / 255 <= 0.04045 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  // Parents from the root to the node; a dialog or popover lies on the page, and its own background is opaque.
  const lineage = (node) => (node ? [...lineage(node.parentElement), node] : []);
  const behind = (node) => lineage(node).reduce((below, each) => {
    const style = getComputedStyle(each);
    const [r, g, b, a] = parse(style.backgroundColor);
    return over([r, g, b, a], below);
  }, [255, 255, 255]);
  const opacity = (node) => lineage(node).reduce((all, each) => all * Number(getComputedStyle(each).opacity), 1);
  const isSeen = (node) => node.checkVisibility({ checkVisibilityCSS: true }) && node.getBoundingClientRect().width > 1 && !node.closest(".visually-hidden, .skip, :disabled, [aria-disabled=true], [aria-busy=true]");
  const wrong = [];
  const look = (node, text, pseudo) => {
    const style = getComputedStyle(node, pseudo);
    const colour = parse(node.namespaceURI.endsWith("svg") ? style.fill : style.color);
    const alpha = colour[3] * opacity(node) * (pseudo ? Number(style.opacity) : 1);
    if (alpha === 0) return; // shown on hover, and looked at then
    const ground = behind(node);
    const [one, other] = [luminance(over([...colour.slice(0, 3), alpha], ground)), luminance(ground)].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < least) wrong.push({ text: text.slice(0, 40), ratio: Math.round(ratio * 100) / 100, colour: style.color, behind: ground.map(Math.round).join(" "), where: `${node.tagName}.${node.getAttribute("class") ?? ""}` });
  };
  for (const node of document.querySelectorAll("body *")) {
    if (!isSeen(node)) continue;
    const own = [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE).map((child) => child.data).join("").trim();
    if (own) look(node, own, null);
    if (node.matches("input, textarea")) {
      if (node.value) look(node, node.value, null);
      else if (node.placeholder) look(node, node.placeholder, "::placeholder");
    }
  }
  return wrong;
}
