// A page that stays open overnight moves to the new day, at midnight and when it wakes; what was typed stays.
import assert from "node:assert/strict";

import { openSample } from "./lib/deeds.mjs";
import { go, test } from "./lib/page.mjs";

const NIGHT = new Date("2026-11-18T23:59:50-05:00");
const MORNING = new Date("2026-11-19T07:40:00-05:00");

async function tickFirst(page) {
  await page.locator("details.absent summary").click();
  const box = page.locator(".absent__names input").first();
  await box.check();
  await page.locator("details.absent summary .quiet").filter({ hasNotText: "nobody" }).waitFor();
}

const nobody = (page) => page.locator("details.absent summary", { hasText: "nobody is marked" });

test("at midnight nobody is absent any more who was absent yesterday", async ({ page, open }) => {
  await openSample(page, open);
  for (const name of ["rotation", "today"]) {
    await go(page, name);
    await page.locator("details.absent").waitFor();
  }
  await go(page, "rotation");
  await tickFirst(page);
  await page.clock.setSystemTime(NIGHT);
  await page.clock.runFor(40000);
  await nobody(page).waitFor();
  assert.equal(await page.locator(".absent__names input").first().isChecked(), false);
  // What is ticked now is of the new day, and the one before keeps its own.
  await page.locator(".absent__names input").nth(1).check();
  await page.reload();
  await page.locator("details.absent").waitFor();
  assert.equal(await nobody(page).count(), 0);
});

test("when it wakes it is the next day, and a half-typed conference is still there", async ({ page, open }) => {
  await openSample(page, open);
  const title = () => page.locator("main h1").innerText();
  const before = await title();
  await go(page, "plans");
  const first = page.locator("table.plans th[scope=row] a").first();
  await first.waitFor();
  await first.click();
  await page.getByRole("button", { name: "Log a conference" }).first().click();
  await page.getByLabel("Strength").fill("Explains her steps");
  await page.clock.setSystemTime(MORNING);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  assert.equal(await page.getByLabel("Strength").inputValue(), "Explains her steps");
  await page.locator("form.plan-form").getByRole("button", { name: "Save" }).click();
  await page.locator(".talk", { hasText: "Explains her steps" }).waitFor();
  await go(page, "today");
  assert.notEqual(await title(), before, "Today says another day");
});

test("results that stay open with nothing in them are of the new day", async ({ page, open }) => {
  await openSample(page, open);
  await go(page, "results");
  await page.locator("textarea").first().waitFor();
  await page.clock.setSystemTime(MORNING);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await page.locator("textarea").first().fill("Name,5.NF.A.1\nMaya Okafor,3\n");
  await page.getByLabel("Done on").waitFor();
  assert.equal(await page.getByLabel("Done on").inputValue(), "2026-11-19");
});

test("quick entry that stays open before the first mark is of the new day", async ({ page, open }) => {
  await openSample(page, open);
  await go(page, "mastery");
  await page.getByRole("button", { name: "Quick entry" }).click();
  const day = page.locator(".entry input[type=date]");
  await day.waitFor();
  const before = await day.inputValue();
  await page.clock.setSystemTime(MORNING);
  await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await page.waitForFunction(() => document.querySelector(".entry input[type=date]").value === "2026-11-19");
  assert.notEqual(before, "2026-11-19");
});
