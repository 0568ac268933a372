// Owns what is typed: kept per conversation in localStorage with every key, so that a reload, a dropped connection or a refusal loses
// nothing. Enter sends, Shift+Enter is a new line. A message that is being changed has a draft of its own meanwhile.
import { sendFile } from '../../js/uploading.js';

const IMAGES = 'application/x-rankion-images';
const offline = error => { if (!/connection|circuit/i.test(error.message)) throw error; };

export function attach(form, dotnet) {
  const box = form.querySelector('textarea');
  const home = form.dataset.draftKey;
  const abort = new AbortController();
  const on = (target, type, handler) => target.addEventListener(type, handler, { signal: abort.signal });
  // awaited in here: without a connection it throws before there is a promise
  const call = async (method, ...args) => { try { await dotnet.invokeMethodAsync(method, ...args); } catch (error) { offline(error); } };
  const blank = () => box.value.trim() === '';
  let key = home;
  let original = ''; // of the message that is being changed
  let pending = ''; // sent and not accepted yet: out of the box, so that one can type on, and still in the draft
  let sending = false;
  let told;
  let timer;

  const read = name => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const joined = (first, then) => first && then ? `${first}\n${then}` : first || then;
  const write = (name, text) => { if (text) localStorage.setItem(name, JSON.stringify(text)); else localStorage.removeItem(name); };
  function keep() {
    const text = joined(pending, box.value);
    try { write(key, text === original ? '' : text); } catch { /* a full store loses the draft, not the text */ }
  }

  function fit() {
    box.style.blockSize = 'auto';
    box.style.blockSize = `${box.scrollHeight}px`;
  }

  // Whether it is empty decides about the button: that is told at once, the length a little later.
  function tell(now) {
    clearTimeout(timer);
    const send = () => { told = blank(); call('OnText', box.value.length, told); };
    if (now || blank() !== told) send(); else timer = setTimeout(send, 300);
  }

  function show(text) {
    box.value = text;
    keep();
    fit();
    tell(true);
  }

  function toEnd() {
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }

  function turnTo(name, text) {
    key = name;
    original = text;
    const kept = read(key);
    show(typeof kept === 'string' ? kept : text);
    toEnd();
  }

  async function submit() {
    if (sending || blank()) return;
    sending = true;
    const [text, from] = [box.value, key];
    if (!('working' in form.dataset)) {
      pending = text;
      box.value = '';
      fit();
      tell(true);
    }
    try {
      if (await dotnet.invokeMethodAsync('SendAsync', text)) accepted(from); else giveBack();
    } catch (error) {
      giveBack();
      offline(error);
    } finally {
      sending = false;
    }
  }

  function giveBack() {
    if (!pending) return;
    const text = joined(pending, box.value);
    pending = '';
    show(text);
  }

  // What was typed meanwhile stays: in the box, behind an edit in the draft of before, and of a new chat in the box of the chat it has become.
  function accepted(from) {
    const rest = pending ? box.value : '';
    pending = '';
    try { localStorage.removeItem(from); } catch { /* nothing to forget */ }
    const id = home.endsWith(':0') && location.pathname.match(/\/chat\/(\d+)$/)?.[1];
    if (id) { if (rest) moveTo(`${home.slice(0, -1)}${id}`, rest); return; }
    if (from !== home) turnTo(home, '');
    show(from === home ? rest : joined(box.value, rest));
  }

  function moveTo(name, rest) {
    const next = [...document.querySelectorAll('[data-draft]')].find(other => other !== box && other.closest('[data-draft-key]')?.dataset.draftKey === name);
    const text = rest + (next?.value || window.rankion.early.text || read(name) || '');
    try { write(name, text); } catch { /* as above */ }
    if (!next) return;
    next.value = text;
    next.dispatchEvent(new Event('input', { bubbles: true }));
  }

  on(box, 'input', () => { keep(); fit(); tell(false); });
  on(form, 'submit', event => { event.preventDefault(); submit(); });
  on(box, 'keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) { event.preventDefault(); if (!event.repeat) submit(); }
    else if (event.key === 'Escape' && key !== home) { event.preventDefault(); event.stopPropagation(); call('LeaveEditAsync'); }
  });

  // Pictures: carried here from the page, named by their address, or as files, which go into the gallery first.
  async function upload(files) {
    const result = await sendFile(files[0]);
    if (result.id) call('PinAsync', result.id); else call('Complain', result.reason);
  }
  const imageIn = text => Number(text.match(/^\S*\/images\/(\d+)(?:[?#]\S*)?$/)?.[1]) || null;
  const carries = event => [IMAGES, 'Files', 'text/uri-list'].some(type => event.dataTransfer?.types.includes(type));
  on(form, 'dragover', event => { if (carries(event)) { event.preventDefault(); event.dataTransfer.dropEffect = 'copy'; form.dataset.over = ''; } });
  on(form, 'dragleave', event => { if (!form.contains(event.relatedTarget)) delete form.dataset.over; });
  on(form, 'drop', event => {
    delete form.dataset.over;
    if (!carries(event)) return;
    event.preventDefault();
    const { files, types } = event.dataTransfer;
    const id = types.includes(IMAGES) ? JSON.parse(event.dataTransfer.getData(IMAGES))[0] : imageIn(event.dataTransfer.getData('text/uri-list'));
    if (files.length > 0) upload(files); else if (id) call('PinAsync', id);
  });
  on(box, 'paste', event => {
    const { files } = event.clipboardData;
    const text = event.clipboardData.getData('text/plain').trim();
    const id = blank() && imageIn(text);
    if (files.length > 0 && !text) upload(files); else if (id) call('PinAsync', id); else return;
    event.preventDefault();
  });

  // Whoever began to type before this was there goes on where they are.
  const early = window.rankion.early;
  const kept = read(key);
  box.value = typeof kept === 'string' ? kept : '';
  early.text = null;
  box.dataset.live = '';
  fit();
  tell(true);
  if (early.focus || matchMedia('(pointer: fine)').matches && (document.activeElement === document.body || document.activeElement?.id === 'main')) toEnd();
  if (early.send) { early.send = false; submit(); }

  return {
    // a ready-made text; where it is refused it waits here, unless something else was typed
    send: async text => {
      if (sending) return;
      sending = true;
      try {
        if (!await dotnet.invokeMethodAsync('SendAsync', text) && blank()) show(text);
      } catch (error) {
        offline(error);
      } finally {
        sending = false;
      }
    },
    put: text => { show(joined(blank() ? '' : box.value, text)); toEnd(); },
    edit: (id, text) => turnTo(`${home}:${id}`, text),
    leave: () => { try { localStorage.removeItem(key); } catch { /* nothing to forget */ } turnTo(home, ''); },
    dispose: () => { clearTimeout(timer); abort.abort(); },
  };
}
