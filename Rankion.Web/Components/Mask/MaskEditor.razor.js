// Draws where an image may change: with the mouse, a pen, fingers, keys or numbers. What is drawn is in ../../js/mask/drawing.js, how it is
// seen in view.js, how a tool draws in hand.js; this is what people do. The finished mask goes up over HTTP (carrying.js), and only its id goes
// back to the page.
import { carrying } from '../../js/mask/carrying.js';
import { Drawing } from '../../js/mask/drawing.js';
import { corners, handOver, isArea } from '../../js/mask/hand.js';
import { read } from '../../js/mask/reading.js';
import { fill, number, telling } from '../../js/mask/telling.js';
import { look } from '../../js/mask/view.js';

const STEP = 1.25;

export function attach(dialog, dotnet, options) {
  const before = document.activeElement;
  const beside = before?.closest('[data-masking]'); // what opened it gives way to what it makes
  const abort = new AbortController();
  const on = (target, type, handler, more) => target.addEventListener(type, handler, { signal: abort.signal, ...more });
  const find = name => dialog.querySelector(`[data-${name}]`);
  const say = JSON.parse(dialog.dataset.words);
  const area = find('canvas');
  const brush = find('brush');
  const { width, height } = options;
  const sizes = { least: 1, most: Math.max(width, height) / 2 };
  const softest = Math.min(width, height) / 4;

  dialog.showModal();
  const drawing = new Drawing(width, height);
  const seen = look(area, drawing);
  const hand = handOver(drawing, seen);
  const { tell, reply, isAsking, hear } = telling(dialog, area, say, on);
  const token = dialog.querySelector('input[name=__RequestVerificationToken]').value;
  const carrier = carrying({ post: options.post, from: options.read, token, signal: abort.signal });
  let cursor = null; // where the keys have moved to
  let busy = false;
  let given = false;
  let made = false;
  let leaving = null; // the question whether to
  let coming = null;
  let isPanning = false;
  let usesPen = false;

  // ---- drawing ----

  const begin = (at, by, { eraser = false, alt = false } = {}) => hand.begin(at, by, { eraser, takes: alt || dialog.querySelector('[data-value="take"]').checked });

  function end() {
    const step = hand.end();
    if (step) apply(() => drawing.add(step));
  }

  function apply(change) {
    change();
    show();
  }

  function show() {
    const { open } = drawing;
    find('open').textContent = open === 0 ? say.nothing : open > 0.9995 ? say.all : open < 0.01 ? say.little : fill(say.some, Math.min(99, Math.round(open * 100)));
    act('undo').disabled = busy || !drawing.canUndo;
    act('redo').disabled = busy || !drawing.canRedo;
    seen.ask();
  }

  // ---- tools and their values ----

  const act = name => dialog.querySelector(`[data-mask="${name}"]`);
  const shown = (name, text) => { dialog.querySelector(`[data-shown="${name}"]`).textContent = text; };

  function take(name) {
    if (hand.by) hand.giveUp();
    hand.tool = name;
    for (const button of dialog.querySelectorAll('[data-tool]')) {
      button.classList.toggle('on', button.dataset.tool === name);
      button.setAttribute('aria-pressed', button.dataset.tool === name);
    }
    for (const part of dialog.querySelectorAll('[data-of]')) part.hidden = !part.dataset.of.split(' ').includes(name);
    aim();
  }

  // a slider of sizes is fine where they are small
  const sizeOf = value => Math.max(1, Math.round(sizes.least * (sizes.most / sizes.least) ** (value / 100)));
  const valueOf = pixels => Math.log(pixels / sizes.least) / Math.log(sizes.most / sizes.least) * 100;

  function resize(pixels) {
    hand.size = Math.min(Math.max(1, Math.round(pixels)), Math.max(1, Math.floor(sizes.most)));
    dialog.querySelector('[data-value="size"]').value = valueOf(hand.size);
    dialog.querySelector('[data-value="size"]').setAttribute('aria-valuetext', `${number(hand.size)} px`);
    shown('size', number(hand.size));
    aim();
  }

  const grow = by => resize(by > 1 ? Math.max(hand.size + 1, hand.size * by) : Math.min(hand.size - 1, hand.size * by));

  function soften(value) {
    const feather = Math.round((value / 100) ** 2 * softest);
    dialog.querySelector('[data-value="feather"]').setAttribute('aria-valuetext', `${number(feather)} px`);
    shown('feather', number(feather));
    apply(() => drawing.soften(feather));
  }

  // Where the brush would paint, in its size; where the keys are, of the other tools.
  let pointer = null;
  function aim() {
    const at = cursor ?? pointer;
    const isBrush = !isArea(hand.tool);
    brush.hidden = !at || (!isBrush && !cursor) || isPanning;
    brush.classList.toggle('cross', !isBrush);
    area.classList.toggle('hides', isBrush && !isPanning);
    if (!at) return;
    const { x, y, z } = seen.view;
    const side = isBrush ? Math.max(4, hand.size * z) : 16;
    Object.assign(brush.style, { width: `${side}px`, height: `${side}px`, transform: `translate(${x + at[0] * z - side / 2}px, ${y + at[1] * z - side / 2}px)` });
  }

  function zoomed() {
    shown('zoom', seen.isFitted ? fill(say.fit, seen.percent) : `${seen.percent} %`);
    aim();
  }

  const zoom = (by, at) => { seen.zoom(by, at); zoomed(); };

  // ---- with mouse, pen and fingers ----

  const pointers = new Map();
  const isEraser = event => event.pointerType === 'pen' && (event.buttons & 32) !== 0;

  on(area, 'pointerdown', event => {
    area.focus({ preventScroll: true });
    usesPen ||= event.pointerType === 'pen';
    pointers.set(event.pointerId, event);
    area.setPointerCapture(event.pointerId);
    if (pointers.size > 1) {
      if (hand.by === 'pointer') hand.giveUp();
    } else if (event.button === 1 || isPanning || (event.pointerType === 'touch' && usesPen)) event.preventDefault();
    else if (!hand.by && (event.button === 0 || isEraser(event))) {
      cursor = null;
      begin(seen.at(event), 'pointer', { eraser: isEraser(event), alt: event.altKey });
    }
  });
  on(area, 'pointermove', event => {
    pointer = seen.at(event);
    if (event.pointerType === 'mouse' || event.pointerType === 'pen') cursor = hand.by === 'keys' ? cursor : null;
    const last = pointers.get(event.pointerId);
    if (last) {
      pointers.set(event.pointerId, event);
      if (hand.by === 'pointer') for (const one of event.getCoalescedEvents?.() ?? [event]) hand.move(seen.at(one), one.shiftKey);
      else shift(event, last);
    }
    aim();
  });
  for (const type of ['pointerup', 'pointercancel']) {
    on(area, type, event => {
      if (!pointers.delete(event.pointerId) || hand.by !== 'pointer') return;
      if (type === 'pointerup') end(); else hand.giveUp();
    });
  }
  on(area, 'pointerleave', () => { pointer = null; aim(); });
  on(area, 'dragstart', event => event.preventDefault());
  on(area, 'wheel', event => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0018)), { x: event.clientX, y: event.clientY });
  }, { passive: false });

  // One pointer pans, two pinch.
  function shift(event, last) {
    const other = [...pointers.values()].find(one => one.pointerId !== event.pointerId);
    seen.pan((event.clientX - last.clientX) / pointers.size, (event.clientY - last.clientY) / pointers.size);
    if (!other) return;
    const apart = one => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    zoom(apart(event) / Math.max(1, apart(last)), { x: (event.clientX + other.clientX) / 2, y: (event.clientY + other.clientY) / 2 });
  }

  // ---- with keys ----

  function go(dx, dy) {
    cursor = hand.clamp([(cursor ?? [width / 2, height / 2])[0] + dx, (cursor ?? [width / 2, height / 2])[1] + dy]);
    seen.reveal(cursor);
    if (hand.by === 'keys') hand.move(cursor);
    aim();
    const [x, y] = cursor;
    hear(fill(say.spot, number(Math.round(x)), number(Math.round(y))), 300);
  }

  on(area, 'keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const far = Math.max(1, Math.round(Math.max(width, height) / 100)) * (event.shiftKey ? 10 : 1);
    const keys = {
      ArrowLeft: () => go(-far, 0), ArrowRight: () => go(far, 0), ArrowUp: () => go(0, -far), ArrowDown: () => go(0, far),
      Enter: () => {
        if (!cursor) go(0, 0);
        if (!hand.by) { begin(cursor, 'keys'); hear(say.down); } else if (hand.by === 'keys') { end(); hear(say.up); }
      },
      Escape: () => hand.by ? hand.giveUp() : false,
      ' ': () => { isPanning = true; area.classList.add('pans'); aim(); },
    };
    if (!keys[event.key] || keys[event.key]() === false) return;
    event.preventDefault();
    event.stopPropagation();
  });
  on(dialog, 'keyup', event => { if (event.key === ' ' && isPanning) { isPanning = false; area.classList.remove('pans'); aim(); } });
  on(area, 'blur', () => { if (hand.by === 'keys') hand.giveUp(); cursor = null; isPanning = false; area.classList.remove('pans'); aim(); });

  const place = dialog.dataset.keysPlace;
  const keys = [
    // AltGr makes the brackets on many layouts
    ['[', () => grow(1 / STEP), { label: say.smaller, repeat: true }], ['Ctrl+Alt+[ Alt+[', () => grow(1 / STEP), { repeat: true }],
    [']', () => grow(STEP), { label: say.larger, repeat: true }], ['Ctrl+Alt+] Alt+]', () => grow(STEP), { repeat: true }],
    ['Shift+V', () => acts.invert(), { label: say.invert }],
    ['Ctrl+Z', () => acts.undo(), { label: say.undo, repeat: true }],
    ['Ctrl+Shift+Z Ctrl+Y', () => acts.redo(), { label: say.redo, repeat: true }],
  ].map(([names, handler, more]) => window.rankion.keys.on(names, handler, { place, within: area, ...more }));

  // ---- in and out ----

  async function cancel() {
    leaving = drawing.isChanged ? tell(say.discard, say.discardYes, say.discardNo) : Promise.resolve(true);
    const leaves = await leaving;
    leaving = null;
    if (leaves) give(null);
  }

  /** Once: who gives up while a mask is on its way has given up. */
  async function give(id) {
    if (given) return;
    given = true;
    made = id !== null;
    try {
      await dotnet.invokeMethodAsync('FinishAsync', id);
    } catch (error) {
      given = false;
      if (!/connection|circuit/i.test(error.message)) throw error;
      tell(say.offline);
    }
  }

  async function done() {
    if (busy || given) return;
    isBusy(true);
    await coming; // the mask that was there may be on its way
    if (!drawing.isChanged && options.mask && drawing.open > 0) await give(options.mask);
    else if (drawing.open === 0) tell(say.mark);
    else {
      const { id, fault, reason } = await carrier.send(drawing);
      // who has begun to give up decides first
      if (id && leaving) await leaving;
      else if (id) await give(id);
      else if (!abort.signal.aborted) tell(reason ?? say[fault]);
    }
    isBusy(false);
  }

  // What is on its way is not changed any more; it can still be given up.
  function isBusy(value) {
    busy = value;
    act('done').classList.toggle('busy', value);
    act('done').setAttribute('aria-busy', value);
    for (const part of dialog.querySelectorAll('[data-stage], .float')) part.inert = value;
    show();
  }

  async function bring(file) {
    if (busy) return;
    const { canvas, fault } = await read(file);
    if (fault) return tell(say[fault]);
    const fits = canvas.width === width && canvas.height === height;
    if (!fits && !await tell(fill(say.scale, number(canvas.width), number(canvas.height), number(width), number(height)), say.scaleYes, say.cancel)) return;
    apply(() => drawing.add({ kind: 'picture', canvas }));
  }

  const save = () => drawing.open === 0 ? tell(say.mark) : carrier.save(drawing, `${say.file.toLowerCase()}-${options.image}.png`);

  function byNumbers(erase) {
    const form = find('numbers');
    if (!form.reportValidity()) return;
    const [x, y, w, h] = ['x', 'y', 'w', 'h'].map(name => form.elements[name].valueAsNumber);
    apply(() => drawing.add({ kind: 'area', points: corners(hand.clamp([x, y]), hand.clamp([x + w, y + h])), erase }));
    form.hidePopover();
  }

  // The mask that was there lies below whatever has been drawn until it comes.
  async function again() {
    const { canvas, fault } = await carrier.fetch();
    if (abort.signal.aborted) return;
    if (!canvas) { tell(say[fault]); return; }
    drawing.begin(canvas);
    hand.again();
    show();
  }

  // ---- buttons and fields ----

  const acts = {
    cancel, done, export: save,
    undo: () => apply(() => drawing.undo()), redo: () => apply(() => drawing.redo()),
    invert: () => apply(() => drawing.add({ kind: 'invert' })),
    clear: () => { if (drawing.open > 0) apply(() => drawing.add({ kind: 'clear' })); },
    import: () => find('file').click(),
    less: () => byNumbers(true),
    in: () => zoom(STEP), out: () => zoom(1 / STEP), fit: () => { seen.fit(); zoomed(); },
  };

  on(dialog, 'click', event => {
    const button = event.target.closest('[data-mask], [data-tool]');
    if (button?.dataset.tool) take(button.dataset.tool);
    else if (button) acts[button.dataset.mask]();
  });
  on(dialog, 'input', event => {
    const { value } = event.target;
    const change = { size: () => resize(sizeOf(value)), feather: () => soften(value), opacity: () => { seen.view.opacity = value / 100; seen.ask(); } };
    change[event.target.dataset?.value]?.();
  });
  on(find('file'), 'change', event => {
    if (event.target.files.length > 0) bring(event.target.files[0]);
    event.target.value = '';
  });
  on(find('numbers'), 'submit', event => {
    event.preventDefault();
    byNumbers(false);
  });
  on(dialog, 'dragover', event => event.preventDefault());
  on(dialog, 'drop', event => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) bring(event.dataTransfer.files[0]);
  });
  on(dialog, 'cancel', event => {
    if (event.target !== dialog) return;
    event.preventDefault();
    if (isAsking()) reply(false); else cancel();
  });
  on(window, 'resize', zoomed);

  resize(Math.max(4, Math.min(width, height) * 0.08));
  shown('feather', number(0));
  show();
  zoomed();
  area.focus({ preventScroll: true });
  if (options.read) coming = again();

  return {
    dispose: () => {
      abort.abort();
      seen.dispose();
      for (const off of keys) off();
      if (dialog.open) dialog.close();
      (made || !before?.isConnected ? beside : before)?.focus();
    },
  };
}
