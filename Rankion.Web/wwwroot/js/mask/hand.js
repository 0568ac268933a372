// The hand that draws: a tool is put down, moved and lifted again, whether a pointer or keys move it. Everything is in pixels of the image.
const square = ([x, y], [tx, ty]) => { const side = Math.max(Math.abs(tx - x), Math.abs(ty - y)); return [x + Math.sign(tx - x) * side, y + Math.sign(ty - y) * side]; };

export const isArea = tool => tool === 'rectangle' || tool === 'lasso';

/** The corners of a rectangle, of whole pixels. */
export function corners([x, y], [tx, ty]) {
  const [l, t, r, b] = [Math.floor(Math.min(x, tx)), Math.floor(Math.min(y, ty)), Math.ceil(Math.max(x, tx)), Math.ceil(Math.max(y, ty))];
  return [l, t, r, t, r, b, l, b];
}

/** @param seen shows what is being drawn, see view.js */
export function handOver(drawing, seen) {
  let press = null; // what is being drawn

  const hand = {
    tool: 'brush',
    size: 1,
    /** Who moves it now: 'pointer', 'keys'; undefined while it draws nothing. */
    get by() { return press?.by; },
    clamp: ([x, y]) => [Math.min(Math.max(x, 0), drawing.width), Math.min(Math.max(y, 0), drawing.height)],

    /** @param eraser the pen's other end, whatever tool is chosen; @param takes a rectangle or lasso takes away */
    begin(at, by, { eraser = false, takes = false } = {}) {
      const name = eraser ? 'eraser' : hand.tool;
      press = { name, by, from: hand.clamp(at), points: isArea(name) ? hand.clamp(at) : at, erase: name === 'eraser' || (isArea(name) && takes) };
      seen.view.isDrawing = true;
      if (!isArea(name)) drawing.paint(stroke(press.points));
      seen.ask();
    },

    move(at, isSquare = false) {
      const { name, points, from } = press;
      if (name === 'rectangle') {
        press.to = hand.clamp(isSquare ? square(from, at) : at);
        seen.view.preview = corners(from, press.to);
      } else if (name === 'lasso') {
        points.push(...hand.clamp(at));
        seen.view.preview = points;
      } else {
        drawing.paint(stroke([...points.slice(-2), ...at]));
        points.push(...at);
      }
      seen.ask();
    },

    /** The step that was drawn; nothing where it is too small to be one. */
    end() {
      const { name, points, from, to, erase } = press;
      const step = name === 'rectangle' ? to && to[0] !== from[0] && to[1] !== from[1] && { kind: 'area', points: corners(from, to), erase }
        : name === 'lasso' ? points.length > 4 && { kind: 'area', points, erase } : stroke(points);
      lift();
      return step;
    },

    /** What lies below has come anew. */
    again() {
      if (press && !isArea(press.name)) drawing.paint(stroke(press.points));
    },

    giveUp() {
      lift();
      drawing.again();
    },
  };

  const stroke = points => ({ kind: 'stroke', points, size: hand.size, erase: press.erase });

  function lift() {
    press = null;
    Object.assign(seen.view, { isDrawing: false, preview: null });
    seen.ask();
  }

  return hand;
}
