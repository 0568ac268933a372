// An image's whole life over the API, by the client that a generator made from the OpenAPI document. TypeScript checks
// every call against what the document promises; TOKEN is an API token of all scopes of a team without images.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { client } from './client/client.gen.js';
import * as api from './client/index.js';

client.setConfig({ auth: process.env.TOKEN });

/**
 * What a call answers, once it answers with the status.
 * @template T
 * @param {number} status
 * @param {Promise<{ data?: T, error?: unknown, response: Response }>} call
 */
async function answer(status, call) {
  const { data, error, response } = await call;
  assert.equal(response.status, status, `${response.url}: ${response.status} ${JSON.stringify(error)}`);
  return { data: /** @type {T} */ (data), headers: response.headers };
}

/**
 * Looks every 100 ms, for a minute at most.
 * @template T
 * @param {string} what
 * @param {() => Promise<T | undefined>} look
 */
async function until(what, look) {
  for (let looks = 0; looks < 600; looks++) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(100);
  }
  return assert.fail(`A minute has passed, and not yet: ${what}.`);
}

/** @param {string} url */
async function download(url) {
  const response = await fetch(url);
  assert.equal(response.status, 200, url);
  return Buffer.from(await response.arrayBuffer());
}

/** @param {Buffer} bytes */
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');

/** @param {number} id */
const read = async id => (await answer(200, api.getImage({ path: { id } }))).data.data;

/** @param {NonNullable<Parameters<typeof api.listImages>[0]>['query']} query */
const list = async query => (await answer(200, api.listImages({ query }))).data.data.map(image => image.id);

const trash = async () => (await answer(200, api.listTrash())).data.data.map(image => image.id);

async function generate() {
  const request = () => api.generateImage({
    body: { prompt: 'A harbour at dawn, boats asleep', tags: ['Hero'] },
    headers: { 'Idempotency-Key': 'lifecycle-1' },
  });
  const first = await answer(202, request());
  assert.equal(first.headers.get('X-Credits-Charged'), '5');
  const again = await answer(202, request());
  assert.equal(again.headers.get('Idempotency-Replayed'), 'true');
  assert.deepEqual(again.data, first.data);
  return first.data;
}

/** Polls the image as its ETag allows. @param {number} id */
async function waitForImage(id) {
  let etag = '';
  const image = await until(`image ${id} is ready`, async () => {
    const { data, response } = await api.getImage({ path: { id }, headers: { 'If-None-Match': etag } });
    if (response.status === 304) return undefined;
    etag = response.headers.get('ETag') ?? '';
    return data?.data.processing_status === 'ready' ? data.data : undefined;
  });
  await answer(304, api.getImage({ path: { id }, headers: { 'If-None-Match': etag } }));
  assert.ok(image.url);
  assert.equal(sha256(await download(image.url)), image.sha256);
  return image;
}

/** @param {number} id */
async function edit(id) {
  const { data: receipt } = await answer(202, api.editImage({ path: { id }, body: { prompt: 'same scene, golden hour lighting' } }));
  const variant = await until('the edit is ready', async () => {
    const newest = (await read(id)).variants.at(-1);
    return newest?.processing_status === 'ready' ? newest : undefined;
  });
  assert.equal(variant.id, receipt.image_id);
  const { data: { data: job } } = await answer(200, api.getJob({ path: { job_id: receipt.job_id } }));
  assert.equal(job.status, 'ready');
  const { data: { data: tree } } = await answer(200, api.getImageTree({ path: { id: variant.id } }));
  assert.deepEqual([tree.id, tree.children.map(child => child.id)], [id, [variant.id]]);
  return variant.id;
}

/** @param {number} id */
async function curate(id) {
  const { headers } = await answer(200, api.getImage({ path: { id } }));
  const etag = headers.get('ETag') ?? '';
  const change = () => api.updateImage({ path: { id }, body: { title: 'Harbour', tags: ['Sea', 'hero', 'sea'] }, headers: { 'If-Match': etag } });
  const { data: { data: renamed } } = await answer(200, change());
  assert.deepEqual([renamed.title, renamed.tags.toSorted()], ['Harbour', ['hero', 'sea']]);
  await answer(412, change());
  assert.equal((await answer(200, api.favoriteImage({ path: { id } }))).data.data.is_favorite, true);
  assert.equal((await answer(200, api.favoriteImage({ path: { id }, body: { is_favorite: true } }))).data.data.is_favorite, true);
  assert.deepEqual(await list({ favorite: true }), [id]);
  const { data: { data: tags } } = await answer(200, api.listTags({ query: { q: 'se' } }));
  assert.deepEqual(tags, [{ name: 'sea', count: 1 }]);
}

