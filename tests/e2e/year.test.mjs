// The year plan: what the year comes to, what a lost week does, slots alone, quarters and how minutes are shared.
import assert from "node:assert/strict";

import { SCHOOL_DAY } from "./lib/deeds.mjs";
import { axe, go, PHONE, test } from "./lib/page.mjs";

const lead = (page) => page.locator(".lead").innerText();
const ready = (page) => page.locator('.year[data-ready="yes"]').waitFor();

async function sample(page, open) {
  await page.clock.install({ time: SCHOOL_DAY });
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"] .lead').waitFor();
}

test("the year is planned, a lost week is tried, and slots alone make it even", { timeout: 120000 }, async ({ page, open }) => {
  await sample(page, open);
  await go(page, "rotation");
  await page.getByRole("link", { name: "Year plan" }).press("Enter");
  await ready(page);
  const before = await lead(page);
  assert.match(before, /By the end everybody has \d+ to \d+ minutes/);
  assert.equal(await page.locator(".year__bars li").count(), await page.locator(".year__week li").count());
  await axe(page);

  await page.getByLabel(/^Without the week of/).press("Space");
  await page.locator(".lead", { hasText: /^Without that week/ }).waitFor();
  assert.notEqual(await lead(page), before);
  await page.getByLabel(/^Without the week of/).press("Space");
  await page.locator(".lead", { hasText: /^By the end/ }).waitFor();
  assert.equal(await lead(page), before, "trying a lost week changes nothing");

  await page.getByRole("button", { name: "Make this week’s rotations" }).press("Enter");
  await page.getByText("The rotations of 3 days follow the plan.").waitFor();
  await page.getByRole("button", { name: "Undo" }).first().press("Enter");

  const apart = (text) => { const [, least, most] = text.match(/(\d+) to (\d+)/); return most - least; };
  await page.getByRole("button", { name: "Plan them" }).press("Enter");
  await page.locator(".year__notes", { hasText: /alone with you/ }).waitFor();
  await page.locator(".lead", { hasText: "No two students differ by more than one slot" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).first().press("Enter");
  await page.getByRole("button", { name: "Plan them" }).waitFor();
  assert.equal(apart(await lead(page)), apart(before));
});

test("quarters and policies are changed by keyboard; what cannot be is refused with a reason", { timeout: 120000 }, async ({ page, open }) => {
  await sample(page, open);
  await go(page, "year");
  await ready(page);
  await page.getByRole("button", { name: "Change Quarter 3" }).press("Enter");
  const form = page.locator(".year__quarters form");
  await form.getByLabel("Slots a week").fill("99");
  await form.getByRole("button", { name: "Save" }).press("Enter");
  await page.locator('.said[data-refused="true"]', { hasText: "your blocks hold 20" }).waitFor();
  await form.getByLabel("Slots a week").fill("16");
  await form.getByLabel("Group in focus").selectOption({ index: 1 });
  await form.getByRole("button", { name: "Save" }).press("Enter");
  await page.locator(".year__quarters li", { hasText: "16 slots a week, focus:" }).waitFor();
  await page.getByRole("button", { name: "Change Quarter 3" }).press("Enter");
  await form.getByLabel("Standard in focus").selectOption("5.NF.A.1");
  await axe(page);
  await form.getByRole("button", { name: "Save" }).press("Enter");
  await page.locator(".year__quarters li", { hasText: /focus: \S+, 5\.NF\.A\.1/ }).waitFor();
  await axe(page);

  await page.locator(".year__sharing summary").press("Enter");
  await page.locator(".year__sharing select").selectOption("need_with_floor");
  await page.getByLabel("Minutes a week for everybody").fill("15");
  await page.locator(".year__sharing").getByRole("button", { name: "Save" }).press("Enter");
  await page.locator(".lead", { hasText: "By need, with 15 minutes a week for everybody" }).waitFor();
  await page.getByRole("group", { name: "Divide the year" }).getByRole("button", { name: "3" }).press("Enter");
  await page.locator(".year__quarters li").nth(3).waitFor({ state: "detached" });
  assert.equal(await page.locator(".year__quarters li").count(), 3);
  await page.setViewportSize(PHONE);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
  await axe(page);
});
