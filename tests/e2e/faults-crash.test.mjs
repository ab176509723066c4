// P1: the tab's process dies after a deed, and everything that the page showed is there when it is opened again. What
// there should be, a second page says: it does the same, and nothing happens to it.
import assert from "node:assert/strict";

import { newContext } from "./lib/browser.mjs";
import { chance, seed } from "./lib/chance.mjs";
import { SCHOOL_DAY, act, bringIn, draw, isSaved, told } from "./lib/deeds.mjs";
import { crashTab } from "./lib/harm.mjs";
import { go, isLong, open as openAt, pageUrl, readDownload, test } from "./lib/page.mjs";

const DEEDS = isLong ? 150 : 6;

test(`the process dies after each of ${DEEDS} deeds (seed ${seed})`, async ({ context, guard }) => {
  guard.allow(/crash: /);
  const other = await newContext();
  try {
    for (const one of [other, context]) await one.clock.setFixedTime(SCHOOL_DAY);
    const model = await fresh(other);
    let page = await fresh(context);
    await model.getByRole("button", { name: "Open the sample class" }).click();
    await model.locator('main[data-page="today"] .lead').waitFor();
    await go(model, "share");
    await model.getByLabel("Private notes and sensitive tags too").first().check();
    // A class that came as a file is all in one line; the deeds after it must not harm that.
    const { text } = await readDownload(model, () => model.getByRole("button", { name: "Save a copy now" }).first().click());
    await bringIn(page, text);
    const route = new URL(page.url()).hash;
    const next = chance();
    for (let n = 1; n <= DEEDS; n += 1) {
      const deed = draw(next);
      const what = `deed ${n}: ${JSON.stringify(deed)}`;
      await act(page, deed);
      assert.ok(await isSaved(page), what);
      // At once: what is written a moment later is lost.
      await crashTab(page);
      await page.close();
      await act(model, deed);
      page = await fresh(context, route);
      assert.deepEqual(await told(page), await told(model), what);
    }
  } finally {
    await other.close();
  }
});

async function fresh(context, route = "") {
  const page = await context.newPage();
  await openAt(page, pageUrl, route);
  return page;
}
