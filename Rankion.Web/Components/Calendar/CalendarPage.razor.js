// What a hand does in the calendar: lifts cards and lets them go, walks from day to day, clicks where nothing is yet.
// The page is told what was meant; it decides, and draws.
const SNAP = 15; // minutes
const SLOP = 4; // pixels a press may wander and still be a click
const EDGE = 48; // pixels from an edge where the hours begin to scroll

export function attach(root, dotnet) {
  const tell = (...call) => dotnet.invokeMethodAsync(...call).catch(error => { if (!/connection|circuit/i.test(error.message)) throw error; });
  const abort = new AbortController();
  const on = (target, type, handler, options) => target.addEventListener(type, handler, { signal: abort.signal, ...options });
  const writes = () => 'writes' in root.dataset;
  const cardOf = event => event.target instanceof Element ? event.target.closest('[data-event]') : null;
  const clock = minute => new Date(2000, 0, 1, 0, minute).toLocaleTimeString(root.dataset.locale || undefined, { hour: '2-digit', minute: '2-digit' });
  const live = text => { root.querySelector('[data-live]').textContent = text; };

  // How much fits into a day is the page's to reckon.
  const cell = () => root.querySelector('[data-cell]:not([data-hidden])');
  const sizes = new ResizeObserver(() => { const one = cell(); if (one?.offsetHeight > 60) tell('Measure', one.offsetHeight); });
  const watch = () => { sizes.disconnect(); sizes.observe(root); };
  watch();

  // The hours begin in the morning, once for each time they come up.
  const morning = () => {
    const hours = root.querySelector('[data-hours]');
    if (!hours || 'shown' in hours.dataset) return;
    hours.dataset.shown = '';
    hours.scrollTop = hours.scrollHeight / 24 * 7;
  };
  morning();
  const changes = new MutationObserver(() => { morning(); const one = cell(); if (one?.offsetHeight > 60) tell('Measure', one.offsetHeight); });
  changes.observe(root.querySelector('.stage') ?? root, { childList: true });

  // The view that was looked at last is the next time's first.
  on(document, 'click', event => {
    const mode = event.target instanceof Element && event.target.closest('[data-mode]');
    if (mode) window.rankion.keep('rk_cal', mode.dataset.mode);
  }, { capture: true });

  let drag = null;
  let dropped = 0;

  function lift(card, event) {
    const box = card.getBoundingClientRect();
    const ghost = card.cloneNode(true);
    ghost.removeAttribute('data-event');
    ghost.dataset.ghost = '';
    Object.assign(ghost.style, { insetInlineStart: 'auto', inlineSize: `${Math.min(box.width, 220)}px`, blockSize: card.closest('[data-hours]') ? `${box.height}px` : 'auto' });
    const when = document.createElement('span');
    when.className = 'when';
    when.hidden = true;
    when.setAttribute('style', 'position:absolute;inset:auto auto calc(100% + 4px) 0;padding:2px 6px;border-radius:4px;background:var(--rk-inverse);color:var(--rk-text-inverse);font:var(--rk-type-meta);white-space:nowrap');
    ghost.append(when);
    ghost.style.overflow = 'visible';
    document.body.append(ghost);
    card.dataset.lifted = '';
    const inHours = card.closest('[data-drop="slots"]');
    Object.assign(drag, { ghost, when, dx: Math.min(event.clientX - box.left, 200), dy: event.clientY - box.top, grab: inHours ? event.clientY - box.top : 0 });
    document.documentElement.style.cursor = 'grabbing';
  }

  function over(x, y) {
    const place = document.elementsFromPoint(x, y).find(e => root.contains(e) && e.closest('[data-drop]'))?.closest('[data-drop]') ?? null;
    if (!place) return null;
    if (place.dataset.drop !== 'slots') return 'past' in place.dataset ? null : { place, minute: null };
    const box = place.getBoundingClientRect();
    const exact = (y - drag.grab - box.top) / box.height * 1440;
    const minute = Math.min(Math.max(Math.round(exact / SNAP) * SNAP, 0), 1440 - SNAP);
    const isPast = 'past' in place.dataset || ('now' in place.dataset && minute < Number(place.dataset.now));
    return isPast ? null : { place, minute };
  }

  function mark(target) {
    if (drag.target?.place !== target?.place) {
      drag.target?.place.removeAttribute('data-over');
      target?.place.setAttribute('data-over', '');
    }
    const text = target ? [target.place.dataset.label, target.minute === null ? null : clock(target.minute)].filter(Boolean).join(', ') : '';
    if (text && text !== drag.said) live(drag.said = text);
    drag.when.hidden = target?.minute == null;
    drag.when.textContent = target?.minute == null ? '' : clock(target.minute);
    drag.target = target;
  }

  function follow() {
    if (!drag?.ghost) return;
    const { x, y } = drag;
    drag.ghost.style.left = `${x - drag.dx}px`;
    drag.ghost.style.top = `${y - drag.dy}px`;
    const hours = root.querySelector('[data-hours]') ?? root.querySelector('.stage.scroll');
    if (hours) {
      const box = hours.getBoundingClientRect();
      if (x > box.left && x < box.right && y > box.top - EDGE) {
        const by = y < box.top + EDGE ? y - box.top - EDGE : y > box.bottom - EDGE ? y - box.bottom + EDGE : 0;
        if (by) hours.scrollTop += by / 4;
      }
    }
    mark(over(x, y));
    drag.frame = requestAnimationFrame(follow);
  }

  function end(drops) {
    const { card, ghost, target, frame } = drag;
    cancelAnimationFrame(frame);
    drag.target?.place.removeAttribute('data-over');
    drag = null;
    if (!ghost) return;
    ghost.remove();
    delete card.dataset.lifted;
    document.documentElement.style.cursor = '';
    dropped = performance.now();
    if (drops && target) tell('DropAsync', Number(card.dataset.event), target.place.dataset.day ?? null, target.minute);
  }

  on(root, 'pointerdown', event => {
    const card = cardOf(event);
    if (!card || event.button !== 0 || event.pointerType === 'touch' || event.ctrlKey || event.metaKey || !writes()) return;
    drag = { card, id: event.pointerId, x: event.clientX, y: event.clientY, fromX: event.clientX, fromY: event.clientY };
  });
  on(window, 'pointermove', event => {
    if (!drag || event.pointerId !== drag.id) return;
    [drag.x, drag.y] = [event.clientX, event.clientY];
    if (drag.ghost || Math.hypot(drag.x - drag.fromX, drag.y - drag.fromY) < SLOP) return;
    lift(drag.card, { clientX: drag.fromX, clientY: drag.fromY });
    follow();
  });
  on(window, 'pointerup', event => {
    if (!drag || event.pointerId !== drag.id) return;
    if (drag.ghost) mark(over(event.clientX, event.clientY));
    end(true);
  });
  on(window, 'pointercancel', () => { if (drag) end(false); });
  on(root, 'dragstart', event => { if (cardOf(event)) event.preventDefault(); });
  on(window, 'keydown', event => {
    if (drag?.ghost && event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); end(false); }
  }, { capture: true });

  // The click that ends a drag is none. With Ctrl it chooses.
  on(root, 'click', event => {
    const card = cardOf(event);
    if (performance.now() - dropped < 100 && !event.target.closest?.('dialog')) { event.preventDefault(); event.stopPropagation(); return; }
    if (card && (event.ctrlKey || event.metaKey)) { event.preventDefault(); event.stopPropagation(); tell('KeyAsync', Number(card.dataset.event), 'choose'); return; }
    if (!writes() || !(event.target instanceof Element) || event.target.closest('a, button, input, select, textarea')) return;
    const place = event.target.closest('[data-drop]');
    if (!place?.dataset.day) return;
    if (place.dataset.drop === 'day') { tell('NewAsync', place.dataset.day, null); return; }
    const box = place.getBoundingClientRect();
    tell('NewAsync', place.dataset.day, Math.floor((event.clientY - box.top) / box.height * 1440 / 30) * 30);
  }, { capture: true });

  // Days by arrows; on a card: Ctrl+Shift+Arrow moves it, M asks where to, X chooses, Delete deletes.
  const arrows = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  on(root, 'keydown', async event => {
    if (!(event.target instanceof Element) || event.target.closest('input, select, textarea, dialog')) return;
    const card = cardOf(event);
    if (card) {
      const by = event.ctrlKey && event.shiftKey ? arrows[event.key] : undefined;
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const single = plain && document.documentElement.dataset.keys !== 'off';
      const what = by !== undefined ? String(by) : plain && event.key === 'Delete' ? 'delete'
        : single && event.key.toLowerCase() === 'm' ? 'move' : single && event.key.toLowerCase() === 'x' ? 'choose' : null;
      if (what === null) return;
      event.preventDefault();
      event.stopPropagation();
      await tell('KeyAsync', Number(card.dataset.event), what);
      if (what !== 'move') hold(card.dataset.event);
      return;
    }
    const day = event.target.closest('[data-cell]');
    if (!day || event.target !== day) return;
    if (event.key in arrows && !event.ctrlKey && !event.altKey) {
      const cells = [...root.querySelectorAll('[data-cell]')];
      const next = cells[cells.indexOf(day) + arrows[event.key]];
      if (!next) return;
      event.preventDefault();
      day.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    } else if (event.key === 'Enter' || (event.key.toLowerCase() === 'n' && document.documentElement.dataset.keys !== 'off')) {
      event.preventDefault();
      event.stopPropagation();
      if (writes()) tell('NewAsync', day.dataset.day, null);
    }
  });

  // A card that was moved is drawn anew in another day: the focus goes along.
  function hold(id, tries = 30) {
    const card = root.querySelector(`[data-event="${id}"]`);
    if (card && document.activeElement !== card && (document.activeElement === document.body || document.activeElement === null || tries < 30)) card.focus();
    if (tries > 0 && document.activeElement !== card) requestAnimationFrame(() => hold(id, tries - 1));
  }

  root.dataset.liveNow = '';
  return { dispose: () => { if (drag) end(false); sizes.disconnect(); changes.disconnect(); abort.abort(); } };
}
