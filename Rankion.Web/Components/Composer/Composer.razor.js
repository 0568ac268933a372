// Owns the composer's text: kept per team in localStorage with every key, so that a reload, a dropped connection or a
// refused request loses nothing; sent once; and reached again through Alt+Up.
const HISTORY = 50;

// Without a connection nothing is told or sent: the page says so itself, and the text stays.
const offline = error => { if (!/connection|circuit/i.test(error.message)) throw error; };

export function attach(form, dotnet, focus) {
  const box = form.querySelector('textarea');
  const dock = form.closest('[data-dock]');
  const key = form.dataset.draftKey;
  const historyKey = key.replace(':draft:', ':history:');
  const settingsKey = key.replace(':draft:', ':settings:');
  const abort = new AbortController();
  const on = (target, type, handler, capture = false) => target.addEventListener(type, handler, { signal: abort.signal, capture });
  let sending = null;
  let next = false;
  let told;
  let timer;
  let at = -1;
  let own = '';

  const read = name => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const write = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* a full store loses the draft, not the text */ } };
  const styles = [...form.querySelectorAll('[data-phrase]')];
  const blank = () => box.value.trim() === '';

  function fit() {
    box.style.blockSize = 'auto';
    box.style.blockSize = `${box.scrollHeight}px`;
  }

  // Whether it is empty decides about the button: that is told at once, the length a little later.
  function tell(now) {
    clearTimeout(timer);
    const send = () => { told = blank(); dotnet.invokeMethodAsync('OnText', box.value.length, told).catch(offline); };
    if (now || blank() !== told) send(); else timer = setTimeout(send, 300);
  }

  function show(text) {
    box.value = text;
    write(key, text);
    fit();
    tell(true);
  }

  // A style is words behind the prompt: there or not there, whoever wrote them.
  function mark() {
    for (const style of styles) style.setAttribute('aria-checked', box.value.includes(style.dataset.phrase));
  }

  function put(phrase) {
    const without = box.value.replace(phrase, '').replace(/,\s*(?=,|$)/, '').trimEnd();
    show(box.value.includes(phrase) ? without : blank() ? phrase : `${box.value.trimEnd().replace(/,$/, '')}, ${phrase}`);
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  // What was sent, and what gave way to something else: Alt+Up brings it back.
  function remember(text) {
    if (text.trim() === '') return;
    const past = (read(historyKey) ?? []).filter(p => p !== text);
    write(historyKey, [...past, text].slice(-HISTORY));
    at = -1;
  }

  async function submit() {
    // The same once more is haste; something else waits its turn.
    if (sending !== null) { next = box.value !== sending; return; }
    const text = sending = box.value;
    try {
      if (!await dotnet.invokeMethodAsync('SendAsync', text)) { next = false; return; }
      remember(text);
      if (box.value === text) show('');
      close();
    } catch (error) {
      offline(error);
    } finally {
      sending = null;
    }
    if (next) { next = false; submit(); }
  }

  function step(by) {
    const past = read(historyKey) ?? [];
    if (at === -1) own = box.value;
    const next = Math.min(Math.max(at + by, -1), past.length - 1);
    if (next === at) return;
    at = next;
    show(at === -1 ? own : past[past.length - 1 - at]);
    box.setSelectionRange(box.value.length, box.value.length);
  }

  function open() {
    if (document.querySelector('dialog[open]')) return; // it is seen once what lies over it is closed
    dock?.setAttribute('data-open', '');
    box.focus();
    fit();
  }

  // Once what lies over it is gone: the picture that something is used of is closing.
  function soon(act) {
    const isFree = () => !document.querySelector('dialog[open]');
    if (isFree()) return act();
    const watch = new MutationObserver(() => { if (isFree()) { watch.disconnect(); act(); } });
    watch.observe(document.body, { childList: true, subtree: true });
    abort.signal.addEventListener('abort', () => watch.disconnect());
  }

  function close() {
    dock?.removeAttribute('data-open');
  }

  on(box, 'input', () => { at = -1; write(key, box.value); fit(); tell(false); });
  on(form, 'click', event => { const style = event.target.closest('[data-phrase]'); if (style) put(style.dataset.phrase); });
  on(form, 'toggle', mark, true);

  // Tiles of the grid, dragged here, guide what is made next. All that are selected come along with one of them.
  const TYPE = 'application/x-rankion-images';
  on(document, 'dragstart', event => {
    const tile = event.target.closest?.('.tile.ready[data-id]');
    if (!tile) return;
    const picked = tile.getAttribute('aria-selected') === 'true' ? [...document.querySelectorAll('.tile.ready[data-id][aria-selected="true"]')] : [tile];
    event.dataTransfer.setData(TYPE, JSON.stringify(picked.map(t => Number(t.dataset.id))));
    event.dataTransfer.effectAllowed = 'copyMove'; // a copy here, a move within a collection's order
  });
  const carries = event => event.dataTransfer?.types.includes(TYPE);
  let over = 0;
  on(form, 'dragenter', event => { if (carries(event)) { event.preventDefault(); over++; form.dataset.drop = ''; } });
  on(form, 'dragover', event => { if (carries(event)) { event.preventDefault(); event.dataTransfer.dropEffect = 'copy'; } });
  on(form, 'dragleave', event => { if (carries(event) && --over <= 0) { over = 0; delete form.dataset.drop; } });
  on(form, 'drop', event => {
    over = 0;
    delete form.dataset.drop;
    if (!carries(event)) return;
    event.preventDefault();
    dotnet.invokeMethodAsync('AddReferencesAsync', JSON.parse(event.dataTransfer.getData(TYPE))).catch(offline);
  });
  on(form, 'submit', event => { event.preventDefault(); submit(); });
  on(form, 'keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); if (!event.repeat) submit(); }
    else if (event.altKey && event.key === 'ArrowUp' && event.target === box) { event.preventDefault(); step(1); }
    else if (event.altKey && event.key === 'ArrowDown' && event.target === box) { event.preventDefault(); step(-1); }
    else if (event.key === 'Enter' && event.target.matches('input')) event.preventDefault(); // a tag, not the whole form
    else if (event.key === 'Escape' && event.target === box) { close(); box.blur(); }
  });
  if (dock) on(dock, 'click', event => { if (event.target === dock) close(); });
  on(window, 'resize', fit);

  // Whoever began to type before this was there goes on where they are.
  const early = window.rankion.early;
  box.value = early.text ?? read(key) ?? '';
  early.text = null;
  box.dataset.live = '';
  write(key, box.value);
  fit();
  tell(true);
  if (focus || early.focus) open();
  if (early.send) { early.send = false; submit(); }

  return {
    text: () => box.value,
    put: text => { remember(box.value); show(text); soon(open); },
    open,
    appear: () => soon(open),
    ask: () => soon(() => { open(); form.querySelector('[role=alertdialog] button')?.focus(); }),
    settings: () => read(settingsKey),
    keep: settings => write(settingsKey, settings),
    dispose: () => { clearTimeout(timer); abort.abort(); },
  };
}
