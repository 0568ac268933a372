// Owns the instruction's text: kept per image in localStorage, so that a reload, another panel or a refused request loses nothing, and sent
// once: with the text goes a name of its own, by which the server knows the same submission when it comes again.
const offline = error => { if (!/connection|circuit/i.test(error.message)) throw error; };

export function attach(form, dotnet, focus) {
  const box = form.querySelector('textarea');
  const key = form.dataset.draftKey;
  const abort = new AbortController();
  const on = (target, type, handler) => target.addEventListener(type, handler, { signal: abort.signal });
  const phrases = () => [...form.querySelectorAll('[data-phrase], [data-drop]')].map(e => e.dataset.phrase ?? e.dataset.drop);
  const blank = () => box.value.trim() === '';
  let sending = false;
  let expecting = false;
  let told;
  let timer;
  let draft = read() ?? { text: '', id: name() };

  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      return typeof kept === 'string' ? { text: kept, id: name() } : kept; // what was typed before this came alive was kept by page.js
    } catch { return null; }
  }
  function name() {
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }
  function keep() {
    draft = { text: box.value, id: name() };
    write();
  }
  function write() {
    try {
      if (blank()) localStorage.removeItem(key); else localStorage.setItem(key, JSON.stringify(draft));
    } catch { /* a full store loses the draft, not the text */ }
  }

  function fit() {
    box.style.blockSize = 'auto';
    box.style.blockSize = `${box.scrollHeight}px`;
  }

  // Whether it is empty decides about the button: that is told at once, the length a little later.
  function tell(now) {
    clearTimeout(timer);
    const send = () => { told = blank(); dotnet.invokeMethodAsync('OnText', box.value.length, told).catch(offline); };
    if (now || blank() !== told) send(); else timer = setTimeout(send, 300);
  }

  function show(text) {
    box.value = text;
    keep();
    fit();
    tell(true);
  }

  // An instruction goes in the place of another ready-made one, and behind what was typed.
  function put(phrase) {
    const text = box.value.trim();
    if (text === '' || phrases().includes(text)) show(phrase);
    else if (!text.includes(phrase)) show(`${text}${/[.!?,;:]$/.test(text) ? ' ' : '. '}${phrase}`);
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  function drop(phrase) {
    if (box.value.includes(phrase)) show(box.value.replace(phrase, '').replace(/[.,;]\s*$/, '').trim());
  }

  async function submit() {
    if (sending) return;
    sending = true;
    clearTimeout(timer); // what is sent says so itself
    const text = box.value;
    try {
      write(); // the name it is sent under outlives a reload
      expecting = true;
      if (!await dotnet.invokeMethodAsync('SendAsync', text, draft.id)) expecting = false;
      else if (box.value === text) show('');
    } catch (error) {
      offline(error);
    } finally {
      sending = false;
    }
  }

  // What was asked for comes in as the last step, which may be below the fold.
  const steps = new MutationObserver(changes => {
    const step = expecting && changes.flatMap(c => [...c.addedNodes]).filter(n => n instanceof Element).map(n => n.matches('li[data-step]') ? n : [...n.querySelectorAll('li[data-step]')].at(-1)).find(Boolean);
    if (!step) return;
    expecting = false;
    step.scrollIntoView({ block: 'nearest' });
  });
  steps.observe(form, { childList: true, subtree: true });

  on(box, 'input', () => { keep(); fit(); tell(false); });
  on(form, 'click', event => {
    const quick = event.target.closest('[data-phrase], [data-drop]');
    if (quick?.dataset.phrase) put(quick.dataset.phrase);
    else if (quick) drop(quick.dataset.drop);
  });
  on(form, 'submit', event => { event.preventDefault(); submit(); });
  on(form, 'keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); if (!event.repeat) submit(); }
    else if (event.key === 'Enter' && event.target.matches('input')) event.preventDefault();
  });

  if (box.value !== draft.text) box.value = draft.text; // the caret stays with who has begun to type
  box.dataset.live = '';
  fit();
  tell(true);
  if ('send' in box.dataset) submit(); // Ctrl+Enter came before this did
  // Where fingers write, that would bring the keyboard up over the picture: there the sheet grows instead.
  if (focus && matchMedia('(pointer: coarse)').matches) form.closest('dialog')?.toggleAttribute('data-tall', true);
  else if (focus) box.focus();

  return {
    put,
    renew: () => { draft.id = name(); write(); },
    dispose: () => { clearTimeout(timer); steps.disconnect(); abort.abort(); },
  };
}
