// Z and Ctrl+Z press Undo; who used a button of the toast goes on where they were before.
export function attach(root) {
  const listening = new AbortController();
  const on = (target, type, handler) => target.addEventListener(type, handler, { signal: listening.signal });
  let from = null;

  on(document, 'keydown', event => {
    if (event.key.toLowerCase() !== 'z' || event.shiftKey || event.altKey || event.repeat) return;
    const undo = root.querySelector('[data-undo]');
    if (!undo || event.target.closest?.('input:not([type=checkbox], [type=range]), textarea, select, [contenteditable]')) return;
    const modal = [...document.querySelectorAll('dialog:modal')].at(-1);
    if (modal && !modal.contains(root)) return;
    event.preventDefault();
    undo.click();
  });

  on(root, 'focusin', event => { if (event.relatedTarget && !root.contains(event.relatedTarget)) from = event.relatedTarget; });
  on(root, 'click', event => {
    if (event.target.closest('button') && root.contains(document.activeElement)) (from?.isConnected ? from : document.getElementById('main'))?.focus({ preventScroll: true });
  });

  return { dispose: () => listening.abort() };
}
