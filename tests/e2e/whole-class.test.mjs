// The whole class together for some days: on a grade-level standard, with nobody moving, and then the groups again.
import assert from "node:assert/strict";

import { openSample } from "./lib/deeds.mjs";
import { axe, go, PHONE, test } from "./lib/page.mjs";

async function whole(page, open) {
  await openSample(page, open);
  await go(page, "groups");
  await page.getByRole("button", { name: "Whole class", exact: true }).press("Enter");
  await page.getByText("Everybody together for some days.").waitFor();
}

test("everybody together on a standard, and the groups again afterwards", async ({ page, open }) => {
  await whole(page, open);
  const standards = await page.getByLabel("Grade-level standard").locator("option").allInnerTexts();
  assert.ok(standards.length > 1 && standards.slice(0, -1).every((words) => words.startsWith("5.")), standards.join());
  assert.ok(await page.getByText("These are the last days of the skill groups").isVisible());
  await axe(page);
  const today = await page.evaluate(() => new Date().toLocaleDateString("sv"));
  await page.getByLabel("First day together").fill(today);
  await page.getByLabel("Last day together").fill("2026-01-01");
  await page.getByRole("button", { name: "Bring everybody together" }).press("Enter");
  await page.getByText("The cycle must end after its first day").waitFor();
  await page.getByLabel("Last day together").fill(today);
  await page.getByRole("button", { name: "Bring everybody together" }).press("Enter");
  await page.getByText(/Everybody together on 5\.[^ ]+: \d+ of 26 have mastered it\./).waitFor();
  assert.equal(await page.locator(".group .member").count(), 26);
  await axe(page);
  await page.keyboard.press("h");
  await page.getByText(/^Everybody together on 5\.\S+\.\s*$/).waitFor();
  assert.equal(await page.locator(".group .mark").count(), 0);
  await page.keyboard.press("h");
  await go(page, "rotation");
  await page.getByText(/Everybody is together until/).waitFor();
  assert.equal(await page.getByRole("button", { name: "Use this rotation" }).count(), 0);
  await axe(page);
  await page.getByRole("link", { name: "Show on projector" }).click();
  await page.getByText("Part 1 of 4, until 9:20.").waitFor();
  assert.equal(await page.locator(".spot").count(), 1);
  assert.equal(await page.locator(".spot li").count(), 26);
  await page.goBack();
  await go(page, "groups");
  await page.getByRole("button", { name: "Whole class", exact: true }).press("Enter");
  await page.getByRole("button", { name: "Back to the groups" }).press("Enter");
  await page.getByText("Everybody together for some days.").waitFor();
  await go(page, "rotation");
  await page.locator("table").first().waitFor();
  assert.equal(await page.getByText(/Everybody is together until/).count(), 0);
});

test("the form on a phone", { context: { viewport: PHONE, hasTouch: true } }, async ({ page, open }) => {
  await whole(page, open);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px beyond the page`);
  await axe(page);
});
