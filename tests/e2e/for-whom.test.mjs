// A standard for some students only: chosen by keyboard and by touch, left out of the grid's counts and of quick entry.
import assert from "node:assert/strict";

import { addStudent, startClass } from "./lib/deeds.mjs";
import { axe, classOf, go, PHONE, test } from "./lib/page.mjs";

/** A class of three with a unit of one standard. */
async function begin(page, open) {
  await open();
  await startClass(page);
  for (const name of ["Ana Ash", "Ben Birch", "Cy Cole"]) await addStudent(page, name);
  await go(page, "standards");
  await page.getByLabel("Name of the unit").fill("Fractions");
  await page.getByRole("button", { name: "Start the unit" }).click();
  await page.getByLabel("Find a standard by code or word").fill("5.NF.A.1");
  await page.getByRole("button", { name: "Take in 5.NF.A.1" }).click();
  await page.getByRole("button", { name: "Take out 5.NF.A.1" }).waitFor();
}

test("chosen by keyboard, a standard asks nobody else", async ({ page, open }) => {
  await begin(page, open);
  const whom = page.locator(".forwhom");
  await whom.getByText("For everybody").waitFor();
  await whom.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await whom.getByRole("button", { name: /^For th/ }).isDisabled(), true, "nobody is ticked yet");
  for (const name of ["Ana A.", "Ben B."]) {
    await whom.getByLabel(name).focus();
    await page.keyboard.press("Space");
  }
  await axe(page);
  await whom.getByRole("button", { name: "For these 2 alone" }).press("Enter");
  await whom.getByText("For Ana A. and Ben B. alone").waitFor();

  await go(page, "mastery");
  const label = (text) => page.locator(`td[aria-label="${text}"]`);
  await label("Cy C., 5.NF.A.1: not for this student").waitFor();
  await label("Ben B., 5.NF.A.1: no evidence").waitFor();
  await page.getByRole("button", { name: "Quick entry" }).click();
  await page.getByText("0 of 2 entered").waitFor();
  await page.keyboard.press("3");
  await page.keyboard.press("2");
  await page.getByText("2 of 2 entered").waitFor();
  await label("Ben B., 5.NF.A.1: level 2, tentative").waitFor();
  await label("Cy C., 5.NF.A.1: not for this student").waitFor();
  await page.getByText("1 of 2", { exact: true }).first().waitFor();

  await page.evaluate((hash) => { location.hash = hash; }, `#/class/${classOf(page)}/standards/5.NF.A.1`);
  await page.getByRole("heading", { level: 1, name: "5.NF.A.1" }).waitFor();
  await page.locator(".forwhom summary").press("Enter");
  await page.locator(".forwhom").getByRole("button", { name: "For everybody" }).press("Enter");
  await page.locator(".forwhom__words", { hasText: "For everybody" }).waitFor();
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("Control+z");
  await page.locator(".forwhom__words", { hasText: "For Ana A. and Ben B. alone" }).waitFor();
});

test("chosen by touch on a phone", { context: { viewport: PHONE, hasTouch: true } }, async ({ page, open }) => {
  await begin(page, open);
  const whom = page.locator(".forwhom");
  await whom.locator("summary").tap();
  await whom.getByLabel("Cy C.").tap();
  await axe(page);
  await whom.getByRole("button", { name: "For this student alone" }).tap();
  await whom.getByText("For Cy C. alone").waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(width <= 0, `the page is ${width} px too wide`);
});
