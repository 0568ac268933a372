// Images against each other: the slider, one zoom and pan for all panes, and what a pointer or a key turns over.
const MAX_ZOOM = 8;
const STEP = 1.25;

export function attach(dialog, dotnet) {
  const abort = new AbortController();
  const on = (type, handler, options) => dialog.addEventListener(type, handler, { signal: abort.signal, ...options });
  const canvas = () => dialog.querySelector('[data-canvas]');
  const panes = () => [...dialog.querySelectorAll('[data-pane]')];
  const knob = () => dialog.querySelector('[data-knob]');
  // x and y in parts of a pane, so that panes of other sizes show the same place
  let view = { z: 1, x: 0, y: 0 };
  let at = 50;

  if (dialog.open) dialog.close();
  dialog.showModal();
  (knob() ?? dialog.querySelector('[data-leave]')).focus();

  // To where the person came from; who came by the address itself goes to the first image.
  function leave() {
    if (window.navigation?.canGoBack) history.back();
    else dotnet.invokeMethodAsync('CloseAsync').catch(error => { if (!/connection|circuit/i.test(error.message)) throw error; });
  }

  function apply() {
    const root = canvas();
    if (!root) return;
    view.x = Math.min(0, Math.max(1 - view.z, view.x));
    view.y = Math.min(0, Math.max(1 - view.z, view.y));
    root.style.setProperty('--z', view.z);
    root.style.setProperty('--x', `${view.x * 100}%`);
    root.style.setProperty('--y', `${view.y * 100}%`);
    root.style.setProperty('--at', `${at}%`);
    root.toggleAttribute('data-zoomed', view.z > 1.001);
    for (const pane of panes()) for (const img of pane.querySelectorAll('img')) img.sizes = `${Math.ceil(pane.clientWidth * view.z)}px`;
    const handle = knob();
    handle?.setAttribute('aria-valuenow', Math.round(at));
    handle?.setAttribute('aria-valuetext', `${Math.round(at)} %`);
  }
  function zoom(by, point, pane = panes()[0]) {
    const box = pane.getBoundingClientRect();
    const p = point ? { x: (point.x - box.left) / box.width, y: (point.y - box.top) / box.height } : { x: 0.5, y: 0.5 };
    const z = Math.min(MAX_ZOOM, Math.max(1, view.z * by));
    view = { z, x: p.x - (p.x - view.x) * z / view.z, y: p.y - (p.y - view.y) * z / view.z };
    apply();
  }
  const slide = to => { at = Math.min(100, Math.max(0, to)); apply(); };
  const turn = on => { const cover = dialog.querySelector('[data-cover]'); cover?.setAttribute('aria-pressed', on ?? cover.getAttribute('aria-pressed') !== 'true'); };

  on('cancel', event => { if (event.target === dialog) { event.preventDefault(); leave(); } });
  on('click', event => {
    if (event.target.closest('[data-leave]')) leave();
    // a click of the keyboard has no place; a pointer's own hovers, and a finger taps
    else if (event.target.closest('[data-cover]') && (event.detail === 0 || event.pointerType !== 'mouse')) turn();
  });
  on('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('dialog') !== dialog || !canvas()) return;
    const step = event.shiftKey ? 10 : 1;
    const slider = event.target === knob() && {
      ArrowLeft: () => slide(at - step), ArrowDown: () => slide(at - step), ArrowRight: () => slide(at + step), ArrowUp: () => slide(at + step),
      PageDown: () => slide(at - 10), PageUp: () => slide(at + 10), Home: () => slide(0), End: () => slide(100),
    }[event.key];
    const act = slider || { '+': () => zoom(STEP), '=': () => zoom(STEP), '-': () => zoom(1 / STEP), 0: () => zoom(0) }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  on('wheel', event => {
    const pane = event.target.closest('[data-pane]');
    if (!pane) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0018)), { x: event.clientX, y: event.clientY }, pane);
  }, { passive: false });

  // One pointer pans what is larger than its pane, and moves the slider else; two pinch.
  const pointers = new Map();
  let held = null;
  on('pointerdown', event => {
    const pane = event.target.closest('[data-pane]');
    if (!pane || event.button) return;
    const grips = event.target.closest('[data-knob]');
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    held = { pane, slides: pane.classList.contains('by-slider') && (grips || view.z <= 1.001), moved: pointers.size > 1 };
    pane.setPointerCapture(event.pointerId);
    if (held.slides) { event.preventDefault(); knob().focus({ preventScroll: true }); }
    if (held.slides && !grips) follow(event);
  });
  function follow(event) {
    const box = held.pane.getBoundingClientRect();
    slide((event.clientX - box.left) / box.width * 100);
  }
  on('pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (Math.hypot(now.x - before.x, now.y - before.y) > 0) held.moved = true;
    if (other) {
      const apart = p => Math.hypot(p.x - other.x, p.y - other.y);
      zoom(apart(now) / Math.max(1, apart(before)), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }, held.pane);
    } else if (held.slides) {
      follow(event);
    } else if (view.z > 1.001) {
      view.x += (now.x - before.x) / held.pane.clientWidth;
      view.y += (now.y - before.y) / held.pane.clientHeight;
      apply();
    }
  });
  const release = event => {
    if (!pointers.delete(event.pointerId) || pointers.size) return;
    const { pane, slides, moved } = held;
    if (event.type !== 'pointerup' || slides || moved) return;
    if (event.pointerType === 'mouse') zoom(view.z > 1.001 ? 0 : 2, { x: event.clientX, y: event.clientY }, pane);
    else if (pane.classList.contains('by-hover')) turn();
  };
  on('pointerup', release);
  on('pointercancel', release);

  // Another way to compare, or other images: the same zoom and the same place of the slider. What had the focus may have gone with the way
  // before; keys go on from what stands in its place.
  const drawn = new MutationObserver(() => {
    if (document.activeElement === document.body) (knob() ?? dialog.querySelector('[data-cover]') ?? dialog.querySelector('.seg [aria-pressed="true"]') ?? dialog.querySelector('[data-leave]'))?.focus();
    apply();
  });
  drawn.observe(dialog, { childList: true, subtree: true });
  const resized = new ResizeObserver(apply);
  resized.observe(dialog);
  apply();

  return { dispose: () => { drawn.disconnect(); resized.disconnect(); abort.abort(); dialog.close(); } };
}
