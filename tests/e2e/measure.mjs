// Times of the page as a school's Chromebook sees it: `cargo xtask measure`. It prints, it never fails: computers that
// run checks are shared, so compare the figures of one run.
import { readFileSync } from "node:fs";

import { closeBrowser, newContext } from "./lib/browser.mjs";
import { slowDown } from "./lib/harm.mjs";
import { open } from "./lib/helpers.mjs";
import { pageUrl } from "./lib/tools.mjs";

const [classFile] = process.argv.slice(2);
const CPU = 6;
const print = (what, milliseconds, budget) => console.log(`${String(Math.round(milliseconds)).padStart(7)} ms  ${what} (budget ${budget} ms)`);
const since = async (work) => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

await visits();
await keys();
await closeBrowser();

/** From the address to a page that answers, on a slow computer and a slow net. */
async function visits() {
  const context = await newContext();
  const page = await context.newPage();
  await slowDown(page, { cpu: CPU });
  const ready = () => page.locator("main h1").waitFor();
  print("first visit", await since(async () => (await open(page, pageUrl), await ready())), 3000);
  print("repeat visit", await since(async () => (await page.reload(), await ready())), 1000);
  const sample = page.getByRole("button", { name: "Open the sample class" });
  print("sample class, first time", await since(async () => (await sample.click(), await page.locator("main[data-page=today] h1").waitFor())), 3000);
  await context.close();
}

/** From a key to its paint, in the grid of the class in `classFile`. */
async function keys() {
  const context = await newContext({ viewport: { width: 1366, height: 768 } });
  context.setDefaultTimeout(120000);
  const page = await context.newPage();
  await open(page, pageUrl);
  await page.locator('input[type="file"]').setInputFiles({ name: "class.json", mimeType: "application/json", buffer: readFileSync(classFile) });
  await page.getByRole("button", { name: "Bring it in" }).click();
  await page.locator("main[data-page=today] h1").waitFor();
  await page.evaluate(() => {
    location.hash = location.hash.replace(/[^/]*$/, "mastery");
  });
  const cell = page.locator('table[role="grid"] td[data-at]').first();
  await cell.waitFor();
  console.log(`        grid of ${await page.locator('table[role="grid"] tbody tr').count()} rows, ${await page.locator('table[role="grid"] td[data-at]').count()} cells drawn`);
  await slowDown(page, { cpu: CPU, net: false });
  await page.evaluate(() => {
    window.times = [];
    const paint = (event) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.times.push(performance.now() - event.timeStamp);
        port2.postMessage(0);
      });
    addEventListener("keydown", paint, { capture: true });
  });
  await cell.focus();
  for (const [what, keys] of [
    ["arrow to the next cell", Array(20).fill("ArrowDown")],
    ["mark typed into the grid", ["3", "4", "2", "3", "4", "1", "3", "2", "4", "3"]],
  ]) {
    await page.evaluate(() => (window.times.length = 0));
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(500);
    }
    const times = (await page.evaluate(() => window.times)).sort((a, b) => a - b);
    print(`${what}, median`, times[Math.floor(times.length / 2)], 100);
    print(`${what}, longest`, times.at(-1), 100);
  }
  await context.close();
}
