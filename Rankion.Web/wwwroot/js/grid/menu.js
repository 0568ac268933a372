// The one menu of a page's tiles: hung on the tile whose button was pressed, filled by the page, then opened.

/** @param fill tells the page whose menu it is. @returns what opens it for a tile. */
export function tileMenu(root, on, fill) {
  on(root, 'click', event => {
    const item = event.target.closest('[data-tile-menu] .mi');
    if (item && !item.dataset.copy) item.closest('[popover]').hidePopover();
    else if (item) setTimeout(() => item.closest('[popover]')?.hidePopover(), 400); // long enough to see that it was copied
  });
  return async tile => {
    for (const old of root.querySelectorAll('.tile [style*="anchor-name"]')) old.style.removeProperty('anchor-name');
    const menu = root.querySelector('[data-tile-menu]');
    const button = tile.querySelector('[data-do="menu"]') ?? tile.querySelector('.open');
    button.style.setProperty('anchor-name', '--tile-menu');
    menu.style.setProperty('position-anchor', '--tile-menu');
    await fill(Number(tile.dataset.id));
    if (menu.isConnected && !menu.matches(':popover-open')) menu.showPopover();
    menu.querySelector('.mi')?.focus();
  };
}
