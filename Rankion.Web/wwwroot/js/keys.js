// Every shortcut of the pages is known here, so that they obey the same rules and the ? sheet can tell them.
//
// In markup: <button data-keys="F" …> is pressed by F. data-keys-label says what it does where its name does not, and
// data-keys-place, on it or around it, in which group of the sheet it stands.
// In script: rankion.keys.on('X', handler, { label, place, within, repeat }) and what it returns takes it away again.
// data-keys-writes names the text that it leads to: what is typed until that has come goes there, and presses nothing.
// What is in a dialog works while that dialog is in front, and nothing behind it does; data-keys-always works everywhere.
// Several keys are parted by a space: "Delete Backspace". Ctrl is also Cmd. A handler that returns false has not taken the key.
(() => {
  const registered = new Set();
  const writing = 'input:not([type=checkbox], [type=radio], [type=range], [type=button]), textarea, select, [contenteditable], [popover]:popover-open';
  const layers = 'dialog[open], [aria-modal="true"], .rz-dialog';
  const isShown = element => element.getClientRects().length > 0;
  const layerOf = element => element.closest(layers);
  const top = () => [...document.querySelectorAll(layers)].filter(isShown).at(-1) ?? null;
  const namesOf = keys => keys.trim().split(/\s+/);
  // one character, whichever the layout makes it from; Space is named by its name
  const isCharacter = name => !/^(Ctrl|Alt)\+/.test(name) && [...name.replace(/^Shift\+/, '')].length === 1;
  const PATIENCE = 5000; // milliseconds for a text to come
  let coming = null; // what was typed for it meanwhile
  const isOff = () => document.documentElement.dataset.keys === 'off';

  function nameOf(event) {
    const key = event.key === ' ' ? 'Space' : [...event.key].length === 1 ? event.key.toUpperCase() : event.key;
    const isLetter = /^\p{L}$/u.test(key);
    const shift = event.shiftKey && (isLetter || [...key].length > 1); // "?" needs Shift on most layouts
    return (event.ctrlKey || event.metaKey ? 'Ctrl+' : '') + (event.altKey ? 'Alt+' : '') + (shift ? 'Shift+' : '') + key;
  }

  const marked = () => [...document.querySelectorAll('[data-keys]')].map(element => ({
    keys: namesOf(element.dataset.keys),
    label: element.dataset.keysLabel ?? element.getAttribute('aria-label') ?? element.textContent.trim(),
    place: element.closest('[data-keys-place]')?.dataset.keysPlace ?? '',
    within: element,
    always: 'keysAlways' in element.dataset,
    isReady: () => !element.disabled && element.getAttribute('aria-disabled') !== 'true',
    handler: () => { element.click(); if (element.dataset.keysWrites) expect(element.dataset.keysWrites); },
  }));

  function expect(text) {
    const there = document.querySelector(text);
    if (there) there.focus();
    else coming = { text, typed: '', until: performance.now() + PATIENCE };
  }

  /** Keeps what is typed for a text that is on its way; any other deed gives that up. */
  function keep({ key, ctrlKey, metaKey, altKey }) {
    if (!coming || key === 'Shift') return false;
    const isTyped = [...key].length === 1 && !ctrlKey && !metaKey && !altKey;
    if (performance.now() > coming.until || !(isTyped || key === 'Backspace')) { coming = null; return false; }
    coming.typed = isTyped ? coming.typed + key : coming.typed.slice(0, -1);
    return true;
  }

  document.addEventListener('focusin', ({ target }) => {
    if (!coming || !target.matches(coming.text)) return;
    const { typed } = coming;
    coming = null;
    if (typed) document.execCommand('insertText', false, typed); // as typed: it can be undone, and is heard of
  });

  /** What may be pressed now; the latest first, so that a part in front goes before the page behind it. */
  function active() {
    const layer = top();
    return [...marked(), ...registered].filter(entry => entry.always ? layer?.id !== 'keys' : (entry.within ? layerOf(entry.within) : null) === layer).reverse();
  }

  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.isComposing || !(event.target instanceof Element)) return;
    if (event.target.closest(writing)) return;
    if (keep(event)) { event.preventDefault(); return; }
    const name = nameOf(event);
    if (name === 'Escape' && document.querySelector('[popover]:popover-open')) return; // it closes that, and nothing else
    if (isOff() && isCharacter(name)) return;
    if (press(event)) event.preventDefault();
  });

  function press(event) {
    const name = nameOf(event);
    return active().some(entry => entry.keys.includes(name) && (!event.repeat || entry.repeat) && entry.isReady?.() !== false && entry.handler(event) !== false);
  }

  window.rankion = { keys: {
    on(keys, handler, { label = '', place = '', within = null, repeat = false } = {}) {
      const entry = { keys: namesOf(keys), handler, label, place, within, repeat };
      registered.add(entry);
      return () => registered.delete(entry);
    },

    /** Once more a key that could not be taken when it was pressed. */
    press,

    /** Fills the sheet with what works on this page, by place, and opens it. */
    show(sheet) {
      const words = JSON.parse(sheet.dataset.words);
      const groups = new Map();
      for (const { keys, label, place, isReady } of active().reverse()) {
        const does = typeof label === 'function' ? label() : label;
        if (!does || isReady?.() === false) continue;
        const name = place || words.Everywhere;
        if (!groups.has(name)) groups.set(name, new Map());
        const group = groups.get(name);
        group.set(does, [...new Set([...(group.get(does) ?? []), ...keys])]);
      }
      const make = (tag, text, ...children) => { const node = document.createElement(tag); node.append(text, ...children); return node; };
      const caps = keys => keys.flatMap((key, i) => [...(i ? [make('span', words.or)] : []), ...capsOf(key)]);
      const capsOf = key => {
        const parts = key === '+' ? ['+'] : key.split('+');
        return parts.map(part => make('kbd', words[part] ?? part));
      };
      sheet.querySelector('[data-groups]').replaceChildren(...[...groups].sort(([a], [b]) => (b === words.Everywhere) - (a === words.Everywhere)).map(([place, group]) =>
        make('section', make('h3', place), make('dl', '', ...[...group].map(([label, keys]) => make('div', make('dt', label), make('dd', '', ...caps(keys))))))));
      sheet.querySelector('[data-off]').hidden = !isOff();
      sheet.showModal();
    },
  } };

  document.addEventListener('click', event => {
    if (event.target.closest?.('[data-keys-sheet]')) window.rankion.keys.show(document.getElementById('keys'));
    // a click beside the sheet closes it
    else if (event.target.id === 'keys') event.target.close();
  });
})();
