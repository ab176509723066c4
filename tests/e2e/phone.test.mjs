// Every page on a phone, in both themes: nothing is wider than the screen, and axe finds no barrier.
import assert from "node:assert/strict";

import { openSample } from "./lib/deeds.mjs";
import { axe, classOf, go, PAGES, PHONE, test } from "./lib/page.mjs";

for (const colorScheme of ["light", "dark"]) {
  test(`on a phone, ${colorScheme}`, { context: { viewport: PHONE, colorScheme, hasTouch: true }, timeout: 180000 }, async ({ page, open }) => {
    await openSample(page, open);
    const fits = async (name) => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= PHONE.width, `${name} is ${width} wide`);
      await axe(page);
    };
    for (const name of PAGES) {
      await go(page, name);
      await page.locator("main h1").waitFor();
      await fits(name);
    }
    await page.evaluate((hash) => { location.hash = hash; }, `#/class/${classOf(page)}/board`);
    await page.locator(".stage h1").waitFor();
    await fits("board");
  });
}
