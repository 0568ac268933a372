// Picking by mouse, finger and key. Each gesture is told to the page once, when it is done.
import { tileMenu } from './menu.js';

const HOLD = 450; // milliseconds of a finger that stays
const SLACK = 6; // pixels that a click may tremble
const EDGE = 48; // pixels from the edge where a band scrolls

export function listen(grid) {
  const { root, scroller, on } = grid;
  const words = JSON.parse(root.dataset.words);
  let swallow = false; // the click that ends a long press or a band

  const mark = (tile, picked) => tile.setAttribute('aria-selected', picked);

  // What was ticked while the connection was away is not picked.
  on(document, 'rankion:back', async () => {
    const tiles = grid.tiles();
    const picked = new Set(await grid.call('Picked', tiles.map(grid.idOf)));
    for (const tile of tiles) mark(tile, picked.has(grid.idOf(tile)));
  });

  function pick(tile, range) {
    grid.endStride();
    if (!range) mark(tile, tile.getAttribute('aria-selected') !== 'true'); // the page says the same in a moment
    grid.tell('Pick', grid.idOf(tile), range);
  }

  on(scroller, 'click', event => {
    if (swallow) { swallow = false; event.preventDefault(); event.stopPropagation(); return; }
    const tile = event.target.closest('.tile');
    if (!tile) return;
    const deed = event.target.closest('[data-do]')?.dataset.do;
    if (deed === 'pick') return pick(tile, event.shiftKey);
    if (deed === 'star') return grid.call('StarAsync', grid.idOf(tile));
    if (deed === 'menu') return grid.openMenu(tile);
    if (!event.target.closest('.open') || event.button !== 0) return;
    const keyboard = event.detail === 0; // Enter opens, whatever is picked
    if (!keyboard && (event.ctrlKey || event.metaKey || event.shiftKey || grid.isSelecting())) {
      event.preventDefault();
      event.stopPropagation();
      pick(tile, event.shiftKey);
    }
  }, { capture: true });

  // A finger that stays picks, and from then on a tap does. Staying on another one picks all between.
  let press = null;
  const release = () => { clearTimeout(press?.timer); press = null; };
  on(scroller, 'pointerdown', event => {
    swallow = false;
    // a mouse carries pictures away (to the composer); under a finger a drag would take the place of the long press
    const picture = event.target.closest('.tile.ready .open');
    if (picture) picture.draggable = event.pointerType === 'mouse';
    if (event.pointerType !== 'touch') return;
    const tile = event.target.closest('.tile');
    if (!tile || event.target.closest('button')) return;
    press = {
      x: event.clientX, y: event.clientY,
      timer: setTimeout(() => {
        swallow = true;
        navigator.vibrate?.(10);
        pick(tile, grid.isSelecting());
      }, HOLD),
    };
  });
  on(scroller, 'pointermove', event => { if (press && Math.hypot(event.clientX - press.x, event.clientY - press.y) > SLACK * 2) release(); });
  for (const type of ['pointerup', 'pointercancel']) on(scroller, type, release);
  on(scroller, 'scroll', release, { passive: true });
  on(scroller, 'contextmenu', event => { if (swallow || press) event.preventDefault(); });

  // A band drawn with the mouse, from between the tiles: what is a tile is pressed or carried away.
  let band = null;
  const inList = event => ({
    x: event.clientX - grid.probe.getBoundingClientRect().left,
    y: event.clientY - scroller.getBoundingClientRect().top + scroller.scrollTop,
  });
  const box = () => ({ left: Math.min(band.from.x, band.to.x), top: Math.min(band.from.y, band.to.y), right: Math.max(band.from.x, band.to.x), bottom: Math.max(band.from.y, band.to.y) });

  function paint() {
    const { left, top, right, bottom } = box();
    const shift = grid.probe.offsetLeft;
    Object.assign(band.node.style, { insetInlineStart: `${left + shift}px`, insetBlockStart: `${top}px`, inlineSize: `${right - left}px`, blockSize: `${bottom - top}px` });
    const origin = { x: grid.probe.getBoundingClientRect().left, y: scroller.getBoundingClientRect().top - scroller.scrollTop };
    for (const tile of grid.tiles()) {
      const at = tile.getBoundingClientRect();
      const touched = at.left - origin.x < right && at.right - origin.x > left && at.top - origin.y < bottom && at.bottom - origin.y > top;
      if (touched) tile.dataset.band = band.remove ? 'off' : 'on'; else delete tile.dataset.band;
    }
  }

  function creep() {
    if (!band?.node) return;
    const edge = scroller.getBoundingClientRect();
    const pull = band.at.clientY < edge.top + EDGE ? band.at.clientY - edge.top - EDGE : band.at.clientY > edge.bottom - EDGE ? band.at.clientY - edge.bottom + EDGE : 0;
    if (pull) {
      scroller.scrollTop += Math.max(-EDGE, Math.min(EDGE, pull)) / 2;
      band.to = inList(band.at);
    }
    paint();
    band.frame = requestAnimationFrame(creep);
  }

  function drop() {
    if (!band) return;
    cancelAnimationFrame(band.frame);
    band.node?.remove();
    band = null;
    for (const tile of grid.tiles()) delete tile.dataset.band;
  }

  on(scroller, 'mousedown', event => {
    if (event.button !== 0 || event.target.closest('button, input, [draggable="true"]')) return;
    if (event.clientX > scroller.getBoundingClientRect().left + scroller.clientWidth) return; // the scrollbar
    band = { from: inList(event), to: inList(event), at: event, remove: event.ctrlKey || event.metaKey };
  });
  on(document, 'mousemove', event => {
    if (!band) return;
    if (!(event.buttons & 1)) return drop();
    band.at = event;
    band.to = inList(event);
    if (band.node || Math.hypot(band.to.x - band.from.x, band.to.y - band.from.y) < SLACK) return;
    band.node = document.createElement('div');
    band.node.className = 'band';
    scroller.append(band.node);
    creep();
  });
  on(document, 'mouseup', async () => {
    if (!band?.node) { band = null; return; }
    const [drawn, remove] = [box(), band.remove];
    cancelAnimationFrame(band.frame);
    band.node.remove();
    band = null;
    swallow = true;
    setTimeout(() => { swallow = false; });
    grid.endStride();
    await grid.tell('Draw', drawn, remove);
    if (!band) for (const tile of grid.tiles()) delete tile.dataset.band;
  });

  grid.openMenu = tileMenu(root, on, id => grid.call('OpenMenuAsync', id));

  const keys = window.rankion.keys;
  const one = handler => () => { const tile = grid.focused(); return tile ? handler(tile) : false; };
  const alone = handler => () => (grid.isSelecting() ? false : one(handler)()); // what is picked has its own bar
  const soon = event => grid.telling?.then(() => keys.press(event)) ?? false;
  const place = words.place;
  const walked = (names, label) => keys.on(names, () => false, { label, place }); // walking.js listens to these; the sheet tells of them
  const taken = [
    walked('ArrowLeft ArrowRight ArrowUp ArrowDown', words.move),
    walked('Enter Space', words.open),
    walked('Shift+ArrowLeft Shift+ArrowRight', words.range),
    keys.on('X', one(tile => { pick(tile, false); }), { label: words.pick, place }),
    keys.on('Ctrl+A', () => { grid.tell('PickAll'); }, { label: words.all, place }),
    keys.on('Escape', () => {
      if (band?.node) { drop(); return true; }
      if (!grid.isSelecting()) return false;
      grid.tell('Clear');
      return true;
    }, { label: words.clear, place }),
    keys.on('F', alone(tile => { grid.call('StarAsync', grid.idOf(tile)); }), { label: words.star, place }),
    ...(words.collect ? [keys.on('L', alone(tile => { grid.call('Collect', grid.idOf(tile)); }), { label: words.collect, place })] : []),
    words.trash ? keys.on('Delete', alone(tile => { grid.call('TrashAsync', grid.idOf(tile)); }), { label: words.trash, place })
      : keys.on('Shift+Delete', alone(tile => { grid.call('DeleteAsync', grid.idOf(tile)); }), { label: words.forever, place }),
  ];
  // Last, and so asked first: what is pressed right after picking is about what is picked then.
  taken.push(keys.on('F L T C D S Delete Shift+Delete Escape', soon));
  return () => { release(); drop(); for (const untake of taken) untake(); };
}
