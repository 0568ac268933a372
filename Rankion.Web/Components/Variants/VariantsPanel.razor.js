// The tree's hands: pans and zooms it, tells the page what is in sight, takes the keys that walk it, and opens the menu of an image.
const MIN = 0.35;
const READABLE = 0.6;
const MAX = 1.5;
const STEP = 1.25;
const NODE = { w: 84, h: 56 };
const MARGIN = { x: 40, y: 12 };
const STEPS = { ArrowLeft: 'Parent', ArrowRight: 'Child', ArrowUp: 'Above', ArrowDown: 'Below', Home: 'First', End: 'Newest' };
const NUMBERS = ['Parent', 'Child', 'Above', 'Below', 'First', 'Newest'];

export function attach(root, dotnet) {
  const abort = new AbortController();
  const on = (type, handler, options) => root.addEventListener(type, handler, { signal: abort.signal, ...options });
  // while the connection is away, what is there can still be looked at
  const call = (...args) => dotnet.invokeMethodAsync(...args).catch(error => { if (!/connection|circuit/i.test(error.message)) throw error; });
  const sight = () => root.querySelector('[data-tree-view]');
  let view = null;
  let size = { w: 0, h: 0 };
  let anchor = null;
  let told = null;

  function apply() {
    const box = sight();
    if (!box || !view) return;
    const room = { w: box.clientWidth, h: box.clientHeight };
    // some of the tree stays in sight, wherever it is pulled
    view.x = Math.min(Math.max(view.x, MARGIN.x * 2 - size.w * view.z), room.w - MARGIN.x * 2);
    view.y = Math.min(Math.max(view.y, MARGIN.y * 2 - size.h * view.z), room.h - MARGIN.y * 2);
    const style = box.firstElementChild.style;
    style.setProperty('--x', `${view.x}px`);
    style.setProperty('--y', `${view.y}px`);
    style.setProperty('--z', view.z);
    tell(room);
  }

  // What is in sight with half as much around it; told anew only when the sight leaves that.
  function tell(room) {
    const now = { x: -view.x / view.z, y: -view.y / view.z, w: room.w / view.z, h: room.h / view.z };
    if (told && now.x >= told.x && now.y >= told.y && now.x + now.w <= told.x + told.w && now.y + now.h <= told.y + told.h && told.w <= now.w * 3) return;
    told = { x: now.x - now.w / 2, y: now.y - now.h / 2, w: now.w * 2, h: now.h * 2 };
    call('Look', told.x, told.y, told.w, told.h);
  }

  // All of the tree, or as much as can be had without making it too small.
  function whole(least) {
    const box = sight();
    return Math.min(1, Math.max(least, Math.min((box.clientWidth - MARGIN.x * 2) / size.w, (box.clientHeight - MARGIN.y * 2) / size.h)));
  }
  function fit() {
    if (!sight()) return;
    view = { z: whole(MIN), x: 0, y: 0 };
    center(anchor);
    apply();
  }
  // A node in the middle, or as near to it as leaves no room beside the tree.
  function center(spot) {
    const box = sight();
    const along = (at, extent, room, margin) => extent + margin * 2 <= room ? (margin === MARGIN.x ? margin : (room - extent) / 2) : Math.min(margin, Math.max(room - margin - extent, room / 2 - at));
    view.x = along((spot.x + NODE.w / 2) * view.z, size.w * view.z, box.clientWidth, MARGIN.x);
    view.y = along((spot.y + NODE.h / 2) * view.z, size.h * view.z, box.clientHeight, MARGIN.y);
  }
  function reveal(spot) {
    const box = sight();
    if (!box || !view) return;
    const into = (at, size, room, margin) => Math.min(0, room - margin - at - size) + Math.max(0, margin - at);
    view.x += into(spot.x * view.z + view.x, NODE.w * view.z, box.clientWidth, MARGIN.x * 2);
    view.y += into(spot.y * view.z + view.y, NODE.h * view.z, box.clientHeight, MARGIN.y);
    apply();
  }
  function zoom(by, at) {
    const box = sight().getBoundingClientRect();
    const z = Math.min(MAX, Math.max(MIN, view.z * by));
    const p = { x: (at?.x ?? box.left + box.width / 2) - box.left, y: (at?.y ?? box.top + box.height / 2) - box.top };
    view = { z, x: p.x - (p.x - view.x) * z / view.z, y: p.y - (p.y - view.y) * z / view.z };
    apply();
  }

  const nodeOf = target => target.closest?.('[data-node]');
  let asked = 0;
  async function menu(id, from, point) {
    const turn = ++asked;
    await call('Choose', id);
    const pop = root.querySelector('[data-node-pop]');
    if (turn !== asked || !pop) return; // another one's was asked for meanwhile
    if (!pop.matches(':popover-open')) pop.showPopover();
    const box = from.getBoundingClientRect();
    const spot = point ?? { x: box.left, y: box.bottom + 4 };
    const x = Math.max(8, Math.min(spot.x, innerWidth - pop.offsetWidth - 8));
    const y = spot.y + pop.offsetHeight + 8 <= innerHeight ? spot.y : Math.max(8, (point ? spot.y : box.top - 4) - pop.offsetHeight);
    pop.style.inset = `${y}px auto auto ${x}px`;
    pop.querySelector('.mi')?.focus();
    back = from;
  }
  let back = null;

  on('keydown', event => {
    const pop = event.target.closest('[data-node-pop]');
    if (pop) return walkMenu(pop, event);
    const node = nodeOf(event.target);
    if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
    const asks = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    const act = asks ? () => menu(Number(node.dataset.node), node)
      : STEPS[event.key] ? () => call('Walk', NUMBERS.indexOf(STEPS[event.key]))
      : { Enter: () => call('OpenAsync', Number(node.dataset.node)), ' ': () => call('OpenAsync', Number(node.dataset.node)), Delete: () => call('TrashAsync', Number(node.dataset.node)), '+': () => zoom(STEP), '-': () => zoom(1 / STEP), 0: fit }[event.key];
    if (!act) return;
    // the picture above has its own use for arrows and zoom
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  function walkMenu(pop, event) {
    const items = [...pop.querySelectorAll('.mi')];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key.startsWith('Arrow')) event.stopPropagation();
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  }
  on('contextmenu', event => {
    const node = nodeOf(event.target);
    if (!node) return;
    event.preventDefault();
    if (event.button === 2) menu(Number(node.dataset.node), node, { x: event.clientX, y: event.clientY });
  });
  on('toggle', event => { if (event.newState === 'closed' && event.target.matches?.('[data-node-pop]') && document.activeElement === document.body) back?.focus(); }, { capture: true });

  // One pointer pulls the tree, two pinch it; one that did not move opens the image it is on.
  const pointers = new Map();
  let start = null;
  on('pointerdown', event => {
    const box = sight();
    if (event.button || !box?.contains(event.target) || event.target.closest('[data-node-menu]')) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    start = { x: event.clientX, y: event.clientY, moved: pointers.size > 1, node: nodeOf(event.target) };
    box.setPointerCapture(event.pointerId);
  });
  on('pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (!start.moved && Math.hypot(now.x - start.x, now.y - start.y) < 5) return;
    if (!start.moved) { start.moved = true; view.x += now.x - start.x; view.y += now.y - start.y; } else if (other) {
      const apart = p => Math.hypot(p.x - other.x, p.y - other.y);
      zoom(apart(now) / Math.max(1, apart(before)), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
      return;
    } else { view.x += now.x - before.x; view.y += now.y - before.y; }
    sight().dataset.panning = '';
    apply();
  });
  const release = event => {
    if (!pointers.delete(event.pointerId) || pointers.size) return;
    delete sight()?.dataset.panning;
    if (event.type === 'pointerup' && !start.moved && start.node) call('OpenAsync', Number(start.node.dataset.node));
  };
  on('pointerup', release);
  on('pointercancel', release);
  on('wheel', event => {
    if (!view || !sight()?.contains(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.ctrlKey) return zoom(Math.exp(-event.deltaY * 0.01), { x: event.clientX, y: event.clientY });
    // a wheel that only knows up and down goes along the tree where there is nothing above or below
    const flat = !event.deltaX && (event.shiftKey || size.h * view.z <= sight().clientHeight);
    view.x -= flat ? event.deltaY : event.deltaX;
    view.y -= flat ? 0 : event.deltaY;
    apply();
  }, { passive: false });
  on('click', event => {
    const more = event.target.closest('[data-node-menu]');
    if (more) return menu(Number(more.dataset.nodeMenu), nodeOf(more) ?? more);
    event.target.closest('[data-node-pop] .mi')?.closest('[popover]').hidePopover();
    const tall = event.target.closest('[data-tree-tall]');
    if (tall) tall.setAttribute('aria-pressed', tall.getAttribute('aria-pressed') !== 'true');
    const kind = event.target.closest('[data-tree-zoom]')?.dataset.treeZoom;
    if (kind && view) ({ in: () => zoom(STEP), out: () => zoom(1 / STEP), fit })[kind]();
  });
  const resized = new ResizeObserver(() => { if (view && anchor && size.h * view.z <= sight().clientHeight) center(anchor); apply(); });
  let watched = null;

  return {
    // A tree has been drawn: the open image stays where it was on the screen, or comes into sight.
    place(id, x, y, w, h) {
      const before = anchor;
      [anchor, size] = [{ id, x, y }, { w, h }];
      const box = sight();
      if (!box) { view = told = null; return; }
      if (box !== watched) { resized.disconnect(); resized.observe(watched = box); view = null; }
      if (!view) {
        view = { z: whole(READABLE), x: 0, y: 0 };
        center(anchor);
        told = null;
      } else if (before?.id === id) {
        view.x += (before.x - x) * view.z;
        view.y += (before.y - y) * view.z;
      } else { reveal(anchor); }
      apply();
    },
    focus(id, x, y) {
      reveal({ x, y });
      root.querySelector(`[data-node="${id}"]`)?.focus({ preventScroll: true });
    },
    dispose: () => { resized.disconnect(); abort.abort(); },
  };
}
