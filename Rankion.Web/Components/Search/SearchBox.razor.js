// Owns the text of the search: searches when the typing pauses, walks the suggestions, and takes a text from elsewhere
// (Back, a chip) only while nobody types.
const SEARCH = 250;
const SUGGEST = 90;
const offline = error => { if (!/connection|circuit/i.test(error.message)) throw error; };

export function attach(root, dotnet, label) {
  const box = root.querySelector('[data-box]');
  const pop = root.querySelector('[data-pop]');
  const list = root.querySelector('[role=listbox]');
  const mirror = root.querySelector('[data-mirror]');
  const abort = new AbortController();
  const on = (target, type, handler) => target.addEventListener(type, handler, { signal: abort.signal });
  const options = () => [...list.querySelectorAll('[role=option]')];
  let told = box.value;
  let first = true;
  let active = -1;
  let searching;
  let suggesting;

  function mark(to) {
    active = to;
    options().forEach((option, i) => option.setAttribute('aria-selected', i === to));
    const chosen = options()[to];
    if (chosen) { box.setAttribute('aria-activedescendant', chosen.id); chosen.scrollIntoView({ block: 'nearest' }); }
    else box.removeAttribute('aria-activedescendant');
  }

  function show(yes) {
    const any = yes && document.activeElement === box && (options().length > 0 || !!root.querySelector('#find-hint'));
    pop.hidden = !any;
    box.setAttribute('aria-expanded', any && options().length > 0);
    if (!any) mark(-1);
  }

  async function suggest() {
    clearTimeout(suggesting);
    try {
      await dotnet.invokeMethodAsync('CompleteAsync', box.value, box.selectionStart ?? box.value.length);
      mark(-1);
      show(true);
    } catch (error) { offline(error); }
  }

  async function search(left) {
    clearTimeout(searching);
    if (box.value === told && !left) return;
    if (box.value === told && left && !box.value) return;
    told = box.value;
    try { await dotnet.invokeMethodAsync('Search', told, left ? null : box.selectionStart, first); } catch (error) { offline(error); }
    first = false;
  }

  // The copy behind the box stands still while the text is ahead of it.
  const sync = () => { mirror.hidden = mirror.dataset.text !== box.value; mirror.scrollLeft = box.scrollLeft; root.toggleAttribute('data-filled', box.value !== ''); };

  function typed() {
    sync();
    clearTimeout(searching);
    clearTimeout(suggesting);
    searching = setTimeout(search, SEARCH);
    suggesting = setTimeout(suggest, SUGGEST);
  }

  function pick(option) {
    const { insert, start, end } = option.dataset;
    const [from, to] = [Number(start), Number(end)];
    box.value = box.value.slice(0, from) + insert + box.value.slice(to).replace(/^ +/, '');
    box.setSelectionRange(from + insert.length, from + insert.length);
    box.focus();
    typed();
  }

  function open() {
    root.toggleAttribute('data-open', true);
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  function close() {
    root.toggleAttribute('data-open', false);
    box.blur();
  }

  on(box, 'input', typed);
  on(box, 'focus', suggest);
  on(box, 'click', suggest);
  on(box, 'scroll', sync);
  on(box, 'blur', () => { clearTimeout(suggesting); show(false); search(true); first = true; });
  on(box, 'keydown', event => {
    const all = options();
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!all.length) return;
      event.preventDefault();
      if (pop.hidden) { show(true); mark(event.key === 'ArrowDown' ? 0 : all.length - 1); return; }
      const next = active + (event.key === 'ArrowDown' ? 1 : -1);
      mark(next < -1 ? all.length - 1 : next >= all.length ? -1 : next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (!pop.hidden && active >= 0) return pick(all[active]);
      clearTimeout(suggesting);
      show(false);
      search();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (!pop.hidden) show(false); else close();
    }
  });
  on(pop, 'pointerdown', event => event.preventDefault());
  on(list, 'click', event => { const option = event.target.closest('[role=option]'); if (option) pick(option); });
  on(root, 'click', event => {
    if (event.target.closest('[data-clear]')) { box.value = ''; box.focus(); typed(); }
    else if (event.target.closest('[data-find-close]')) close();
  });
  on(document, 'click', event => { if (event.target.closest?.('[data-find-open]')) open(); });
  const free = window.rankion.keys.on('/ Ctrl+K', open, { label });
  const drawn = new MutationObserver(sync);
  drawn.observe(mirror, { attributes: true, attributeFilter: ['data-text'] });

  // Whoever began to type before this was there goes on where they are.
  const early = window.rankion.early.search;
  if (early != null) { window.rankion.early.search = null; box.value = early; box.focus(); typed(); }
  // another page sent somebody here to search
  else if (new URLSearchParams(location.search).has('find')) open();
  box.dataset.live = '';
  sync();

  return {
    /** @returns whether the text is another one now */
    put: text => {
      if (text === box.value) { told = text; return false; }
      if (box.value !== told && document.activeElement === box) return false;
      box.value = told = text;
      sync();
      return true;
    },
    dispose: () => { clearTimeout(searching); clearTimeout(suggesting); drawn.disconnect(); free(); abort.abort(); },
  };
}
