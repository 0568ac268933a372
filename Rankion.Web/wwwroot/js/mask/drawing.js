// What has been drawn of a mask: a list of steps, which is drawn again from its start at whatever size is wanted. So undoing costs no
// pictures, and what leaves is as sharp as the image, however coarse the canvas is on which one paints.
//
// Everything is in pixels of the image. A canvas that steps are drawn on is opaque where the image may change; the PNG that leaves is
// the other way round, transparent there.
const WORK_PIXELS = 2_500_000; // of the canvas one paints on
const FULL_PIXELS = 50_000_000;

const sized = (width, height) => Object.assign(document.createElement('canvas'), { width, height });
const shrunk = (width, height, most) => Math.min(1, Math.sqrt(most / (width * height)));

function outline(context, points, close) {
  context.beginPath();
  context.moveTo(points[0], points[1]);
  for (let i = 2; i < points.length; i += 2) context.lineTo(points[i], points[i + 1]);
  if (close) context.closePath();
}

const steps = {
  stroke(context, { points, size, erase }) {
    context.globalCompositeOperation = erase ? 'destination-out' : 'source-over';
    context.lineWidth = size;
    outline(context, points.length > 2 ? points : [...points, points[0], points[1] + 0.01], false); // a dot has to go somewhere
    context.stroke();
  },
  area(context, { points, erase }) {
    context.globalCompositeOperation = erase ? 'destination-out' : 'source-over';
    outline(context, points, true);
    context.fill('evenodd');
  },
  invert(context, _, width, height) {
    context.globalCompositeOperation = 'source-out';
    context.fillRect(0, 0, width, height);
  },
  clear(context, _, width, height) { context.clearRect(0, 0, width, height); },
  picture(context, { canvas }, width, height) {
    context.globalCompositeOperation = 'copy';
    context.drawImage(canvas, 0, 0, width, height);
  },
};

export class Drawing {
  constructor(width, height) {
    Object.assign(this, { width, height, feather: 0, base: [], done: [], undone: [] });
    this.scale = shrunk(width, height, WORK_PIXELS);
    this.canvas = sized(Math.max(1, Math.round(width * this.scale)), Math.max(1, Math.round(height * this.scale)));
    this.soft = null;
    this.measure();
  }

  /** What is seen: the same with soft edges, where there are any. */
  get shown() { return this.soft ?? this.canvas; }

  /** There is something that its beginning did not have. */
  get isChanged() { return this.done.length > 0 || this.feather > 0; }

  get canUndo() { return this.done.length > 0; }
  get canRedo() { return this.undone.length > 0; }

  /** What it goes on with: below all that is drawn, and not undone. */
  begin(canvas) {
    this.base = [{ kind: 'picture', canvas }];
    this.again();
  }

  add(step) {
    this.done.push(step);
    this.undone = [];
    this.paint(step);
    this.measure();
  }

  /** Draws a step that is still being made; add makes it one. */
  paint(step) { this.on(this.canvas, [step]); }

  undo() {
    if (!this.canUndo) return;
    this.undone.push(this.done.pop());
    this.again();
  }

  redo() {
    if (!this.canRedo) return;
    const step = this.undone.pop();
    this.done.push(step);
    this.paint(step);
    this.measure();
  }

  again() {
    this.canvas.getContext('2d').clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.on(this.canvas, [...this.base, ...this.done]);
    this.measure();
  }

  soften(feather) {
    this.feather = feather;
    this.measure();
  }

  on(canvas, list) {
    const context = canvas.getContext('2d');
    context.setTransform(canvas.width / this.width, 0, 0, canvas.height / this.height, 0, 0);
    Object.assign(context, { lineCap: 'round', lineJoin: 'round', fillStyle: '#000', strokeStyle: '#000' });
    for (const step of list) steps[step.kind](context, step, this.width, this.height);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalCompositeOperation = 'source-over';
  }

