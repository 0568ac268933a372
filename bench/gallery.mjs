// How long the gallery takes to show its first sixty tiles, and how it scrolls: in a browser, from outside.
//
//   npm install --no-save playwright-core
//   node bench/gallery.mjs http://localhost:5080 demo@rankion.local password [trace.zip]
//
// CHROMIUM names the browser. Prints the median of five cold loads (no cache), the longest wait for rows while the list is
// scrolled from end to end, and how many frames a second that had. A trace can be looked at with npx playwright show-trace.
import { chromium } from 'playwright-core';

const [address, email, password, trace] = process.argv.slice(2);
const TILES = 60;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const page = await context.newPage();
await page.goto(`${address}/sign-in`);
await page.fill('input[type=email]', email);
await page.fill('input[type=password]', password);
await page.keyboard.press('Enter');
await page.waitForURL('**/images**');

await page.addInitScript(tiles => {
  const look = () => {
    if (document.querySelectorAll('.tile').length >= tiles) requestAnimationFrame(() => { window.painted = performance.now(); });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}, TILES);
if (trace) await context.tracing.start({ snapshots: true, screenshots: true });
const cold = await context.newCDPSession(page);
await cold.send('Network.setCacheDisabled', { cacheDisabled: true });
const loads = [];
for (let i = 0; i < 5; i++) {
  await page.goto(`${address}/images`);
  loads.push(await (await page.waitForFunction(() => window.painted)).jsonValue());
}
if (trace) await context.tracing.stop({ path: trace });
loads.sort((a, b) => a - b);

await page.waitForSelector('[data-listens]');
const scroll = await page.evaluate(async () => {
  const scroller = document.querySelector('[data-scroller]');
  await new Promise(done => setTimeout(done, 1000));
  const height = scroller.scrollHeight;
  const frames = [];
  let [last, blank, longest] = [performance.now(), 0, 0];
  for (let top = 0; top < Math.min(height, 60000); top += 40) {
    scroller.scrollTop = top;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    frames.push(now - last);
    const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
    blank = middle?.closest('.tile, .day') ? 0 : blank + now - last;
    longest = Math.max(longest, blank);
    last = now;
  }
  frames.sort((a, b) => a - b);
  return { height, frame: frames[frames.length >> 1], p95: frames[Math.floor(frames.length * 0.95)], longest, tiles: document.querySelectorAll('.tile').length };
});
const total = await page.textContent('header .count').catch(() => '?');
console.log(`${total} images, ${scroll.height} pixels high, ${scroll.tiles} tiles in the page`);
console.log(`first ${TILES} tiles painted: ${loads[2].toFixed(0)} ms (median of ${loads.map(l => l.toFixed(0)).join(', ')})`);
console.log(`scrolling: a frame takes ${scroll.frame.toFixed(1)} ms, 95 % at most ${scroll.p95.toFixed(1)} ms; longest wait for rows ${scroll.longest.toFixed(0)} ms`);
await browser.close();
