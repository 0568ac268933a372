// The browser's own modal dialog: it keeps the focus inside and gives it back.
export function show(dialog) { if (!dialog.open) dialog.showModal(); }
export function hide(dialog) { dialog.close(); }
