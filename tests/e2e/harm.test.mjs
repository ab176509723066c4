// The means by which other tests do harm, tried on bare storage: they must really kill, and really slow down.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import nodeTest from "node:test";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { newPersistentContext } from "./lib/browser.mjs";
import { crashTab, killBrowser, slowDown } from "./lib/harm.mjs";
import { open, pageUrl, stored, test } from "./lib/page.mjs";

test("a tab whose process dies has kept what was written", async ({ page, context, guard, url, open }) => {
  guard.allow(/crash: /);
  await open();
  await page.evaluate(() => localStorage.setItem("rondo/x", "1"));
  await crashTab(page);
  const next = await context.newPage();
  await next.goto(url);
  assert.equal((await stored(next))["rondo/x"], "1");
});

nodeTest("a killed browser is really gone, and another opens its storage", async () => {
  const folder = await mkdtemp(join(tmpdir(), "rondo-e2e-"));
  const first = await newPersistentContext(folder);
  const page = await first.newPage();
  await open(page, pageUrl);
  await killBrowser(first);
  await assert.rejects(page.evaluate(() => 1));
  const second = await newPersistentContext(folder);
  await open(await second.newPage(), pageUrl);
  await second.close();
  await rm(folder, { recursive: true, force: true });
});

test("a slow computer takes longer", async ({ page, open }) => {
  await open();
  const work = () => page.evaluate(() => {
    const start = performance.now();
    let sum = 0;
    for (let i = 0; i < 3e7; i += 1) sum += Math.sqrt(i);
    return sum && performance.now() - start;
  });
  // The quickest of five, so that a busy moment does not pass for the usual.
  const quickest = async () => {
    const times = [];
    for (let n = 0; n < 5; n += 1) times.push(await work());
    return Math.min(...times);
  };
  const usual = await quickest();
  await slowDown(page);
  const slow = await quickest();
  assert.ok(slow > 1.5 * usual, `${usual} ms became ${slow} ms`);
});
