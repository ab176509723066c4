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

test("what asks for a copy on a phone, and a tablet's rail, hold their words and buttons", { context: { viewport: PHONE } }, async ({ page, open }) => {
  await openSample(page, open);
  await page.getByRole("button", { name: "Log today as planned" }).click();
  await page.getByRole("button", { name: "Make it my class" }).click();
  const asks = page.locator("main .callout", { hasText: "in this browser only" });
  await asks.getByRole("button", { name: "Later" }).waitFor();
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= PHONE.width);
  assert.ok((await asks.boundingBox()).height < 220, "no word stands a letter a line");
  await page.setViewportSize({ width: 820, height: 1180 });
  for (const name of ["Undo", "Redo"]) {
    const { x, width } = await page.locator(".rail__undo").getByRole("button", { name }).boundingBox();
    assert.ok(x >= 0 && x + width <= 76, `${name} is in the rail`);
  }
});