/** @param {number} id */
async function share(id) {
  const { data: made } = await answer(201, api.createShare({ path: { id }, body: { expires_in: '7d' } }));
  assert.equal((await answer(200, api.createShare({ path: { id } }))).data.token, made.token);
  assert.equal((await fetch(made.public_url)).status, 200);
  const { data: changed } = await answer(200, api.changeShare({ path: { id }, body: { expires_at: null, allow_download: false } }));
  assert.deepEqual([changed.token, changed.expires_at, changed.allow_download], [made.token, null, false]);
  await answer(204, api.revokeShare({ path: { id } }));
  assert.equal((await fetch(made.public_url)).status, 410);
  const { data: { data: [link] } } = await answer(200, api.listShares({ path: { id } }));
  assert.deepEqual([link.is_active, link.events.map(event => event.kind).toSorted()], [false, ['changed', 'created', 'revoked', 'viewed']]);
}

/** @param {number[]} ids */
async function exportAll(ids) {
  const { data: { job_id } } = await answer(202, api.exportImages({ body: { ids } }));
  const done = await until('the archive is ready', async () => {
    const { data } = await answer(200, api.getExport({ path: { job_id } }));
    assert.ok(data.status !== 'failed', JSON.stringify(data.error));
    return data.status === 'ready' ? data : undefined;
  });
  assert.deepEqual([done.progress.done, done.missing], [ids.length, 0]);
  assert.ok(done.download_url);
  const zip = await download(done.download_url);
  assert.equal(zip.length, done.size_bytes);
  assert.ok(zip.includes('manifest.json'));
  // the pictures are stored, not packed: each is in there as it is
  for (const { url } of await Promise.all(ids.map(read))) assert.ok(url && zip.includes(await download(url)));
}

/** @param {number} id */
async function chat(id) {
  const { data: { session_id } } = await answer(201, api.openInChat({ path: { id } }));
  const { data: { data: session } } = await answer(200, api.getChatSession({ path: { id: session_id } }));
  assert.equal(session.gallery_image_id, id);
  assert.ok((await answer(200, api.listChatSessions())).data.data.some(other => other.id === session_id));
  await answer(200, api.listChatMessages({ path: { id: session_id } }));
}

/** @param {number[]} ids */
async function bulk(ids) {
  const missing = { id: 999_999, code: 'not_found' };
  const { data: tagged } = await answer(200, api.bulkTag({ body: { ids: [...ids, missing.id], add: ['final'], remove: ['sea'] } }));
  assert.deepEqual(tagged, { succeeded: ids, failed: [missing] });
  assert.deepEqual((await list({ 'tags[]': ['final'] })).toSorted(), ids.toSorted());
  assert.deepEqual(await list({ 'tags[]': ['sea'] }), []);
  assert.deepEqual((await answer(200, api.bulkDelete({ body: { ids } }))).data.succeeded, ids);
  assert.deepEqual([await list({}), (await trash()).toSorted()], [[], ids.toSorted()]);
  assert.deepEqual((await answer(200, api.bulkRestore({ body: { ids } }))).data.succeeded, ids);
}

/** @param {number} id @param {number} variant */
async function throwAway(id, variant) {
  await answer(409, api.deleteImageForever({ path: { id } }));
  await answer(204, api.deleteImage({ path: { id } }));
  assert.deepEqual([await list({}), await trash()], [[variant], [id]]);
  await answer(409, api.favoriteImage({ path: { id } }));
  await answer(200, api.restoreImage({ path: { id } }));
  await answer(204, api.deleteImage({ path: { id } }));
  await answer(204, api.deleteImageForever({ path: { id } }));
  await answer(404, api.getImage({ path: { id } }));
  assert.equal((await read(variant)).parent_id, null);
}

async function checkBooks() {
  const { data: { data: { balance, ledger } } } = await answer(200, api.getCredits());
  assert.deepEqual(ledger.map(entry => entry.amount).filter(amount => amount < 0), [-10, -5]);
  assert.equal(ledger.reduce((sum, entry) => sum + entry.amount, 0), balance);
  const { data: { data: trail } } = await answer(200, api.listAudit({ query: { per_page: 100 } }));
  const actions = new Set(trail.map(entry => entry.action));
  for (const action of ['image.generated', 'image.edited', 'image.renamed', 'image.tagged', 'image.trashed', 'image.restored', 'image.deleted',
    'share.created', 'share.changed', 'share.revoked', 'export.requested', 'chat.opened']) assert.ok(actions.has(action), action);
}

const { image_id: id } = await generate();
await waitForImage(id);
assert.deepEqual(await list({ q: 'DAWN harb', 'tags[]': ['hero'], status: 'ready', source: 'generated' }), [id]);
assert.deepEqual(await list({ q: 'dawn nowhere' }), []);
assert.deepEqual(await list({ 'tags[]': ['hero', 'sea'] }), []);
assert.deepEqual(await list({ 'tags[]': ['hero', 'sea'], tags_mode: 'any' }), [id]);
const variant = await edit(id);
await curate(id);
await share(id);
await exportAll([id, variant]);
await chat(variant);
await bulk([id, variant]);
await throwAway(id, variant);
await checkBooks();
