// The circuit is up once the tray is live. While nobody looks at this tab, its title says how many jobs are open, and its icon has a dot once one has ended.
export function attach(tray) {
  const abort = new AbortController();
  const icon = document.querySelector('link[rel=icon]');
  const plain = icon.href;
  const open = () => Number(tray.dataset.openJobs);
  const ended = () => Number(tray.dataset.ended);
  const bare = title => title.replace(/^\(\d+\) /, '');
  let before = ended();
  let dotted = false;

  async function dot() {
    if (dotted) return;
    dotted = true;
    const svg = await (await fetch(plain)).text();
    if (dotted) icon.href = 'data:image/svg+xml,' + encodeURIComponent(svg.replace('</svg>', '<circle cx="25" cy="7" r="6" fill="#e5484d" stroke="#fff" stroke-width="2"/></svg>'));
  }

  function show() {
    if (!document.hidden) {
      before = ended();
      dotted = false;
      icon.href = plain;
      document.title = bare(document.title);
      return;
    }
    document.title = (open() > 0 ? `(${open()}) ` : '') + bare(document.title);
    if (ended() > before) dot();
  }

  document.addEventListener('visibilitychange', show, { signal: abort.signal });
  const changes = new MutationObserver(show);
  tray.dataset.live = '';
  changes.observe(tray, { attributeFilter: ['data-open-jobs', 'data-ended'] });
  return {
    dispose: () => {
      abort.abort();
      changes.disconnect();
      icon.href = plain;
      document.title = bare(document.title);
    },
  };
}
