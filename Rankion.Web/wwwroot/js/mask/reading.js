// Reads a PNG that is to be a mask. What is wrong with it is told by a word; the page has the sentence.
const MAX_BYTES = 20 << 20;
const MAX_SIDE = 16_383;
const MAX_PIXELS = 50_000_000;
const SIGNATURE = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

/** Its canvas, opaque where the image may change, or { fault }: large, notPng, noAlpha, opaque, broken. */
export async function read(blob) {
  if (blob.size > MAX_BYTES) return { fault: 'large' };
  const bytes = new DataView(await blob.arrayBuffer());
  if (bytes.byteLength < 33 || SIGNATURE.some((byte, i) => bytes.getUint8(i) !== byte)) return { fault: 'notPng' };
  const [width, height] = [bytes.getUint32(16), bytes.getUint32(20)];
  if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) return { fault: 'large' };
  if (!hasAlpha(bytes)) return { fault: 'noAlpha' };
  let bitmap;
  try { bitmap = await createImageBitmap(blob); } catch { return { fault: 'broken' }; }
  const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
  const context = canvas.getContext('2d');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const picture = context.getImageData(0, 0, canvas.width, canvas.height);
  let open = 0;
  for (let i = 3; i < picture.data.length; i += 4) {
    if (picture.data[i] < 255) open++;
    picture.data[i - 3] = picture.data[i - 2] = picture.data[i - 1] = 0;
    picture.data[i] = 255 - picture.data[i];
  }
  if (open === 0) return { fault: 'opaque' };
  context.putImageData(picture, 0, 0);
  return { canvas };
}

// A colour type with alpha, or a colour that stands for it.
function hasAlpha(bytes) {
  if (bytes.getUint8(25) & 4) return true;
  for (let at = 8; at + 8 <= bytes.byteLength;) {
    const kind = String.fromCharCode(...[4, 5, 6, 7].map(i => bytes.getUint8(at + i)));
    if (kind === 'tRNS') return true;
    if (kind === 'IDAT') return false;
    at += bytes.getUint32(at) + 12;
  }
  return false;
}
