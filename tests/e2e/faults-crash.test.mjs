// P1: the tab's process dies after a deed, and everything that the page showed is there when it is opened again. What
// there should be, a second page says: it does the same, and nothing happens to it.
import assert from "node:assert/strict";

import { newContext } from "./lib/browser.mjs";
import { chance, seed } from "./lib/chance.mjs";
import { SCHOOL_DAY, act, draw, isSaved, told } from "./lib/deeds.mjs";
import { crashTab } from "./lib/harm.mjs";
import { isLong, open as openAt, pageUrl, test } from "./lib/page.mjs";

const DEEDS = isLong ? 150 : 6;

test(`the process dies after each of ${DEEDS} deeds (seed ${seed})`, async ({ context, guard }) => {
  guard.allow(/crash: /);
  const other = await newContext();
  try {
    for (const one of [other, context]) await one.clock.setFixedTime(SCHOOL_DAY);
    const model = await fresh(other);
    let page = await fresh(context);
    for (const one of [model, page]) {
      await one.getByRole("button", { name: "Open the sample class" }).click();
      await one.locator('main[data-page="today"] .lead').waitFor();
    }
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
