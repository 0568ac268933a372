// Opens the dialog in front of everything; closing it is the page's to decide, giving the focus back is ours.
export function attach(dialog, dotnet) {
  const before = document.activeElement;
  const abort = new AbortController();
  const on = (type, handler) => dialog.addEventListener(type, handler, { signal: abort.signal });
  const close = () => dotnet.invokeMethodAsync('CloseAsync').catch(error => { if (!/connection|circuit/i.test(error.message)) throw error; });
  let pressed;
  on('cancel', event => { if (event.target === dialog) { event.preventDefault(); close(); } });
  // beside it: pressed and let go there, so that selecting a text does not close it
  on('pointerdown', event => { pressed = event.target; });
  on('click', event => { if (event.target === dialog && pressed === dialog) close(); });
  dialog.showModal();
  dialog.querySelector('[data-first]')?.focus();
  return {
    dispose: () => {
      abort.abort();
      const held = dialog.contains(document.activeElement) || document.activeElement === document.body || !document.activeElement;
      if (dialog.open) dialog.close(); // it may still be in the page, and then nothing behind it takes the focus
      if (held && before?.isConnected) before.focus();
    },
  };
}
