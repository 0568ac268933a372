// One file of a part of the page that takes files itself, sent past the circuit; a picture that is there already is named, not kept twice.

/** @returns {Promise<{ id?: number, reason?: string | null }>} the image, or why there is none: null where nobody can tell. */
export async function sendFile(file) {
  const uploads = document.querySelector('[data-uploads]');
  if (!uploads) return { reason: null };
  const form = new FormData();
  form.append('duplicates', 'skip');
  form.append('file', file, file.name);
  const answer = await fetch(uploads.dataset.uploads, { method: 'POST', body: form, headers: { RequestVerificationToken: uploads.querySelector('input[type=hidden]').value } }).catch(() => null);
  const result = await answer?.json().catch(() => null);
  return answer?.ok && result?.id ? { id: result.id } : { reason: result?.reason ?? null };
}
