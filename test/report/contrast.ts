// Asked of a page in a browser: which texts are too near in colour to what is behind them (WCAG 2.2, 1.4.3).

/** Texts whose colour is too near to the one behind them. */
export const contrastCheck = `(() => {
  const parse = (color) => {
    const [r, g, b, a = 1] = color.match(/[\\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => ({
    r: top.r * top.a + below.r * (1 - top.a),
    g: top.g * top.a + below.g * (1 - top.a),
    b: top.b * top.a + below.b * (1 - top.a),
    a: 1,
  });
  const luminance = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.push(parse(getComputedStyle(one).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), parse("rgb(255, 255, 255)"));
  };
  const opacity = (element) => {
    let product = 1;
    for (let one = element; one; one = one.parentElement) product *= Number(getComputedStyle(one).opacity);
    return product;
  };
  const seen = new Map();
  for (const element of document.querySelectorAll("body *:not(script):not(option):not(svg *)")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
    if (!own || !element.checkVisibility()) continue;
    const { color, fontSize } = getComputedStyle(element);
    const ground = behind(element);
    const text = over({ ...parse(color), a: opacity(element) }, ground);
    const [high, low] = [luminance(text), luminance(ground)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < (parseFloat(fontSize) >= 24 ? 3 : 4.5)) seen.set(element.tagName + "." + element.className, ratio.toFixed(2));
  }
  return [...seen].map(([what, ratio]) => what + " " + ratio);
})()`;
