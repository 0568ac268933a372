// One tile is in the tab order, with the buttons it has; arrow keys move it, through rows that come and go.

export function walk(grid) {
  const { scroller, on } = grid;
  let current = null; // the id of the tile that has the focus, or had it
  let inside = false;
  let strides = false; // Shift and arrows, one after the other: one range
  let order = []; // of what is in the page, while the current tile is among it

  const focusable = tile => tile.querySelector('.open');
  const currentTile = () => current !== null && grid.tile(current);

  function settle() {
    const all = grid.tiles();
    const keep = currentTile() || all[0];
    if (currentTile()) order = all.map(t => t.dataset.id);
    for (const tile of all) {
      for (const part of tile.querySelectorAll('.open, [data-do]')) part.setAttribute('tabindex', tile === keep ? '0' : '-1');
    }
  }

  function go(tile) {
    if (!tile) return;
    current = tile.dataset.id;
    settle();
    focusable(tile).focus({ preventScroll: true });
    tile.scrollIntoView({ block: 'nearest' });
  }

  // A place that may not be in the page: it comes when the page has heard of it.
  async function goTo(spot) {
    if (!spot) return;
    current = String(spot.id);
    const screen = scroller.clientHeight;
    if (!currentTile() || spot.top < scroller.scrollTop || spot.top > scroller.scrollTop + screen - 100) scroller.scrollTop = Math.max(0, spot.top - screen / 3);
    await grid.report();
    for (let tries = 0; tries < 60 && !currentTile(); tries++) await new Promise(requestAnimationFrame);
    go(currentTile());
  }

  // The tile nearest above or below: by where its middle is, since rows do not line up.
  function vertical(tile, down) {
    const from = tile.getBoundingClientRect();
    const middle = from.left + from.width / 2;
    let best, row, near = Infinity;
    const all = grid.tiles();
    for (const other of down ? all : all.reverse()) {
      const box = other.getBoundingClientRect();
      if (down ? box.top <= from.top + 1 : box.top >= from.top - 1) continue;
      row ??= box.top;
      if (Math.abs(box.top - row) > 1) break;
      const distance = Math.abs(box.left + box.width / 2 - middle);
      if (distance < near) [best, near] = [other, distance];
    }
    return best;
  }

  // An arrow key that nobody else has taken begins with what is on screen.
  function enter(event) {
    event.preventDefault();
    go(grid.tiles().find(t => t.getBoundingClientRect().top >= scroller.getBoundingClientRect().top));
  }
  on(document, 'keydown', event => {
    const free = event.target === document.body && !event.defaultPrevented && !document.querySelector('dialog[open]');
    if (free && event.key.startsWith('Arrow') && !(event.ctrlKey || event.metaKey || event.altKey)) enter(event);
  });

  on(scroller, 'keydown', async event => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const all = grid.tiles();
    if (event.target === scroller && event.key.startsWith('Arrow')) return enter(event);
    const tile = event.target.closest('.tile');
    if (!tile || event.target !== focusable(tile)) return;
    if (event.key === ' ') { event.preventDefault(); event.target.click(); return; }
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) { event.preventDefault(); grid.openMenu(tile); return; }
    if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      strides = false;
      goTo(await grid.call('End', event.key === 'End'));
      return;
    }
    const at = all.indexOf(tile);
    const next = { ArrowRight: () => all[at + 1], ArrowLeft: () => all[at - 1], ArrowDown: () => vertical(tile, true), ArrowUp: () => vertical(tile, false) }[event.key];
    if (!next) { if (event.key !== 'Shift') strides = false; return; }
    event.preventDefault();
    const to = next();
    go(to);
    if (event.shiftKey && to) grid.tell('Extend', strides ? null : grid.idOf(tile), grid.idOf(to));
    strides = event.shiftKey;
  });

  on(scroller, 'focusin', event => {
    inside = true;
    const tile = event.target.closest('.tile');
    if (tile && tile.dataset.id !== current) { current = tile.dataset.id; settle(); }
  });
  on(scroller, 'focusout', event => {
    const [from, to] = [event.target, event.relatedTarget];
    if (to) inside = scroller.contains(to);
    else queueMicrotask(() => { inside &&= !from.isConnected; }); // what is taken out of the page says so before it is
  });

  // Where the current tile has left the list, the one that follows takes its turn: that is on screen, as what lies beside a row
  // that was scrolled away is not.
  function heir() {
    const at = order.indexOf(current);
    const near = [...order.slice(at + 1), ...order.slice(0, Math.max(at, 0)).reverse()].map(grid.tile).find(Boolean);
    order = [];
    if (!near) return null;
    const [box, screen] = [near.getBoundingClientRect(), scroller.getBoundingClientRect()];
    return box.bottom > screen.top && box.top < screen.bottom ? near : null;
  }

  // A row that leaves the page takes no focus along: the grid keeps it, gives it back when the tile returns, and an arrow key
  // goes on from what is on screen.
  const drawn = new MutationObserver(() => {
    const next = order.length > 0 && !currentTile() && heir();
    if (next) current = next.dataset.id;
    settle();
    recover();
  });
  drawn.observe(scroller, { childList: true, subtree: true });

  function recover() {
    if ((inside || inBar) && document.activeElement === document.body) scroller.focus({ preventScroll: true });
    if (document.activeElement === scroller && currentTile()) focusable(currentTile()).focus({ preventScroll: true });
  }

  // Who worked in the selection's bar by keys is here again once it has gone.
  let inBar = false;
  const place = grid.root.parentElement; // which has the bar, too
  on(document, 'focusin', event => { inBar = event.target.matches(':focus-visible') && place.contains(event.target.closest('[role=toolbar]')); });
  const left = new MutationObserver(() => { if (!place.querySelector('[role=toolbar]')) recover(); });
  for (const part of [place, place.querySelector('[data-dock]')]) if (part) left.observe(part, { childList: true });
  settle();

  Object.assign(grid, { goTo, currentTile, focused: () => (inside ? currentTile() : null), endStride: () => { strides = false; } });
  return () => { drawn.disconnect(); left.disconnect(); };
}
