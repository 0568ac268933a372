// Carries masks between the editor, the server and the person's files. What goes wrong is told by a word of the editor's sentences, or by
// the server's own.
import { read } from './reading.js';

/** @param token proves that it is the page that asks. */
export function carrying({ post, from, token, signal }) {
  const headers = { RequestVerificationToken: token };
  // JSON that came broken, a proxy's page: whatever it is, it is no answer
  const bodyOf = response => response.json().catch(() => null);

  return {
    /** Sends a drawing up; { id } of the mask that it has become, or what went wrong, as { fault } or { reason }. */
    async send(drawing) {
      let made;
      try { made = await drawing.png(); } catch { return { fault: 'trouble' }; }
      const form = new FormData();
      form.append('mask', made.blob, 'mask.png');
      form.append('fit', String(!made.fits));
      const response = await fetch(post, { method: 'POST', body: form, headers, signal }).catch(() => null);
      if (!response) return { fault: 'offline' };
      const body = await bodyOf(response);
      if (response.ok && body?.id) return { id: body.id };
      return body?.reason ? { reason: body.reason } : { fault: { signed_out: 'signedOut', not_found: 'imageGone' }[body?.code] ?? 'trouble' };
    },

    /** The mask that was there, as a { canvas }, or { fault }. */
    async fetch() {
      const response = await fetch(from, { headers, signal }).catch(() => null);
      const blob = response?.ok && await response.blob().catch(() => null);
      const { canvas } = blob ? await read(blob) : {};
      return canvas ? { canvas } : { fault: !response || (response.ok && !blob) ? 'offline' : response.status === 401 ? 'signedOut' : 'gone' };
    },

    /** Gives a drawing to the person as a file. */
    async save(drawing, name) {
      const { blob } = await drawing.png();
      const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    },
  };
}
