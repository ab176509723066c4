// P1: the browser is killed at any moment. Opened again, the class is as it was after one of the deeds: those before
// it are all there, those after it are not, and nothing is damaged.
import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import nodeTest from "node:test";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { newPersistentContext } from "./lib/browser.mjs";
import { chance, seed } from "./lib/chance.mjs";
import { act, draw, startClass } from "./lib/deeds.mjs";
import { killBrowser } from "./lib/harm.mjs";
import { isLong, open, pageUrl } from "./lib/page.mjs";

const KILLS = isLong ? 25 : 2;
// They all show on the class page, so that one look is the whole state.
const NAMES = ["add a student", "rename a student", "take a student off the roster", "rename the class"];

nodeTest(`the browser is killed ${KILLS} times (seed ${seed})`, { timeout: isLong ? 3600000 : 120000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "rondo-e2e-"));
  const next = chance();
  let context;
  try {
    context = await newPersistentContext(folder);
    let page = await newPage(context);
    await startClass(page);
    const route = new URL(page.url()).hash;
    // Before the first write there is no class.
    let states = ["", await state(page)];
    const keep = async () => void states.push(await state(page));
    const doOne = async (names) => {
      // A deed that is undone is two writes, and the browser may be killed between them.
      await act(page, draw(next, names), keep);
      await keep();
    };
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const before = await bytesOnDisk(folder);
      // Until the browser has written something, and a few deeds more; in long campaigns at any moment.
      const [isAnywhen, until, more] = [isLong && next() < 0.5, Date.now() + next() * 90000, Math.floor(next() * 4)];
      const isTime = async () => (isAnywhen ? Date.now() > until : (await bytesOnDisk(folder)) !== before);
      for (let n = 0; n < 2 || !(await isTime()); n += 1) await doOne(n < 2 ? NAMES.slice(0, 1) : NAMES);
      for (let n = 0; n < more; n += 1) await doOne(NAMES);
      await killBrowser(context);
      context = await newPersistentContext(folder);
      page = await newPage(context, route);
      const found = await state(page);
      const at = states.lastIndexOf(found);
      assert.ok(at >= 0, `after kill ${kill} the class is not as it was at any time:\n${found}`);
      t.diagnostic(`kill ${kill}: ${at} of ${states.length - 1} deeds were on the disk`);
      if (!isAnywhen) assert.ok(at > 0, "what was written is there");
      states = [found];
    }
    if (isLong) {
      // A minute after the last deed, and the time it takes the browser, everything is on the disk.
      for (let n = 0; n < 10; n += 1) await doOne(NAMES);
      await page.waitForTimeout(65000);
      await killBrowser(context);
      context = await newPersistentContext(folder);
      assert.equal(await state(await newPage(context, route)), states.at(-1));
    }
  } finally {
    await context?.close();
    await rm(folder, { recursive: true, force: true });
  }
});

async function newPage(context, route = "") {
  const page = await context.newPage();
  await open(page, pageUrl, route);
  return page;
}

/** The class as its page shows it; empty where there is none. */
async function state(page) {
  await page.locator('main[data-page="class"] .lead, main[data-page="start"] .lead').waitFor();
  if ((await page.locator('main[data-page="start"]').count()) > 0) return "";
  assert.equal(await page.locator(".rescue, .said[data-refused=true]").count(), 0, "nothing is damaged");
  return `${await page.locator(".rail .klass").innerText()}\n${await page.locator(".roster").innerText()}`;
}

/** How much of localStorage lies on the disk. */
async function bytesOnDisk(folder) {
  const storage = join(folder, "Default", "Local Storage", "leveldb");
  const logs = (await readdir(storage)).filter((name) => name.endsWith(".log"));
  const sizes = await Promise.all(logs.map(async (name) => (await stat(join(storage, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
