// Takes files to the server: dropped anywhere, pasted, chosen, or named by their address. One request a file, a few at a time, each
// with its own progress, end and second try. It knows no circuit: what is on its way goes on when that one breaks, and from page to page.
const AT_ONCE = 3;
const AT_MOST = 1000;
const files = [];
let dragged = false; // from within the page: that is no upload
let announced;

const find = name => document.querySelector(`[data-upload-${name}]`);
const root = () => document.querySelector('[data-uploads]');
const words = () => JSON.parse(root().dataset.words);
const fill = (text, ...values) => text.replace(/\{(\d)[^}]*\}/g, (_, i) => values[i]);
const isOpen = file => file.state === 'waiting' || file.state === 'running';
const isWriting = target => target instanceof Element && target.closest('input:not([type=checkbox], [type=radio], [type=range], [type=button]), textarea, [contenteditable]');

// ---- what comes in ----

function add(list, project) {
  const max = Number(root().dataset.max);
  const say = words();
  const taken = list.slice(0, AT_MOST);
  if (taken.length === 0) return;
  if (files.every(file => !isOpen(file))) clear();
  for (const { blob, url, name } of taken) {
    const file = { blob, url, name, project, state: 'waiting', sent: 0 };
    if (blob?.size > max) fail(file, fill(say.large, max >> 20), true);
    else if (blob && blob.size === 0) fail(file, say.empty, true);
    files.push(file);
  }
  if (list.length > taken.length) announce(fill(say.many, AT_MOST));
  redrawn.observe(document.body, { childList: true, subtree: true });
  next();
}

// A circuit that comes to life draws the page anew, and this with it.
const redrawn = new MutationObserver(() => { if (files[0]?.node?.isConnected === false && root()) draw(); });

const projectOfPage = () => document.querySelector('[data-upload-project]')?.dataset.uploadProject || null;
const ofBlobs = blobs => [...blobs].map(blob => ({ blob, name: blob.name }));

/** Files and what is in folders, however deep; hidden ones stay. */
async function dropped(transfer) {
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some(entry => entry.isDirectory)) return ofBlobs(transfer.files);
  const found = [];
  const walk = async entry => {
    if (found.length > AT_MOST || entry.name.startsWith('.')) return;
    if (entry.isFile) { found.push(await new Promise((resolve, reject) => entry.file(resolve, reject))); return; }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) return;
      for (const child of some) await walk(child);
    }
  };
  for (const entry of entries) await walk(entry).catch(() => {});
  return ofBlobs(found);
}

function addressIn(text) {
  try {
    const url = new URL(text.trim().split(/\s*\n/)[0]);
    return /^https?:$/.test(url.protocol) ? url.href : null;
  } catch { return null; }
}

// ---- on their way ----

function next() {
  draw();
  for (let running = files.filter(file => file.state === 'running').length; running < AT_ONCE; running++) {
    const file = files.find(one => one.state === 'waiting');
    if (!file) break;
    send(file);
  }
}

function send(file) {
  const form = new FormData();
  const say = words();
  if (file.project) form.append('project_id', file.project);
  form.append('duplicates', file.keep ? 'keep' : 'skip');
  if (file.blob) form.append('file', file.blob, file.name); else form.append('image_url', file.url);
  const request = new XMLHttpRequest();
  Object.assign(file, { state: 'running', sent: 0, reason: null, request });
  request.open('POST', root().dataset.uploads);
  request.setRequestHeader('RequestVerificationToken', root().querySelector('input[type=hidden]').value);
  request.responseType = 'json';
  request.upload.onprogress = event => { file.sent = event.total ? event.loaded / event.total : 0; draw(file); };
  request.onerror = () => { fail(file, say.broken); next(); };
  request.onload = () => { settle(file, request, say); next(); };
  request.send(form);
  draw(file);
}

function settle(file, { status, response }, say) {
  file.request = null;
  if (status === 200 && response) {
    Object.assign(file, { state: response.is_new ? 'done' : 'there', image: response, blob: response.is_new ? null : file.blob });
    return;
  }
  const code = response?.code;
  fail(file, code === 'signed_out' ? say.signedOut : code === 'no_team' ? say.noTeam : response?.reason
    ?? (status === 413 ? fill(say.large, Number(root().dataset.max) >> 20) : say.trouble), status === 422 && code !== 'url_unreachable');
  // what one is told about the whole team or person, all that wait would be told too
  if (['signed_out', 'no_team', 'storage_limit_reached'].includes(code))
    files.filter(one => one.state === 'waiting').forEach(one => fail(one, file.reason));
}

