// A term report: comments written by keyboard, the school system's order, a file for it, and kept as it was given out.
import assert from "node:assert/strict";

import { SCHOOL_DAY } from "./lib/deeds.mjs";
import { axe, go, PHONE, readDownload, test } from "./lib/page.mjs";

async function begin(page, open) {
  await page.clock.install({ time: SCHOOL_DAY });
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"] .lead').waitFor();
  await go(page, "share");
  await page.getByRole("link", { name: "All reports" }).press("Enter");
  await page.getByLabel("Name of the report").fill("Fall term");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Fall term" }).waitFor();
}

test("a report is written, put in order, saved and given out", async ({ page, open }) => {
  await begin(page, open);
  await page.getByText("Order of the rows").click();
  await page.getByLabel("The school system's list").fill("Vargas, Mateo\nBrooks, Aaliyah\nNobody, Zed");
  await page.getByRole("button", { name: "Use this order" }).click();
  await page.getByText("2 students are in the order of your list. Not found in the class: Zed Nobody.").waitFor();
  await axe(page);
  await page.getByRole("link", { name: "Fall term" }).press("Enter");
  const rows = page.locator("table.report tbody tr th").filter({ visible: true });
  await rows.first().waitFor();
  assert.deepEqual((await rows.allInnerTexts()).slice(0, 2), ["Vargas, Mateo", "Brooks, Aaliyah"]);
  await page.getByLabel("Comment for Mateo Vargas").fill('Explains "why",\nto others too.');
  await page.keyboard.press("Tab");
  await axe(page);

  const save = () => readDownload(page, () => page.getByRole("button", { name: "Save for the school system" }).click());
  const before = await save();
  assert.equal(before.name, "5B Fall term.csv");
  assert.match(before.text, /Vargas, Mateo/);
  assert.match(before.text, /"Explains ""why"",/);

  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".report__sheet").filter({ visible: true }).count(), 26, "a sheet for each student");
  await page.emulateMedia({ media: "screen" });

  await page.getByRole("button", { name: "Give it out" }).press("Enter");
  await page.getByText("Given out on 18 November.", { exact: true }).waitFor();
  assert.equal(await page.getByLabel("Comment for Mateo Vargas").count(), 0, "what was given out is not written any more");
  const href = page.url();
  await go(page, "mastery");
  await page.locator("td[data-at]").first().waitFor();
  await page.getByLabel("Unit").selectOption("");
  await page.locator("td[data-at]").first().focus();
  await page.keyboard.press("4");
  await page.goto(href);
  await page.getByText("Given out on 18 November.", { exact: true }).waitFor();
  assert.equal((await save()).text, before.text, "later marks change nothing");
  await axe(page);
});

test("a report on a phone", { context: { viewport: PHONE, hasTouch: true } }, async ({ page, open }) => {
  await begin(page, open);
  await page.getByRole("link", { name: "Fall term" }).tap();
  await page.locator("table.report tbody tr th").filter({ visible: true }).first().waitFor();
  await axe(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(width <= 0, `${width} pixels too wide`);
});
