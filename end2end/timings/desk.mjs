// How fast the desk answers to keys, in a real browser: what D5.1 and D5.4 ask for. Prints medians and tails; it is no
// test, because a busy machine is slower and nothing is wrong then.
//
//   portico bench fill --data DIR --tickets 5000 --articles 100     prints who signs in, and the password
//   portico serve --data DIR --listen 127.0.0.1:3300
//   node timings/desk.mjs http://127.0.0.1:3300 agent0@example.test PASSWORD
//
// PORTICO_CHROMIUM names the browser, as for the tests.
import { chromium } from 'playwright-core';

const TIMES = 30;
const [url, email, password] = process.argv.slice(2);
if (!password) {
  console.error('usage: node timings/desk.mjs URL EMAIL PASSWORD');
  process.exit(2);
}

const browser = await chromium.launch({ executablePath: process.env.PORTICO_CHROMIUM });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.addInitScript(() => {
  globalThis.interactions = [];
  new PerformanceObserver((list) => {
    for (const it of list.getEntries()) if (it.interactionId) globalThis.interactions.push(it.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
});

await page.goto(`${url}/sign-in`);
await page.getByLabel('E-mail address').fill(email);
await page.getByLabel('Password').fill(password);
await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
await page.waitForURL((it) => !it.pathname.startsWith('/sign-in'));

const figures = {};

await queue();
for (let n = 0; n < TIMES; n += 1) {
  await note('palette opens', 'Control+k', 'dialog.palette[open] [role=option]');
  await note('palette finds', 'g', null);
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog.palette[open]', { state: 'hidden' });
}
for (let n = 0; n < TIMES; n += 1) {
  await note('next ticket has the focus', 'j', '.queue .title a:focus');
  await note('ticket is chosen', 'x', '.batch-bar strong');
}
for (let n = 0; n < 10; n += 1) {
  await queue();
  await page.keyboard.press('j');
  await note('ticket is there', 'Enter', '.ticket-head h1');
  await note('reply box has the focus', 'r', '#reply:focus');
  await page.keyboard.press('Escape');
}
await queue();
for (const letter of 'printer in the office') {
  await page.locator('#q').focus();
  await note('a letter of the search', letter, '#q:focus');
}

const interactions = await page.evaluate(() => globalThis.interactions);
const rows = Object.entries({ ...figures, 'interactions (event timing)': interactions });
console.log('milliseconds'.padEnd(34), 'n'.padStart(5), 'median'.padStart(8), 'p75'.padStart(8), 'p95'.padStart(8));
for (const [name, all] of rows) {
  const at = (part) => sorted(all)[Math.min(all.length - 1, Math.floor(all.length * part))] ?? 0;
  const cells = [0.5, 0.75, 0.95].map((part) => at(part).toFixed(1).padStart(8));
  console.log(name.padEnd(34), String(all.length).padStart(5), ...cells);
}
await browser.close();

function sorted(all) {
  return [...all].sort((a, b) => a - b);
}

/** The queue, alive. */
async function queue() {
  await page.goto(`${url}/desk`);
  await page.waitForSelector('html[data-hydrated=true]');
  await page.waitForSelector('.palette-opener');
}

/** Presses `key` and notes how long it takes until what it asks for is painted: `selector`, or with null a new list. */
async function note(name, key, selector) {
  await page.evaluate((wanted) => {
    const list = () => document.querySelector('#palette-list')?.textContent;
    const before = list();
    globalThis.painted = new Promise((resolve) => {
      const heard = (event) => {
        const begun = event.timeStamp;
        const look = () => {
          const isThere = wanted === null ? list() !== before : document.querySelector(wanted) !== null;
          if (isThere) requestAnimationFrame(() => resolve(performance.now() - begun));
          else requestAnimationFrame(look);
        };
        look();
      };
      addEventListener('keydown', heard, { capture: true, once: true });
    });
  }, selector);
  await page.keyboard.press(key);
  (figures[name] ??= []).push(await page.evaluate(() => globalThis.painted));
}
