// Runs before the first paint on every page, with or without a circuit: theme, time zone, menus.
(() => {
  const year = 60 * 60 * 24 * 365;
  const keep = (name, value) => { document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year}; samesite=lax`; };
  const root = document.documentElement;

  keep('rk_tz', Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC');

  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;

  document.addEventListener('click', event => {
    if (!event.target.closest?.('[data-theme-toggle]')) return;
    root.dataset.theme = isDark() ? 'light' : 'dark';
    keep('rk_theme', root.dataset.theme);
  });

  // The eye in a password field.
  document.addEventListener('click', event => {
    const eye = event.target.closest?.('[data-reveal]');
    if (!eye) return;
    const field = document.getElementById(eye.dataset.reveal);
    const shown = field.type === 'password';
    field.type = shown ? 'text' : 'password';
    eye.setAttribute('aria-pressed', shown);
  });

  // Arrow keys walk an open menu; Home and End jump. The browser itself closes it on Escape and gives the focus back.
  const steps = { ArrowDown: 1, ArrowUp: -1, Home: 'first', End: 'last' };
  document.addEventListener('keydown', event => {
    const step = steps[event.key];
    const menu = step && event.target.closest?.('[popover]');
    if (!menu || event.target.matches('input, textarea')) return;
    const items = [...menu.querySelectorAll('.mi:not([disabled])')];
    if (!items.length) return;
    event.preventDefault();
    const at = items.indexOf(document.activeElement);
    const next = step === 'first' ? 0 : step === 'last' ? items.length - 1 : (at + step + items.length) % items.length;
    items[at < 0 && step === -1 ? items.length - 1 : next].focus();
  });

  document.addEventListener('toggle', event => {
    if (event.newState !== 'open' || !event.target.matches('[popover][role="menu"]')) return;
    (event.target.querySelector('.mi[aria-checked="true"]') ?? event.target.querySelector('.mi'))?.focus();
  }, true);

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
