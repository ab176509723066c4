// Times of the page as a school's Chromebook sees it: `cargo xtask measure`. It prints, it never fails: computers that
// run checks are shared, so compare the figures of one run.
import { readFileSync } from "node:fs";

import { closeBrowser, newContext } from "./lib/browser.mjs";
import { slowDown } from "./lib/harm.mjs";
import { isKept, open } from "./lib/helpers.mjs";
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
await search();
await closeBrowser();

/** From the address to a page that answers, on a slow computer and a slow net; with the worker that keeps the page. */
async function visits() {
  const visitor = async () => {
    const context = await newContext({ serviceWorkers: "allow" });
    context.setDefaultTimeout(120000);
    const page = await context.newPage();
    await slowDown(page, { cpu: CPU });
    return page;
  };
  const visit = (page) => since(async () => (await open(page, pageUrl), await page.locator("main h1").waitFor()));
  const sample = (page) => since(async () => {
    await page.getByRole("button", { name: "Open the sample class" }).click();
    await page.locator("main[data-page=today] h1").waitFor();
  });
  const hasty = await visitor();
  print("first visit", await visit(hasty), 3000);
  print("sample class at once, while the rest still arrives", await sample(hasty), 3000);
  await hasty.context().close();
  const page = await visitor();
  await visit(page);
  print("until everything is kept for later", await since(() => isKept(page)), 60000);
  print("repeat visit", await visit(page), 1000);
  print("sample class", await sample(page), 3000);
  await page.context().close();
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
  const lines = () => page.evaluate(() => Object.keys(localStorage).filter((key) => /^rondo\/1\/[^/]+\/j\//.test(key)).length);
  const press = async (keys) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(500);
    }
  };
  for (const [what, keys] of [
    ["arrow to the next cell", Array(20).fill("ArrowDown")],
    ["mark typed into the grid", ["3", "4", "2", "3", "4", "1", "3", "2", "4", "3"]],
    ["arrow while the class is folded", Array(30).fill("ArrowUp")],
  ]) {
    const isFold = what.includes("folded");
    // A fold is due after 60 lines, and begins as soon as the browser is idle.
    for (let n = 0; isFold && n < 100 && (await lines()) < 60; n += 1) await page.keyboard.press("3");
    await page.evaluate(() => (window.times.length = 0));
    await press(keys);
    if (isFold) console.log(`        ${await lines()} lines are left after the fold`);
    const times = (await page.evaluate(() => window.times)).sort((a, b) => a - b);
    print(`${what}, median`, times[Math.floor(times.length / 2)], 100);
    print(`${what}, longest`, times.at(-1), 100);
  }
  await context.close();
}

/** Taps while mixed groups are searched, in a class of 36 with six cycles before, at no slow-down. */
async function search() {
  const context = await newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await open(page, pageUrl);
  await page.getByLabel("Name of the class").fill("5B");
  await page.getByRole("button", { name: "Start the class" }).click();
  await page.locator("main[data-page=class] h1").waitFor();
  await page.evaluate(() => {
    location.hash = location.hash.replace(/[^/]*$/, "groups");
  });
  const names = Array.from({ length: 36 }, (_, at) => `Ana${String.fromCharCode(65 + (at % 26))} Number${at}\t${(at * 7) % 36}`);
  await page.locator("textarea[name=names]").fill(names.join("\n"));
  await page.getByRole("button", { name: "Make groups" }).click();
  const done = () => page.getByText(/groups are made/).waitFor();
  await done();
  await page.getByRole("button", { name: "Settings" }).click();
  for (const month of ["08", "09", "10", "11", "12", "01"]) {
    const year = month < "08" ? 2027 : 2026;
    await page.getByLabel("These groups: first day").fill(`${year}-${month}-02`);
    await page.getByLabel("Last day, then regroup").fill(`${year}-${month}-20`);
    await page.getByRole("button", { name: /^Propose/ }).click();
    await done();
  }
  await page.evaluate(() => {
    window.long = [];
    window.times = [];
    new PerformanceObserver((list) => window.long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" });
    addEventListener("click", (event) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.times.push(performance.now() - event.timeStamp);
      port2.postMessage(0);
    }), { capture: true });
  });
  const settings = page.getByRole("button", { name: "Settings", exact: true });
  await page.getByRole("button", { name: /^Propose/ }).click();
  await page.waitForTimeout(100);
  await page.evaluate(() => (window.times.length = window.long.length = 0));
  for (let taps = 0; taps < 6; taps += 1) {
    await settings.click();
    await page.waitForTimeout(60);
  }
  const { times, long } = await page.evaluate(() => ({ times: window.times, long: window.long }));
  print("tap during a mixed search, longest", Math.max(...times), 100);
  print(`long tasks in a mixed search (${long.length}), longest`, Math.max(0, ...long), 50);
  await context.close();
}
