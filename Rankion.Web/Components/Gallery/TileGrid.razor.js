// The grid's eyes and hands: tells the page where the person is, how large things are and what was picked; walks the tiles by
// arrow keys, and changes the tile size without asking. What is drawn and what is picked is the page's matter.
import { watch } from '../../js/grid/scroll.js';
import { listen } from '../../js/grid/picking.js';
import { walk } from '../../js/grid/walking.js';
import { order } from '../../js/grid/ordering.js';

export function attach(root, dotnet) {
  const scroller = root.querySelector('[data-scroller]');
  const abort = new AbortController();
  const on = (target, type, handler, options) => target.addEventListener(type, handler, { signal: abort.signal, ...options });
  const grid = {
    root, scroller, on,
    probe: scroller.querySelector('.probe'),
    tiles: () => [...scroller.querySelectorAll('.tile')],
    tile: id => scroller.querySelector(`.tile[data-id="${id}"]`),
    idOf: tile => Number(tile.dataset.id),
    isSelecting: () => root.classList.contains('selecting') || !!scroller.querySelector('.tile[aria-selected="true"]'),
    // while the connection is away, what is there can still be looked at
    call: async (method, ...args) => {
      try { return await dotnet.invokeMethodAsync(method, ...args); } catch (error) {
        if (!/connection|circuit/i.test(error.message)) throw error;
        return null;
      }
    },
    // What is picked: keys that are about it wait until the page has heard.
    tell: async (...call) => {
      const telling = grid.telling = grid.call(...call);
      await telling;
      if (grid.telling === telling) grid.telling = null;
    },
  };
  const parts = [watch(grid), walk(grid), listen(grid), order(grid)];
  root.dataset.listens = '';

  return {
    toTop: smooth => scroller.scrollTo({ top: 0, behavior: smooth && !matchMedia('(prefers-reduced-motion: reduce)').matches ? 'smooth' : 'auto' }),
    reveal: spot => grid.goTo(spot),
    dispose: () => { abort.abort(); for (const part of parts) part(); },
  };
}
