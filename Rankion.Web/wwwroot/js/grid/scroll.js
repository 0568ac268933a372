// Where the person is: reported to the page, which answers with rows; and kept there, whatever comes in or leaves above.

export function watch(grid) {
  const { root, scroller, probe, on } = grid;
  const rail = () => root.querySelector('[data-rail]');
  let told = { top: 0, width: 0, row: 0, header: 0 };
  let anchor = { id: null, offset: 0, top: 0 };
  let asking = false;
  let again = false;
  let frame = 0;

  const edge = () => scroller.getBoundingClientRect().top;

  // What the eye is on: the first tile on screen. Noted before things change, for afterwards it is another one.
  function look() {
    const line = edge();
    const first = grid.tiles().find(t => t.getBoundingClientRect().bottom > line + probe.offsetHeight);
    anchor = first ? { id: grid.idOf(first), offset: first.getBoundingClientRect().top - line, top: scroller.scrollTop } : { id: null, offset: 0, top: 0 };
  }

  // Rows came or went above: before anything is painted the page moves along with them.
  function hold() {
    const tile = anchor.id !== null && scroller.scrollTop >= told.header && grid.tile(anchor.id);
    if (!tile) return;
    const drift = tile.getBoundingClientRect().top - edge() - (anchor.offset - (scroller.scrollTop - anchor.top));
    if (Math.abs(drift) > 0.5) scroller.scrollTop += drift;
  }

  function measure() {
    const box = probe.getBoundingClientRect();
    const row = probe.firstElementChild.getBoundingClientRect().height;
    if (box.width === told.width && row === told.row) look();
    return {
      width: box.width, row, header: probe.classList.contains('flat') ? 0 : box.height, gap: parseFloat(getComputedStyle(probe).columnGap) || 0,
      top: scroller.scrollTop, screen: scroller.clientHeight, anchorId: anchor.id, anchorOffset: anchor.offset,
    };
  }

  // One question at a time; what changes meanwhile is asked about afterwards.
  async function report() {
    if (asking) { again = true; return; }
    asking = true;
    const now = measure();
    told = now;
    const top = await grid.call('Report', now);
    if (top !== null && scroller.scrollTop === now.top) scroller.scrollTop = told.top = top;
    asking = false;
    point();
    if (again) { again = false; report(); }
  }

  on(scroller, 'scroll', () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      look();
      point();
      const moved = Math.abs(scroller.scrollTop - told.top);
      const crossed = (scroller.scrollTop < told.header) !== (told.top < told.header);
      if (moved > scroller.clientHeight / 3 || crossed) report();
    });
  }, { passive: true });

  const sizes = new ResizeObserver(() => { if (probe.isConnected && probe.getBoundingClientRect().width > 0) report(); });
  sizes.observe(probe);
  sizes.observe(scroller);

  on(document, 'rankion:back', report); // the connection: where the person went meanwhile nobody has heard

  // The slider: at once here, then kept for the next visit.
  on(root.ownerDocument, 'input', event => {
    if (!event.target.matches('[data-row-slider]')) return;
    scroller.style.setProperty('--row-wish', `${event.target.value}px`);
    window.rankion.keep('rk_row', event.target.value);
    report();
  });

  // The rail of months: shows where one is, and goes where it is pressed.
  const marks = () => [...rail().querySelectorAll('[data-top]')];
  const height = () => scroller.scrollHeight - scroller.clientHeight;
  function point() {
    if (!rail()) return;
    const part = height() > 0 ? scroller.scrollTop / height() : 0;
    rail().querySelector('[data-now]').style.insetBlockStart = `${part * 100}%`;
    const here = marks().filter(m => Number(m.dataset.top) <= scroller.scrollTop + 60).at(-1);
    for (const mark of marks()) mark.toggleAttribute('data-current', mark === here);
  }
  function show(event) {
    const box = rail().getBoundingClientRect();
    const part = Math.min(Math.max((event.clientY - box.top) / box.height, 0), 1);
    const tip = rail().querySelector('[data-tip-text]');
    tip.style.insetBlockStart = `${part * 100}%`;
    tip.textContent = (marks().filter(m => Number(m.dataset.top) <= part * height() + 60).at(-1) ?? marks()[0]).dataset.name;
    rail().toggleAttribute('data-pointed', true);
    return part * height();
  }
  on(root, 'pointermove', event => {
    if (!event.target.closest('[data-rail]')) { rail()?.removeAttribute('data-pointed'); return; }
    const top = show(event);
    if (event.buttons & 1) scroller.scrollTop = top;
  });
  on(root, 'pointerdown', event => {
    if (event.button !== 0 || !event.target.closest('[data-rail]')) return;
    event.preventDefault();
    rail().setPointerCapture(event.pointerId);
    scroller.scrollTop = show(event);
  });
  on(root, 'pointerleave', () => rail()?.removeAttribute('data-pointed'));

  const drawn = new MutationObserver(hold);
  drawn.observe(scroller, { childList: true, subtree: true, attributes: true, attributeFilter: ['style'] });

  grid.report = report;
  return () => { cancelAnimationFrame(frame); sizes.disconnect(); drawn.disconnect(); };
}