function fail(file, reason, forGood = false) {
  Object.assign(file, { state: 'failed', reason, forGood, request: null });
}

function cancel(file) {
  if (!isOpen(file)) return;
  file.request?.abort();
  Object.assign(file, { state: 'cancelled', request: null });
}

function again(file, keep = false) {
  Object.assign(file, { state: 'waiting', keep, reason: null });
}

function clear() {
  redrawn.disconnect();
  files.length = 0;
  const list = find('list');
  if (list) list.replaceChildren();
}

// ---- what is seen ----

const make = (tag, name, text) => { const node = document.createElement(tag); if (name) node.className = name; if (text) node.textContent = text; return node; };

function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'ico');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'use'));
  svg.firstChild.setAttribute('href', `${root().dataset.icons}#${name}`);
  return svg;
}

function button(text, label, press, mark) {
  const node = make('button', mark ? 'btn sm icon ghost' : 'btn sm ghost', mark ? '' : text);
  node.type = 'button';
  if (mark) node.append(icon(mark));
  node.setAttribute('aria-label', label);
  node.addEventListener('click', () => { press(); next(); });
  return node;
}

function lineOf(file, say) {
  switch (file.state) {
    case 'waiting': return [say.waiting, ''];
    case 'running': return [file.sent < 1 && file.blob ? new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' }).format(file.sent) : say.working, 'run'];
    case 'done': return [say.uploaded, 'ok'];
    case 'there': return [say.there, ''];
    case 'cancelled': return [say.cancelled, ''];
    default: return [file.reason, 'bad'];
  }
}

function drawRow(file, say) {
  if (file.drawn !== file.state || !file.node?.isConnected) {
    const title = file.image ? make('a', 't', file.name) : make('span', 't', file.name);
    if (file.image) title.href = `images/${file.image.id}`;
    title.title = file.name;
    let picture = make('span', file.state === 'failed' ? 'th bad' : 'th');
    if (file.image?.thumbnail) { picture = make('img', 'th'); picture.src = file.image.thumbnail; picture.alt = ''; }
    else picture.append(icon(file.state === 'failed' ? 'warning' : 'image'));
    const text = make('div', 'text');
    text.append(title, make('div', 's'));
    const row = make('li');
    row.append(picture, text);
    if (isOpen(file)) row.append(button('', fill(say.cancel, file.name), () => cancel(file), 'close'));
    if (file.state === 'cancelled' || (file.state === 'failed' && !file.forGood)) row.append(button(say.retry, fill(say.retryOf, file.name), () => again(file)));
    if (file.state === 'there') row.append(button(say.keep, fill(say.keepOf, file.name), () => again(file, true)));
    if (file.node?.isConnected) {
      const hadFocus = file.node.contains(document.activeElement);
      file.node.replaceWith(row);
      if (hadFocus) (row.querySelector('button, a') ?? find('panel').querySelector('header button:not([hidden])'))?.focus();
    } else find('list').append(row);
    Object.assign(file, { node: row, drawn: file.state });
  }
  const [line, mood] = lineOf(file, say);
  const place = file.node.querySelector('.s');
  if (place.textContent !== line) place.textContent = line;
  place.className = `s ${mood}`;
}

function draw(only) {
  if (!root()) return;
  const say = words();
  find('panel').hidden = files.length === 0;
  for (const file of only ? [only] : files) drawRow(file, say);
  const open = files.filter(isOpen).length;
  const count = state => files.filter(file => file.state === state).length;
  const parts = [[count('done'), say.doneOne, say.done], [count('there'), say.thereOne, say.thereMany], [count('failed'), say.failedOne, say.failed], [count('cancelled'), say.cancelledOne, say.cancelledMany]];
  const text = open > 0 ? fill(say.going, Math.min(files.length, files.length - open + 1), files.length)
    : parts.filter(([n]) => n > 0).map(([n, one, many]) => n === 1 ? one : fill(many, n)).join(', ');
  find('title').textContent = text;
  // above the composer, where there is one
  const dock = document.querySelector('[data-dock]')?.getBoundingClientRect();
  find('panel').style.setProperty('--lift', `${dock?.height ? Math.max(0, innerHeight - dock.top) : 0}px`);
  find('bar').value = files.length === 0 ? 0 : files.reduce((sum, file) => sum + (isOpen(file) ? file.sent * 0.95 : 1), 0) / files.length;
  find('bar').hidden = open === 0;
  const show = (name, on) => { find('panel').querySelector(`[data-upload="${name}"]`).hidden = !on; };
  show('retry', open === 0 && files.filter(file => file.state === 'failed' && !file.forGood).length > 1);
  show('stop', open > 1);
  show('clear', open === 0);
  if (open === 0 && files.length > 0) announce(text);
}

function announce(text) {
  if (announced === text) return;
  find('status').textContent = announced = text;
}

// ---- what people do ----

const act = {
  files: () => find('input').click(),
  address: () => { find('address').showModal(); document.getElementById('upload-url').select(); },
  close: () => find('address').close(),
  retry: () => files.filter(file => file.state === 'failed' && !file.forGood).forEach(file => again(file)),
  stop: () => files.forEach(cancel),
  fold: button => button.setAttribute('aria-expanded', button.getAttribute('aria-expanded') !== 'true'),
  clear: () => { clear(); draw(); announced = null; },
};

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-upload]');
  if (!button || !root()) return;
  act[button.dataset.upload](button);
  if (['retry', 'stop'].includes(button.dataset.upload)) next();
});

