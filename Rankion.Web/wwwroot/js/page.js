// Runs before the first paint on every page, with or without a circuit: what must not wait for one.
(() => {
  const root = document.documentElement;
  const year = 60 * 60 * 24 * 365;
  const keep = (name, value) => { document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year}; samesite=lax`; };
  const on = (type, handler, capture = false) => document.addEventListener(type, handler, capture);
  const near = (event, selector) => event.target instanceof Element ? event.target.closest(selector) : null;

  // What is asked while the connection goes, or is away, is never answered: whoever asked hears of that, and may ask again.
  const asked = new Set();
  let isAway = false;
  const heard = component => ({
    invokeMethodAsync: (...call) => new Promise((resolve, reject) => {
      if (isAway) return reject(new Error('The connection is away.'));
      asked.add(reject);
      component.invokeMethodAsync(...call).then(resolve, reject).finally(() => asked.delete(reject));
    }),
  });
  function turn(away) {
    if (isAway === away) return;
    isAway = away;
    for (const reject of asked) reject(new Error('The connection was lost.'));
    if (!away) document.dispatchEvent(new Event('rankion:back'));
  }

  // What a person did in the composer before its module was there; the module takes it up.
  Object.assign(window.rankion, {
    keep,
    early: { text: null, focus: false, send: false, search: null },
    // a screen keyboard would cover what has just come up
    focusIn: part => { if (matchMedia('(pointer: fine)').matches) part.querySelector('[data-first]')?.focus(); },
    // A component's script, for an element that may have left the page before the server's word came.
    attach: async (path, element, component, ...rest) => element ? (await import(new URL(path, document.baseURI))).attach(element, heard(component), ...rest) : { dispose() {} },
    focusPage: () => document.getElementById('main')?.focus({ preventScroll: true }),
  });
  const early = window.rankion.early;

  keep('rk_tz', Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC');
  if (/mac/i.test(navigator.platform)) root.dataset.mac = '';

  // Theme
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  on('click', event => {
    if (!near(event, '[data-theme-toggle]')) return;
    setTheme(isDark() ? 'light' : 'dark');
    document.querySelectorAll('[data-theme-set]').forEach(isChosen);
  });
  const setTheme = theme => {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    keep('rk_theme', theme);
  };
  const isChosen = choice => { choice.checked = choice.dataset.themeSet === (root.dataset.theme ?? ''); };
  on('change', event => { if (event.target.matches('[data-theme-set]')) setTheme(event.target.dataset.themeSet); });

  // Who signs out in one tab has done so in all of them: the page that follows tells the others.
  const tabs = new BroadcastChannel('rankion');
  on('submit', event => { if (event.target.matches('[data-signs-out]')) sessionStorage.setItem('rk_out', ''); });
  if (sessionStorage.getItem('rk_out') !== null) {
    sessionStorage.removeItem('rk_out');
    tabs.postMessage('out');
  }
  tabs.addEventListener('message', () => { if (document.querySelector('[data-signs-out]')) location.reload(); });

  // The eye in a password field.
  on('click', event => {
    const eye = near(event, '[data-reveal]');
    if (!eye) return;
    const field = document.getElementById(eye.dataset.reveal);
    const shown = field.type === 'password';
    field.type = shown ? 'text' : 'password';
    eye.setAttribute('aria-pressed', shown);
  });

  // Copy: <button data-copy="text">
  on('click', async event => {
    const button = near(event, '[data-copy]');
    if (!button) return;
    try { await navigator.clipboard.writeText(button.dataset.copy); } catch { return; }
    button.dataset.copied = '';
    setTimeout(() => delete button.dataset.copied, 1500);
  });

  // Menus: arrow keys walk, Home and End jump. The browser itself closes them on Escape and gives the focus back.
  const steps = { ArrowDown: 1, ArrowUp: -1, Home: 'first', End: 'last' };
  on('keydown', event => {
    const step = steps[event.key];
    const menu = step && near(event, '[popover]');
    if (!menu || event.target.matches('input, textarea')) return;
    const items = [...menu.querySelectorAll('.mi:not([disabled])')];
    if (!items.length) return;
    event.preventDefault();
    const at = items.indexOf(document.activeElement);
    const next = step === 'first' ? 0 : step === 'last' ? items.length - 1 : (at + step + items.length) % items.length;
    items[at < 0 && step === -1 ? items.length - 1 : next].focus();
  });
  on('toggle', event => {
    if (event.newState !== 'open' || !event.target.matches('[popover][role="menu"]')) return;
    (event.target.querySelector('.mi[aria-checked="true"]') ?? event.target.querySelector('.mi'))?.focus();
  }, true);

  // Over a list of ticks: Enter in the empty box applies them.
  on('keydown', event => {
    const box = event.key === 'Enter' && near(event, '[data-enter-applies]');
    if (!box || box.value !== '') return;
    event.preventDefault();
    box.closest('[popover]').querySelector('footer .primary:enabled')?.click();
  });

  // Where a menu leads elsewhere, it stays behind: the page around it may stay the same.
  on('click', event => { near(event, '[popover] a.mi[href]')?.closest('[popover]').hidePopover(); });

  // Pictures fade in when they arrive; one that is there already does not.
  const wait = image => { if (!image.complete) image.dataset.wait = ''; };
  const arrived = event => {
    if (!event.target.matches?.('img[data-fade]')) return;
    delete event.target.dataset.wait;
    event.target.toggleAttribute('data-broken', event.type === 'error'); // the colour behind it says more than a torn icon
  };
  on('load', arrived, true);
  on('error', arrived, true);
  const each = (node, selector, act) => { if (node.matches(selector)) act(node); else node.querySelectorAll(selector).forEach(act); };
  new MutationObserver(changes => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        each(node, 'img[data-fade]', wait);
        each(node, '[data-draft]', fill);
        each(node, '[data-theme-set]', isChosen);
      }
    }
  }).observe(root, { childList: true, subtree: true });

  // The composer: G goes to it from anywhere, and on a phone the round button does.
  function compose() {
    const dock = document.querySelector('[data-dock]');
    if (!dock && document.readyState === 'loading') return early.focus = true;
    if (!dock) return false;
    const here = dock.querySelector('[data-compose-here]'); // the composer has made room for a selection
    if (here) {
      here.click();
      return true;
    }
    dock.setAttribute('data-open', '');
    dock.querySelector('[data-draft]').focus();
    return true;
  }
  window.rankion.keys.on('G', () => {
    if (!compose()) location.href = '/images?compose=true';
  }, { label: () => document.querySelector('[data-compose]')?.getAttribute('aria-label') });
  on('click', event => {
    if (near(event, '[data-compose]') && compose()) event.preventDefault();
  }, true);

  // The circuit draws the page anew when it comes up, also under somebody's hands: the text and the caret go along.
  const keyOf = box => box.closest('[data-draft-key]')?.dataset.draftKey;
  // what goes from one drawing of the page to the next is a composer's; another box has its text where it keeps it
  const isComposer = box => box?.closest('[data-composer]') != null;
  function draftOf(box) {
    try {
      const kept = JSON.parse(localStorage.getItem(keyOf(box)));
      return kept?.text ?? kept;
    } catch { return null; }
  }
  function fill(box) {
    const text = isComposer(box) ? early.text ??= draftOf(box) : draftOf(box);
    if (text !== null) box.value = text;
    if (!early.focus || !isComposer(box)) return;
    box.closest('[data-dock]')?.setAttribute('data-open', ''); // on a phone it is not there to be focused while closed
    box.focus();
  }
  const unborn = event => near(event, '[data-draft]:not([data-live])');
  on('focusin', event => { early.focus = isComposer(near(event, '[data-draft]')); });
  on('focusout', event => { if (event.target.isConnected && event.relatedTarget) early.focus = false; });
  on('input', event => {
    const box = unborn(event);
    if (!box) return;
    if (isComposer(box)) early.text = box.value;
    if (keyOf(box)) localStorage.setItem(keyOf(box), JSON.stringify(box.value));
  });
  on('input', event => { const box = near(event, '[data-box]:not([data-live])'); if (box) early.search = box.value; });
  on('keydown', event => {
    const box = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && unborn(event);
    if (isComposer(box || null)) early.send = true;
    else if (box) box.dataset.send = '';
  });
  on('submit', event => {
    const box = near(event, '[data-composer]')?.querySelector('[data-draft]:not([data-live])');
    if (box) { event.preventDefault(); early.send = true; }
  }, true);

  // The server answers again but no longer knows this page: it is loaded anew. What was typed is kept, where one was is in the address.
  on('DOMContentLoaded', () => {
    const strip = document.getElementById('components-reconnect-modal');
    if (strip) new MutationObserver(() => {
      if (strip.classList.contains('components-reconnect-rejected')) location.reload();
      else turn(!strip.classList.contains('components-reconnect-hide'));
    }).observe(strip, { attributeFilter: ['class'] });
  });

  // Seconds since something began, counted here: no round trip per tick. The server says how long it had been at the time.
  customElements.define('rk-elapsed', class extends HTMLElement {
    static observedAttributes = ['ms'];
    attributeChangedCallback() { this.since = performance.now() - Number(this.getAttribute('ms')); this.show(); }
    connectedCallback() { this.timer = setInterval(() => this.show(), 1000); }
    disconnectedCallback() { clearInterval(this.timer); }
    show() {
      const seconds = Math.max(0, Math.floor((performance.now() - this.since) / 1000));
      this.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    }
  });
})();
