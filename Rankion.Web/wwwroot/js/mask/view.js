// How a mask is seen: over its image, hatched, with a dashed edge, at whatever zoom. One canvas of the screen's size is drawn anew
// with each change; the image below it is moved by the browser.
const MAX_ZOOM = 8; // of the image's own pixels
const MAX_FIT = 4;

export function look(area, drawing) {
  const image = area.querySelector('[data-image]');
  const overlay = area.querySelector('[data-overlay]');
  const context = overlay.getContext('2d');
  const layers = { mask: layer(), edge: layer() };
  const style = getComputedStyle(overlay);
  const hatch = context.createPattern(stripes(10, 4, 'rgb(255 255 255 / .2)'), 'repeat');
  hatch.setTransform(new DOMMatrix().scale(-1, 1)); // against the dashes
  const dashes = context.createPattern(stripes(9, 5, style.outlineColor, 'rgb(8 8 14 / .6)'), 'repeat');
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const { width, height } = drawing;
  const view = { z: 1, x: 0, y: 0, opacity: 0.5, preview: null, isDrawing: false };
  let fitted = true;
  let asked = 0;

  const room = () => {
    const { paddingTop, paddingRight, paddingBottom, paddingLeft } = getComputedStyle(area);
    const [top, right, bottom, left] = [paddingTop, paddingRight, paddingBottom, paddingLeft].map(parseFloat);
    return { left, top, width: Math.max(1, area.clientWidth - left - right), height: Math.max(1, area.clientHeight - top - bottom) };
  };
  const whole = () => { const { width: w, height: h } = room(); return Math.min(w / width, h / height, MAX_FIT); };

  function place() {
    const { left, top, width: w, height: h } = room();
    // no further than its edges: half a stage of nothing helps nobody
    const along = (at, start, space, size) => size <= space ? start + (space - size) / 2 : Math.min(start, Math.max(start + space - size, at));
    view.x = along(view.x, left, w, width * view.z);
    view.y = along(view.y, top, h, height * view.z);
    Object.assign(image.style, { width: `${width * view.z}px`, height: `${height * view.z}px`, transform: `translate(${view.x}px, ${view.y}px)` });
    ask();
  }

  function fit() {
    fitted = true;
    view.z = whole();
    place();
  }

  function zoom(by, at) {
    const box = area.getBoundingClientRect();
    const { left, top, width: w, height: h } = room();
    const [px, py] = at ? [at.x - box.left, at.y - box.top] : [left + w / 2, top + h / 2];
    const least = whole();
    const z = Math.min(Math.max(view.z * by, least), Math.max(least, MAX_ZOOM));
    Object.assign(view, { x: px - (px - view.x) * z / view.z, y: py - (py - view.y) * z / view.z, z });
    fitted = z <= least * 1.001;
    place();
  }

  function pan(dx, dy) {
    view.x += dx;
    view.y += dy;
    place();
  }

  /** Brings a point of the image into sight. */
  function reveal([x, y]) {
    const { left, top, width: w, height: h } = room();
    const [sx, sy] = [view.x + x * view.z, view.y + y * view.z];
    const over = (at, start, space) => at < start ? start - at : at > start + space ? start + space - at : 0;
    pan(over(sx, left, w), over(sy, top, h));
  }

  const at = event => {
    const box = area.getBoundingClientRect();
    return [(event.clientX - box.left - view.x) / view.z, (event.clientY - box.top - view.y) / view.z];
  };

  function ask() { asked ||= requestAnimationFrame(draw); }

  function draw(now) {
    asked = 0;
    const dense = Math.min(devicePixelRatio, 2);
    const [w, h] = [Math.round(area.clientWidth * dense), Math.round(area.clientHeight * dense)];
    for (const canvas of [overlay, layers.mask.canvas, layers.edge.canvas]) {
      if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
    }
    if (w === 0 || h === 0) return;
    const box = [view.x * dense, view.y * dense, width * view.z * dense, height * view.z * dense];
    context.clearRect(0, 0, w, h);
    fill(view.isDrawing ? drawing.canvas : drawing.shown, box, w, h);
    edge(box, w, h, dense, now);
    if (view.preview) sketch(dense);
    if (view.isDrawing && !still) ask();
  }

  function fill(shown, box, w, h) {
    const { context: mask, canvas } = layers.mask;
    mask.clearRect(0, 0, w, h);
    mask.drawImage(shown, ...box);
    mask.globalCompositeOperation = 'source-in';
    mask.fillStyle = style.color;
    mask.fillRect(0, 0, w, h);
    mask.globalCompositeOperation = 'source-atop';
    mask.fillStyle = hatch;
    mask.fillRect(0, 0, w, h);
    mask.globalCompositeOperation = 'source-over';
    context.globalAlpha = view.opacity;
    context.drawImage(canvas, 0, 0);
    context.globalAlpha = 1;
  }

  // What lies just beside the mask but not under it, striped: dashes, and while one draws they march.
  function edge([x, y, bw, bh], w, h, dense, now) {
    const { context: line, canvas } = layers.edge;
    const by = 1.5 * dense;
    line.clearRect(0, 0, w, h);
    for (let i = 0; i < 8; i++) line.drawImage(drawing.canvas, x + by * Math.cos(i * Math.PI / 4), y + by * Math.sin(i * Math.PI / 4), bw, bh);
    line.globalCompositeOperation = 'destination-out';
    line.drawImage(drawing.canvas, x, y, bw, bh);
    line.globalCompositeOperation = 'source-in';
    dashes.setTransform(new DOMMatrix().translate(view.isDrawing && !still ? now / 40 % 90 : 0, 0).scale(dense));
    line.fillStyle = dashes;
    line.fillRect(0, 0, w, h);
    line.globalCompositeOperation = 'source-over';
    context.drawImage(canvas, 0, 0);
  }

  // A rectangle or a lasso that is still being drawn.
  function sketch(dense) {
    context.save();
    context.scale(dense, dense);
    context.beginPath();
    for (let i = 0; i < view.preview.length; i += 2) context.lineTo(view.x + view.preview[i] * view.z, view.y + view.preview[i + 1] * view.z);
    context.closePath();
    context.globalAlpha = 0.25;
    context.fillStyle = style.color;
    context.fill('evenodd');
    context.globalAlpha = 1;
    for (const [colour, dash] of [['rgb(8 8 14 / .6)', []], [style.outlineColor, [6, 5]]]) {
      Object.assign(context, { strokeStyle: colour, lineWidth: 1.5 });
      context.setLineDash(dash);
      context.stroke();
    }
    context.restore();
  }

  const watch = new ResizeObserver(() => fitted ? fit() : place());
  watch.observe(area);
  fit();

  return {
    view, fit, zoom, pan, reveal, at, ask,
    get percent() { return Math.round(view.z * 100); },
    get isFitted() { return fitted; },
    dispose() { watch.disconnect(); cancelAnimationFrame(asked); },
  };
}

function layer() {
  const canvas = document.createElement('canvas');
  return { canvas, context: canvas.getContext('2d') };
}

/** A tile of diagonal stripes. */
function stripes(size, wide, colour, ground) {
  const { canvas, context } = layer();
  canvas.width = canvas.height = size * 2;
  if (ground) {
    context.fillStyle = ground;
    context.fillRect(0, 0, size * 2, size * 2);
  }
  Object.assign(context, { strokeStyle: colour, lineWidth: wide });
  context.beginPath();
  for (let i = -2; i <= 4; i++) {
    context.moveTo(i * size, -size);
    context.lineTo(i * size + size * 4, size * 3);
  }
  context.stroke();
  return canvas;
}
