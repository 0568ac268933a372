// Tiles dropped between others, where the list is in an order of people's own. What is dragged says which they are (Composer.razor.js).
const TYPE = 'application/x-rankion-images';

export function order(grid) {
  const { root, scroller, on } = grid;
  const takes = event => 'ordered' in root.dataset && event.dataTransfer?.types.includes(TYPE);
  const clear = () => { for (const tile of scroller.querySelectorAll('[data-drop]')) delete tile.dataset.drop; };

  // The nearest tile of the row under the pointer, and the side of it.
  function spotOf(event) {
    let best = event.target.closest('.tile');
    if (!best) {
      const row = grid.tiles().filter(t => { const box = t.getBoundingClientRect(); return box.top <= event.clientY && box.bottom >= event.clientY; });
      best = row.find(t => t.getBoundingClientRect().right >= event.clientX) ?? row.at(-1);
    }
    if (!best) return null;
    const box = best.getBoundingClientRect();
    return { tile: best, after: event.clientX > box.left + box.width / 2 };
  }

  on(scroller, 'dragover', event => {
    if (!takes(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    clear();
    const spot = spotOf(event);
    if (spot) spot.tile.dataset.drop = spot.after ? 'after' : 'before';
  });
  on(scroller, 'dragleave', event => { if (!scroller.contains(event.relatedTarget)) clear(); });
  on(document, 'dragend', clear);
  on(scroller, 'drop', event => {
    if (!takes(event)) return;
    event.preventDefault();
    const spot = spotOf(event);
    clear();
    if (spot) grid.call('MoveAsync', JSON.parse(event.dataTransfer.getData(TYPE)), grid.idOf(spot.tile), spot.after);
  });
  return clear;
}