  /** Counts what may change, and makes the soft picture anew. */
  measure() {
    const { width, height } = this.canvas;
    const picture = this.canvas.getContext('2d').getImageData(0, 0, width, height);
    const alpha = softened(alphaOf(picture), width, height, this.feather * this.scale);
    let open = 0;
    for (const value of alpha) if (value > 0) open++;
    this.open = open / alpha.length;
    this.soft = null;
    if (this.feather === 0 || open === 0) return;
    this.soft = sized(width, height);
    for (let i = 0; i < alpha.length; i++) picture.data[i * 4 + 3] = alpha[i];
    this.soft.getContext('2d').putImageData(picture, 0, 0);
  }

  /** The mask as a PNG, transparent where the image may change; of the image's size, or as large as this browser can make one. */
  async png() {
    for (let most = FULL_PIXELS; ; most /= 3) {
      const scale = shrunk(this.width, this.height, most);
      const canvas = sized(Math.round(this.width * scale), Math.round(this.height * scale));
      const blob = await this.write(canvas, scale);
      canvas.width = canvas.height = 0; // some browsers keep its memory else
      if (blob) return { blob, fits: scale === 1 };
      if (most < 1_000_000) throw new Error('This browser cannot make a PNG of the mask.');
    }
  }

  async write(canvas, scale) {
    try {
      const context = canvas.getContext('2d');
      this.on(canvas, [...this.base, ...this.done]);
      const picture = context.getImageData(0, 0, canvas.width, canvas.height);
      const alpha = softened(alphaOf(picture), canvas.width, canvas.height, this.feather * scale);
      let open = 0;
      for (let i = 0; i < alpha.length; i++) {
        if (alpha[i] > 0) open++;
        picture.data[i * 4] = picture.data[i * 4 + 1] = picture.data[i * 4 + 2] = 0;
        picture.data[i * 4 + 3] = 255 - alpha[i];
      }
      if (open === 0) return null; // a canvas beyond what the browser can do stays blank
      context.putImageData(picture, 0, 0);
      return await new Promise(resolve => canvas.toBlob(resolve, 'image/png'));
    } catch (error) {
      if (error instanceof RangeError || error instanceof DOMException) return null;
      throw error;
    }
  }
}

function alphaOf({ data }) {
  const alpha = new Uint8ClampedArray(data.length / 4);
  for (let i = 0; i < alpha.length; i++) alpha[i] = data[i * 4 + 3];
  return alpha;
}

/** Edges so many pixels wide: three box blurs come near enough to a Gaussian. Beyond its edges the picture goes on as it ends. */
export function softened(alpha, width, height, feather) {
  if (feather <= 0) return alpha;
  const radius = Math.max(1, Math.round(feather / 6));
  let [from, to] = [alpha, new Uint8ClampedArray(alpha.length)];
  for (let pass = 0; pass < 3; pass++) {
    rows(from, to, width, height, radius);
    columns(to, from, width, height, radius);
  }
  return from;
}

function rows(from, to, width, height, radius) {
  const last = width - 1;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let sum = from[row] * radius;
    for (let x = 0; x <= radius; x++) sum += from[row + Math.min(x, last)];
    for (let x = 0; x < width; x++) {
      to[row + x] = sum / (2 * radius + 1);
      sum += from[row + Math.min(x + radius + 1, last)] - from[row + Math.max(x - radius, 0)];
    }
  }
}

// a row of sums, so that memory is walked in its own order
function columns(from, to, width, height, radius) {
  const last = height - 1;
  const sums = new Int32Array(width);
  const take = (y, sign) => { const row = Math.min(Math.max(y, 0), last) * width; for (let x = 0; x < width; x++) sums[x] += sign * from[row + x]; };
  for (let y = -radius; y <= radius; y++) take(y, 1);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) to[y * width + x] = sums[x] / (2 * radius + 1);
    take(y + radius + 1, 1);
    take(y - radius, -1);
  }
}
