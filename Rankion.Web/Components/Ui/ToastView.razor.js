// Who used a button of the toast goes on where they were before.
export function attach(root) {
  const listening = new AbortController();
  const on = (type, handler) => root.addEventListener(type, handler, { signal: listening.signal });
  let from = null;

  on('focusin', event => { if (event.relatedTarget && !root.contains(event.relatedTarget)) from = event.relatedTarget; });
  on('click', event => {
    if (event.target.closest('button') && root.contains(document.activeElement)) (from?.isConnected ? from : document.getElementById('main'))?.focus({ preventScroll: true });
  });

  return { dispose: () => listening.abort() };
}
