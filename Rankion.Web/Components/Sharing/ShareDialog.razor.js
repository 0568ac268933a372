// The share dialog is modal, also over the open image; whoever opened it gets the focus back.
export function attach(dialog, dotnet) {
  const before = document.activeElement;
  const listening = new AbortController();
  const close = () => dotnet.invokeMethodAsync('CloseAsync').catch(error => { if (!/connection|circuit/i.test(error.message)) throw error; });
  dialog.showModal();
  dialog.addEventListener('cancel', event => {
    if (event.target !== dialog) return;
    event.preventDefault();
    close();
  }, { signal: listening.signal });
  // the backdrop belongs to the dialog: a click on it is one on the dialog itself
  dialog.addEventListener('pointerdown', event => { if (event.target === dialog) close(); }, { signal: listening.signal });
  return {
    dispose: () => {
      listening.abort();
      dialog.close();
      if (before?.isConnected) before.focus({ preventScroll: true });
    },
  };
}
