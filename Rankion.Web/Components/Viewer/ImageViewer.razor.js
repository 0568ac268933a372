// The open image: a modal dialog of the browser's own (it keeps the focus inside), with zoom and pan done here.
const MAX_ZOOM = 8; // of the picture's own pixels
const STEP = 1.25;

export function attach(dialog, dotnet) {
  if (!dialog) return { dispose() {} }; // closed again before this was there
  // Without a connection nothing happens but the page saying so.
  const ask = (...call) => dotnet.invokeMethodAsync(...call).catch(error => { if (!/connection|circuit/i.test(error.message)) throw error; });
  const abort = new AbortController();
  const on = (target, type, handler, options) => target.addEventListener(type, handler, { signal: abort.signal, ...options });
  const stage = dialog.querySelector('[data-stage]');
  const picture = () => stage.querySelector('[data-picture]');
  let view = { z: 1, x: 0, y: 0 };
  let shown;

  if (dialog.open) dialog.close();
  dialog.showModal();

  // z is relative to the fitted size; the number shown is relative to the picture's own pixels.
  const natural = pic => parseFloat(getComputedStyle(pic).getPropertyValue('--w')) || pic.offsetWidth;
  const full = pic => natural(pic) / pic.offsetWidth;

  function apply() {
    const pic = picture();
    const label = dialog.querySelector('[data-zoom-level]');
    if (!pic) return;
    const { offsetWidth: w, offsetHeight: h } = pic;
    // No further than its edges: half a stage of nothing helps nobody.
    const slack = (size, room, zoom) => Math.max(0, (size * zoom - room) / 2);
    const cx = w * (1 - view.z) / 2;
    const cy = h * (1 - view.z) / 2;
    const sx = slack(w, stage.clientWidth, view.z);
    const sy = slack(h, stage.clientHeight, view.z);
    view.x = Math.min(Math.max(view.x, cx - sx), cx + sx);
    view.y = Math.min(Math.max(view.y, cy - sy), cy + sy);
    pic.style.setProperty('--z', view.z);
    pic.style.setProperty('--x', `${view.x}px`);
    pic.style.setProperty('--y', `${view.y}px`);
    pic.toggleAttribute('data-zoomed', view.z > 1.001);
    pic.querySelector('img').sizes = `${Math.ceil(w * view.z)}px`;
    const percent = Math.round(view.z / full(pic) * 100);
    if (label) label.textContent = view.z <= 1.001 ? `${label.parentElement.dataset.fit} ${percent} %` : `${percent} %`;
  }

  // Zooms so that the point stays under the pointer; from the middle of the stage where there is none.
  function zoom(to, at) {
    const pic = picture();
    if (!pic) return;
    const z = Math.min(Math.max(to, 1), Math.max(1, full(pic) * MAX_ZOOM));
    const box = pic.getBoundingClientRect();
    const room = stage.getBoundingClientRect();
    const px = (at?.x ?? room.left + room.width / 2) - box.left;
    const py = (at?.y ?? room.top + room.height / 2) - box.top;
    view = { z, x: view.x + px * (1 - z / view.z), y: view.y + py * (1 - z / view.z) };
    apply();
  }

  const fit = () => { view = { z: 1, x: 0, y: 0 }; apply(); };
  const actual = at => { const pic = picture(); if (pic) zoom(full(pic) > 1.001 ? full(pic) : 2, at); };
  const toggle = at => view.z > 1.001 ? fit() : actual(at);

  // Escape in a field gives up what is written there, not the whole picture.
  const writing = () => document.activeElement?.matches('input:not([type=radio], [type=checkbox]), textarea, select');
  on(dialog, 'cancel', event => {
    if (event.target !== dialog) return;
    event.preventDefault();
    if (!writing()) ask('CloseAsync');
    else if (document.activeElement.matches('textarea')) dialog.querySelector('#viewer-panel')?.focus(); // the text stays; once more closes
  });
  // Escape twice in a row is not the page's to refuse: then it follows.
  on(dialog, 'close', event => { if (event.target === dialog && !dialog.open) ask('CloseAsync'); });
  on(dialog, 'keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('dialog') !== dialog || event.target.matches('input, textarea, select')) return;
    if (event.key.length === 1 && document.documentElement.dataset.keys === 'off') return;
    const tab = event.target.closest('[role=tab]');
    if (tab && walk(tab, event.key)) return event.preventDefault();
    const act = {
      ArrowLeft: () => ask('StepAsync', -1), ArrowRight: () => ask('StepAsync', 1),
      '+': () => zoom(view.z * STEP), '=': () => zoom(view.z * STEP), '-': () => zoom(view.z / STEP), 0: fit, 1: () => actual(),
    }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  // Tabs: arrows walk and open, Home and End jump.
  function walk(tab, key) {
    const all = [...tab.parentElement.children];
    const to = { ArrowRight: all.indexOf(tab) + 1, ArrowLeft: all.indexOf(tab) - 1, Home: 0, End: -1 }[key];
    if (to === undefined) return false;
    const next = all.at(to % all.length);
    next.focus();
    next.click();
    return true;
  }

  // On a phone the panel is a sheet: its grip makes it larger and smaller, by a tap or by pulling.
  let pull;
  let pulled = false;
  on(dialog, 'pointerdown', event => {
    const grip = event.target.closest('[data-grip]');
    if (!grip) return;
    grip.setPointerCapture(event.pointerId);
    pull = event.clientY;
  });
  on(dialog, 'pointerup', event => {
    if (pull === undefined) return;
    const by = event.clientY - pull;
    pull = undefined;
    pulled = Math.abs(by) > 24;
    if (pulled) dialog.toggleAttribute('data-tall', by < 0);
  });
  on(dialog, 'click', event => {
    if (event.target.closest('[data-grip]') && !pulled) dialog.toggleAttribute('data-tall');
    pulled = false;
    const kind = event.target.closest('[data-zoom]')?.dataset.zoom;
    if (kind) ({ in: () => zoom(view.z * STEP), out: () => zoom(view.z / STEP), toggle: () => toggle() })[kind]();
  });
  on(stage, 'wheel', event => {
    if (!picture() || event.target.closest('.float')) return;
    event.preventDefault();
    zoom(view.z * Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0018)), { x: event.clientX, y: event.clientY });
  }, { passive: false });

  // One pointer pans, two pinch; a click that did not move switches between the whole picture and full size.
  const pointers = new Map();
  let start;
  on(stage, 'pointerdown', event => {
    if (!event.target.closest('[data-picture]') || event.button) return;
    event.target.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    start = { x: event.clientX, y: event.clientY, moved: false, many: pointers.size > 1 };
  });
  on(stage, 'pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (Math.hypot(now.x - start.x, now.y - start.y) > 4) start.moved = true;
    if (other) {
      const apart = p => Math.hypot(p.x - other.x, p.y - other.y);
      zoom(view.z * apart(now) / Math.max(1, apart(before)), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    } else if (view.z > 1.001) {
      view.x += now.x - before.x;
      view.y += now.y - before.y;
      apply();
    }
  });
  const release = event => {
    if (!pointers.delete(event.pointerId) || pointers.size) return;
    const dx = event.clientX - start.x;
    if (event.type === 'pointerup' && !start.moved && !start.many) toggle({ x: event.clientX, y: event.clientY });
    else if (event.pointerType === 'touch' && !start.many && view.z <= 1.001 && Math.abs(dx) > 56) ask('StepAsync', dx > 0 ? -1 : 1);
  };
  on(stage, 'pointerup', release);
  on(stage, 'pointercancel', release);
  // also when something comes in below it
  const resized = new ResizeObserver(apply);
  resized.observe(stage);

  // Another image has come onto the stage: it begins fitted, and its neighbours are fetched ahead.
  const drawn = new MutationObserver(() => {
    const pic = picture();
    if (pic === shown) return;
    shown = pic;
    fit();
  });
  drawn.observe(stage, { childList: true, subtree: true });
  shown = picture();
  fit();

  return {
    dispose: () => {
      drawn.disconnect();
      resized.disconnect();
      abort.abort();
      dialog.close(); // before it leaves the page: until then nothing behind it takes the focus
      const tile = document.querySelector(`[data-scroller] .tile[data-id="${dialog.dataset.id}"] .open`);
      tile?.scrollIntoView({ block: 'nearest' });
      tile?.focus({ preventScroll: true });
    },
  };
}
