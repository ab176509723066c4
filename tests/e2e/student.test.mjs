// The class on one standard and a small group for tomorrow in one click; one student across standards and years.
import assert from "node:assert/strict";

import { SCHOOL_DAY } from "./lib/deeds.mjs";
import { axe, go, PHONE, test } from "./lib/page.mjs";

const NEXT_DAY = new Date("2026-11-19T10:30:00-05:00");

async function openSample(page, open) {
  await page.clock.install({ time: SCHOOL_DAY });
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"] .lead').waitFor();
  await go(page, "mastery");
  const levels = page.getByRole("button", { name: "Show levels" });
  if (await levels.count()) await levels.first().click();
  await page.locator("td[data-at]").first().waitFor();
}

test("those who are not there yet meet tomorrow, by one click, and the minutes count", async ({ page, open }) => {
  await openSample(page, open);
  await page.locator("td[data-at]").nth(3).focus();
  await page.getByLabel("Show, by the standard that has the keyboard").selectOption({ label: "not yet on this standard" });
  const make = page.getByRole("button", { name: "Make a group for Thursday, 19 November" });
  const n = Number((await make.innerText()).match(/\((\d+)\)/)[1]);
  assert.equal(n, await page.locator("table.grid tbody tr").count());
  await make.press("Enter");
  await page.getByText(/meets? (you )?on Thursday, 19 November\. The group is on the page "Today"/).waitFor();

  await go(page, "today");
  const groups = page.locator("section", { has: page.getByRole("heading", { name: "Small groups" }) });
  assert.match(await groups.innerText(), /Thursday, 19 November: \S+/);
  assert.equal(await groups.getByRole("button", { name: /^Log/ }).count(), 0, "it has not met yet");
  await axe(page);
  await page.clock.setFixedTime(NEXT_DAY);
  await go(page, "groups");
  await go(page, "today");
  await groups.getByText(/Today: \S+/).waitFor();
  await groups.getByRole("textbox").fill("12");
  await groups.getByRole("button", { name: /^Log/ }).press("Enter");
  await groups.getByText("Met for 12 minutes").waitFor();
  await page.keyboard.press("Control+z");
  await groups.getByRole("button", { name: /^Take back/ }).press("Enter");
  await groups.waitFor({ state: "detached" });
});

test("the class on one standard, and one student across standards", async ({ page, open }) => {
  await openSample(page, open);
  const cell = page.locator("td[data-at]").nth(3);
  await cell.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "The class on this standard" }).press("Enter");
  await page.getByRole("heading", { name: "The class on this standard" }).waitFor();
  const ticked = await page.locator(".onstandard input:checked").count();
  const make = page.getByRole("button", { name: /^Make a group for/ });
  assert.match(await make.innerText(), new RegExp(`\\(${ticked}\\)$`));
  await page.locator(".onstandard input:not(:checked)").first().check();
  assert.match(await make.innerText(), new RegExp(`\\(${ticked + 1}\\)$`));
  await axe(page);
  await page.keyboard.press("h");
  assert.equal(await make.count(), 0, "who is where is a level too");
  await page.keyboard.press("h");

  await go(page, "mastery");
  await cell.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "All standards of this student" }).press("Enter");
  await page.locator('main[data-page="student"] table').first().waitFor();
  assert.match(await page.locator("h1").innerText(), /: all standards$/);
  assert.match(await page.locator(".lead").innerText(), /\d+ of \d+ standards mastered/);
  await axe(page);
});

test("a student's page on a phone", { context: { viewport: PHONE, hasTouch: true } }, async ({ page, open }) => {
  await openSample(page, open);
  await page.locator("td[data-at]").nth(3).tap();
  await page.getByRole("link", { name: "All standards of this student" }).tap();
  await page.locator('main[data-page="student"] table').first().waitFor();
  await axe(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(width <= 0, `${width} pixels too wide`);
});
