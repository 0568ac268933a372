// Tiles of the grid, dropped on a collection, go into it. What is dragged says which they are (Composer.razor.js).
const TYPE = 'application/x-rankion-images';

export function attach(root, dotnet) {
  const abort = new AbortController();
  const on = (type, handler) => root.addEventListener(type, handler, { signal: abort.signal });
  const target = event => (event.dataTransfer?.types.includes(TYPE) ? event.target.closest('[data-collection]') : null);
  const mark = row => {
    for (const other of root.querySelectorAll('[data-drop]')) if (other !== row) delete other.dataset.drop;
    if (row) row.dataset.drop = '';
  };

  on('dragover', event => {
    const row = target(event);
    mark(row);
    if (!row) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  on('dragleave', event => { if (!root.contains(event.relatedTarget)) mark(null); });
  on('drop', event => {
    const row = target(event);
    mark(null);
    if (!row) return;
    event.preventDefault();
    dotnet.invokeMethodAsync('DropAsync', Number(row.dataset.collection), JSON.parse(event.dataTransfer.getData(TYPE))).catch(() => {});
  });
  root.dataset.drops = '';
  return { dispose: () => abort.abort() };
}