document.addEventListener('change', event => {
  if (!event.target.matches?.('[data-upload-input]')) return;
  add(ofBlobs(event.target.files), projectOfPage());
  event.target.value = '';
});

document.addEventListener('submit', event => {
  const dialog = event.target.closest('[data-upload-address]');
  if (!dialog) return;
  const field = document.getElementById('upload-url');
  const url = addressIn(field.value);
  if (!url) { event.preventDefault(); return; }
  add([{ url, name: url }], projectOfPage());
  field.value = '';
});

document.addEventListener('paste', event => {
  if (!root() || event.defaultPrevented) return;
  const { files: pasted } = event.clipboardData;
  const text = event.clipboardData.getData('text/plain');
  // in a field text is text, also where a picture of it comes along
  if (isWriting(event.target) && (pasted.length === 0 || text)) return;
  if (pasted.length > 0) {
    const when = new Date().toLocaleString(document.documentElement.lang, { dateStyle: 'short', timeStyle: 'medium' }).replace(/[/\\:]/g, '.');
    add([...pasted].map(blob => ({ blob, name: blob.name === 'image.png' ? `${fill(words().pasted, when)}.png` : blob.name })), projectOfPage());
  } else if (addressIn(text)) add([{ url: addressIn(text), name: addressIn(text) }], projectOfPage());
  else return;
  event.preventDefault();
});

// ---- dragging ----

// A part of the page that takes files itself says so.
const isTaken = event => event.target instanceof Element && event.target.closest('[data-takes-files]');
const carries = event => root() && !dragged && (event.dataTransfer.types.includes('Files') || event.dataTransfer.types.includes('text/uri-list'));
const hideTarget = () => { if (find('over')?.matches(':popover-open')) find('over').hidePopover(); };
document.addEventListener('dragstart', () => { dragged = true; });
document.addEventListener('dragend', () => { dragged = false; });
const showTarget = event => {
  if (!carries(event)) return;
  if (isTaken(event)) hideTarget();
  else if (!find('over').matches(':popover-open')) find('over').showPopover();
};

document.addEventListener('dragenter', showTarget);
document.addEventListener('dragover', event => {
  if (!carries(event)) return;
  showTarget(event);
  if (isTaken(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
});
document.addEventListener('dragleave', event => { if (!event.relatedTarget) hideTarget(); });
document.addEventListener('drop', async event => {
  hideTarget();
  if (!carries(event) || isTaken(event)) return;
  event.preventDefault();
  const project = projectOfPage();
  const url = addressIn(event.dataTransfer.getData('text/uri-list'));
  const list = event.dataTransfer.files.length > 0 || !url ? await dropped(event.dataTransfer) : [{ url, name: url }];
  add(list, project);
});

addEventListener('beforeunload', event => { if (files.some(isOpen)) event.preventDefault(); });
