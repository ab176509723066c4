// What a teacher says by hand: which column of a results file holds the names, and what a Saturday offers.
import assert from "node:assert/strict";

import { axe, go, test } from "./lib/page.mjs";

const UNKNOWN = "Room,Desk,Kiddo,Halves,Handed in\nBlue,left,Ana Ruiz,3,9/1/2026\nRed,right,Ben Li,2,9/2/2026\n";

test("the columns of a results file are chosen by hand, with the keyboard", async ({ page, open }) => {
  await page.clock.setFixedTime(new Date("2026-11-18T09:10:00-05:00"));
  await open();
  await page.getByLabel("Name of the class").fill("5B");
  await page.keyboard.press("Enter");
  await page.locator('main[data-page="class"]').waitFor();
  await go(page, "results");
  await page.getByLabel("Paste names and scores").fill(UNKNOWN);
  await page.locator("summary", { hasText: "are new and will be added" }).waitFor();
  assert.match(await page.locator("main").innerText(), /Blue/);
  await page.getByLabel("What Halves shows").fill("5.NF.A.1");
  const names = page.getByLabel("Column \"Kiddo\" holds");
  await names.focus();
  await names.selectOption({ label: "Whole name" });
  await page.locator("main", { hasText: "Ben Li" }).waitFor();
  assert.equal(await names.evaluate((select) => document.activeElement === select), true, "the choice keeps the focus");
  assert.equal(await page.getByLabel("Column \"Room\" holds").evaluate((select) => select.selectedOptions[0].text), "Leave out");
  assert.equal(await page.getByLabel("What Halves shows").inputValue(), "5.NF.A.1", "what was typed stays");
  await page.getByLabel("Column \"Handed in\" holds").selectOption({ label: "Date" });
  await axe(page);
  await names.selectOption({ label: "Leave out" });
  await page.getByRole("alert").getByText("Say which column holds the name").waitFor();
  await names.selectOption({ label: "Whole name" });
  assert.equal(await page.getByLabel("What Halves shows").inputValue(), "5.NF.A.1", "even after a bad choice");
  await page.getByRole("button", { name: "Bring in 2 marks" }).click();
  await page.getByRole("grid").waitFor();
  assert.equal(await page.locator("tr[data-id]").count(), 2);
});

test("a Saturday shows the next school day and the days that are not logged", async ({ page, open }) => {
  await page.clock.setFixedTime(new Date("2026-11-21T09:10:00-05:00"));
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"]').waitFor();
  await page.getByText("Today has no rotation.").waitFor();
  await axe(page);
  await page.getByRole("link", { name: "See Monday, 23 November" }).click();
  await page.locator('main[data-page="rotation"]').waitFor();
  await page.getByRole("heading", { name: "Rotation, Monday, 23 November" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Log today as planned" }).count(), 0);
  await axe(page);
});
