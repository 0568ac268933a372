// Where one is in a conversation: at its end, and then what is said is followed, or further up, and then nothing moves. Older messages
// come when the beginning of what is there is reached. What is done to a picture is told to the page.
import { tileMenu } from '../../js/grid/menu.js';

const NEAR = 80; // pixels from the end that still count as there

export function attach(root, dotnet) {
  const scroller = root.querySelector('[data-scroller]');
  const column = root.querySelector('[data-column]');
  const newest = root.querySelector('[data-newest]');
  const abort = new AbortController();
  const on = (target, type, handler, options) => target.addEventListener(type, handler, { signal: abort.signal, ...options });
  // while the connection is away, what is there can still be looked at
  const call = async (method, ...args) => { try { await dotnet.invokeMethodAsync(method, ...args); } catch (error) { if (!/connection|circuit/i.test(error.message)) throw error; } };
  const openMenu = tileMenu(root, on, id => call('OpenMenuAsync', id));
  // not its height: that changes as well when the window does, or when somebody unfolds a step
  const tail = () => { const turn = column.lastElementChild; return `${turn?.dataset.message}:${turn?.dataset.state}:${turn?.textContent.length}`; };
  let atEnd = true;
  let seen = tail();
  let loading = false;
  let held; // what has the focus in here: an answered question goes, and who uses keys must not be thrown out with it

  function toEnd() {
    atEnd = true;
    scroller.scrollTop = scroller.scrollHeight;
    seen = tail();
    newest.hidden = true;
  }

  on(scroller, 'scroll', () => {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
    if (atEnd) { seen = tail(); newest.hidden = true; }
  }, { passive: true });

  // The column grows at its end while an answer comes; the scroller changes with the box below it.
  on(column, 'focusin', event => { held = event.target; });
  const sized = new ResizeObserver(() => {
    if (held && !held.isConnected) {
      held = null;
      if (document.activeElement === document.body) scroller.focus({ preventScroll: true });
    }
    if (atEnd) toEnd();
    else if (!loading && tail() !== seen) newest.hidden = false;
  });
  sized.observe(column);
  sized.observe(scroller);

  async function earlier() {
    if (loading) return;
    loading = true;
    const from = scroller.scrollHeight - scroller.scrollTop;
    await call('EarlierAsync');
    scroller.scrollTop = scroller.scrollHeight - from;
    requestAnimationFrame(() => { loading = false; });
  }
  on(scroller, 'scroll', () => { if (scroller.scrollTop < 200 && !atEnd && root.querySelector('[data-earlier]')) earlier(); }, { passive: true });

  on(root, 'click', event => {
    if (event.target.closest('[data-earlier]')) { earlier(); return; }
    if (event.target.closest('[data-newest]')) { toEnd(); scroller.focus({ preventScroll: true }); return; }
    const tile = event.target.closest('.tile');
    const deed = tile && event.target.closest('[data-do]')?.dataset.do;
    if (deed === 'star') call('StarAsync', Number(tile.dataset.id));
    else if (deed === 'menu') openMenu(tile);
  });
  on(root, 'keydown', event => {
    const tile = event.target.closest('.tile');
    if (!tile || !event.target.matches('.open')) return;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) { event.preventDefault(); openMenu(tile); }
  });

  // A picture can be carried to the box below, or away.
  on(root, 'pointerdown', event => { const picture = event.target.closest('.tile.ready .open'); if (picture) picture.draggable = event.pointerType === 'mouse'; });
  on(root, 'dragstart', event => {
    const tile = event.target.closest?.('.tile.ready[data-id]');
    if (!tile) return;
    event.dataTransfer.setData('application/x-rankion-images', JSON.stringify([Number(tile.dataset.id)]));
    event.dataTransfer.effectAllowed = 'copy';
  });

  toEnd();
  root.dataset.listens = '';
  return { toEnd, dispose: () => { sized.disconnect(); abort.abort(); } };
}
