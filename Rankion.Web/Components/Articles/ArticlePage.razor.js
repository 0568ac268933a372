// Owns what is typed: it is in the browser's store with every key and leaves it only once it is saved, so that a reload, a lost
// connection or somebody else's change loses nothing. Saved while one pauses, one save at a time.
import { sendFile } from '../../js/uploading.js';

const SEE = 250;
const SAVE = 900;

const offline = error => { if (!/connection|circuit/i.test(error.message)) throw error; };

export function attach(root, dotnet, savedTitle, savedBody, savedVersion) {
  const title = root.querySelector('[data-title]');
  const body = root.querySelector('[data-body]');
  const key = `rankion:article:${root.dataset.article}`;
  const abort = new AbortController();
  const on = (target, type, handler, options) => target.addEventListener(type, handler, { signal: abort.signal, ...options });
  let version = savedVersion;
  let saved = { title: savedTitle, body: savedBody };
  let saving = false;
  let held = false; // somebody else's change waits for an answer
  let seeTimer;
  let saveTimer;

  const read = () => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const keep = () => { try { localStorage.setItem(key, JSON.stringify({ title: title.value, body: body.value, version })); } catch { /* a full store: the text stays on the page */ } };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* nothing to forget */ } };
  const isClean = () => !saving && title.value === saved.title && body.value === saved.body;

  function show(text) {
    title.value = text.title;
    body.value = text.body;
  }

  function see(now) {
    clearTimeout(seeTimer);
    const tell = () => dotnet.invokeMethodAsync('SeeAsync', title.value, body.value).catch(offline);
    if (now) tell(); else seeTimer = setTimeout(tell, SEE);
  }

  async function save() {
    clearTimeout(saveTimer);
    if (saving || held || isClean()) return;
    saving = true;
    const sent = { title: title.value, body: body.value };
    try {
      const kept = await dotnet.invokeMethodAsync('SaveAsync', sent.title, sent.body, version);
      if (kept.version === null) { held = true; return; }
      version = kept.version;
      saved = sent;
      if (title.value === sent.title && body.value === sent.body) forget(); else { keep(); later(); }
    } catch (error) {
      offline(error);
    } finally {
      saving = false;
    }
  }

  function later() {
    clearTimeout(saveTimer);
    saveTimer = setTimeout(save, SAVE);
  }

  function typed() {
    keep();
    see(false);
    if (held) return;
    if (!saving) dotnet.invokeMethodAsync('Typing').catch(offline);
    later();
  }

  function insert(text, field = body) {
    field.focus();
    // keeps what the browser can take back with Ctrl+Z; not while a dialog is still in front
    if (document.activeElement !== field || !document.execCommand('insertText', false, text)) field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    typed();
  }

  // A picture is a paragraph of its own.
  function place(picture) {
    const before = body.value.slice(0, body.selectionStart);
    const after = body.value.slice(body.selectionEnd);
    const lines = (text, breaks) => text === '' ? '' : '\n'.repeat(2 - breaks.exec(text)[0].length);
    insert(lines(before, /\n{0,2}$/) + picture + lines(after, /^\n{0,2}/));
  }

  const around = { b: ['**', '**'], i: ['_', '_'], a: ['[', '](https://)'] };
  const before = { h: '## ', l: '- ', q: '> ' };
  function mark(kind) {
    const { selectionStart: start, selectionEnd: end, value } = body;
    const chosen = value.slice(start, end);
    body.focus();
    if (kind in around) {
      insert(around[kind][0] + chosen + around[kind][1]);
      if (!chosen) body.setSelectionRange(start + around[kind][0].length, start + around[kind][0].length);
      return;
    }
    const line = value.lastIndexOf('\n', start - 1) + 1;
    body.setSelectionRange(line, end);
    insert(value.slice(line, end).split('\n').map(text => before[kind] + text).join('\n'));
  }

  on(title, 'input', typed);
  on(body, 'input', typed);
  on(title, 'keydown', event => { if (event.key === 'Enter') { event.preventDefault(); body.focus(); } });
  on(body, 'keydown', event => {
    const kind = (event.ctrlKey || event.metaKey) && !event.shiftKey && { b: 'b', i: 'i' }[event.key.toLowerCase()];
    if (kind) { event.preventDefault(); mark(kind); }
  });
  on(document, 'click', event => {
    const button = event.target instanceof Element && event.target.closest('[data-mark]');
    if (button) mark(button.dataset.mark);
  });
  on(document, 'visibilitychange', () => { if (document.hidden) save(); });
  on(window, 'beforeunload', event => { if (!isClean()) { save(); event.preventDefault(); } });

  // Pictures dropped in: from the gallery, or as files, which go into it first.
  const IMAGES = 'application/x-rankion-images';
  const carries = event => [IMAGES, 'Files', 'text/uri-list'].some(type => event.dataTransfer?.types.includes(type)) && !body.readOnly;
  on(root, 'dragover', event => { if (carries(event)) { event.preventDefault(); root.dataset.over = ''; } });
  on(root, 'dragleave', event => { if (!root.contains(event.relatedTarget)) delete root.dataset.over; });
  on(root, 'drop', event => {
    delete root.dataset.over;
    if (!carries(event)) return;
    event.preventDefault();
    const { files } = event.dataTransfer;
    const ids = event.dataTransfer.types.includes(IMAGES) ? JSON.parse(event.dataTransfer.getData(IMAGES))
      : (event.dataTransfer.getData('text/uri-list').match(/\/images\/(\d+)/)?.slice(1) ?? []).map(Number);
    if (files.length > 0) upload([...files]); else ids.forEach(put);
  });
  const put = id => dotnet.invokeMethodAsync('InsertAsync', id).catch(offline);

  async function upload(files) {
    for (const file of files) {
      const result = await sendFile(file);
      if (result.id) await put(result.id); else dotnet.invokeMethodAsync('Complain', result.reason).catch(offline);
    }
  }

  // What was typed here last time and never saved goes on from where it was.
  const draft = read();
  show(saved);
  if (draft && (draft.title !== saved.title || draft.body !== saved.body) && !body.readOnly) {
    version = draft.version;
    show(draft);
    see(true);
    save();
  } else {
    forget();
  }
  root.dataset.liveNow = '';

  return {
    isClean,
    insert: place,
    put: (newTitle, newBody, newVersion) => {
      saved = { title: newTitle, body: newBody };
      version = newVersion;
      held = false;
      show(saved);
      forget();
    },
    type: (newTitle, newBody) => { show({ title: newTitle, body: newBody }); see(true); typed(); },
    resume: newVersion => { version = newVersion; held = false; keep(); save(); },
    rebase: (from, to) => { if (version === from) version = to; if (!isClean()) keep(); },
    forget: () => { saved = { title: title.value, body: body.value }; forget(); },
    dispose: () => { clearTimeout(seeTimer); save(); clearTimeout(saveTimer); abort.abort(); },
  };
}
