// The grid's eyes and hands: tells the page where the person is and how large things are, walks the tiles by arrow keys,
// and changes the tile size without asking. What is drawn is the page's matter.

export function attach(root, dotnet) {
  const scroller = root.querySelector('[data-scroller]');
  const probe = scroller.querySelector('.probe');
  const abort = new AbortController();
  const on = (target, type, handler, options) => target.addEventListener(type, handler, { signal: abort.signal, ...options });
  let told = { top: 0, width: 0, row: 0 };
  let anchor = { id: null, offset: 0 };
  let asking = false;
  let again = false;
  let current;

  const tiles = () => [...scroller.querySelectorAll('.tile')];

  // What the eye is on: the first tile on screen. Noted before things change size, for afterwards it is another one.
  function look() {
    const edge = scroller.getBoundingClientRect().top;
    const first = tiles().find(t => t.getBoundingClientRect().bottom > edge + probe.offsetHeight);
    if (first) anchor = { id: Number(first.dataset.id), offset: first.getBoundingClientRect().top - edge };
  }

  function measure() {
    const box = probe.getBoundingClientRect();
    const row = probe.firstElementChild.getBoundingClientRect().height;
    if (box.width === told.width && row === told.row) look();
    return {
      width: box.width, row, header: box.height, gap: parseFloat(getComputedStyle(probe).columnGap) || 0,
      top: scroller.scrollTop, screen: scroller.clientHeight, anchorId: anchor.id, anchorOffset: anchor.offset,
    };
  }

  // One question at a time; what changes meanwhile is asked about afterwards.
  async function report() {
    if (asking) { again = true; return; }
    asking = true;
    const now = measure();
    told = now;
    try {
      const top = await dotnet.invokeMethodAsync('ReportAsync', now);
      if (top !== null && scroller.scrollTop === now.top) scroller.scrollTop = told.top = top;
    } catch (error) {
      if (!/connection|circuit/i.test(error.message)) throw error; // what is there can still be looked at
    } finally {
      asking = false;
      if (again) { again = false; report(); }
    }
  }

  let frame = 0;
  on(scroller, 'scroll', () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      look();
      const moved = Math.abs(scroller.scrollTop - told.top);
      const crossed = (scroller.scrollTop < told.header) !== (told.top < told.header);
      if (moved > scroller.clientHeight / 3 || crossed) report();
    });
  }, { passive: true });

  const sizes = new ResizeObserver(() => { if (probe.isConnected && probe.getBoundingClientRect().width > 0) report(); });
  sizes.observe(probe);
  sizes.observe(scroller);

  // The slider: at once here, then kept for the next visit.
  on(root.ownerDocument, 'input', event => {
    if (!event.target.matches('[data-row-slider]')) return;
    scroller.style.setProperty('--row-wish', `${event.target.value}px`);
    window.rankion.keep('rk_row', event.target.value);
    report();
  });

  // One tile is in the tab order; arrow keys move it.
  const focusable = tile => tile.querySelector('.open');

  function settle() {
    const all = tiles();
    const keep = all.find(t => t.dataset.id === current) ?? all[0];
    for (const tile of all) focusable(tile)?.setAttribute('tabindex', tile === keep ? '0' : '-1');
  }

  function go(tile) {
    if (!tile) return;
    current = tile.dataset.id;
    settle();
    focusable(tile).focus({ preventScroll: true });
    tile.scrollIntoView({ block: 'nearest' });
  }

  // The tile nearest above or below: by where its middle is, since rows do not line up.
  function vertical(tile, down) {
    const from = tile.getBoundingClientRect();
    const middle = from.left + from.width / 2;
    let best, row, near = Infinity;
    const all = tiles();
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

  on(scroller, 'keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const all = tiles();
    if (event.target === scroller && event.key.startsWith('Arrow')) {
      event.preventDefault();
      go(all.find(t => t.getBoundingClientRect().top >= scroller.getBoundingClientRect().top));
      return;
    }
    const tile = event.target.closest('.tile');
    if (!tile || event.target !== focusable(tile)) return;
    const at = all.indexOf(tile);
    const next = {
      ArrowRight: () => all[at + 1], ArrowLeft: () => all[at - 1], ArrowDown: () => vertical(tile, true), ArrowUp: () => vertical(tile, false),
      Home: () => all[0], End: () => all[all.length - 1],
    }[event.key];
    if (!next) return;
    event.preventDefault();
    go(next());
  });
  let inside = false;
  on(scroller, 'focusin', event => {
    inside = true;
    const tile = event.target.closest('.tile');
    if (tile) { current = tile.dataset.id; settle(); }
  });
  on(scroller, 'focusout', event => { if (event.target.isConnected) inside = scroller.contains(event.relatedTarget); });

  // A row that leaves the page takes no focus along: the grid keeps it, and an arrow key goes on from what is on screen.
  const drawn = new MutationObserver(() => {
    settle();
    if (inside && document.activeElement === document.body) scroller.focus({ preventScroll: true });
  });
  drawn.observe(scroller, { childList: true, subtree: true });
  settle();

  return {
    toTop: () => scroller.scrollTo({ top: 0, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' }),
    dispose: () => { cancelAnimationFrame(frame); sizes.disconnect(); drawn.disconnect(); abort.abort(); },
  };
}

export function back() {
  history.back();
}
