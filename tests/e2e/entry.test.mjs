// Marks go in fast: a key a student, a block from a spreadsheet, the same as above, with help.
import assert from "node:assert/strict";

import { SCHOOL_DAY } from "./lib/deeds.mjs";
import { axe, go, paste, PHONE, test } from "./lib/page.mjs";

async function openGrid(page, open) {
  await page.clock.setFixedTime(SCHOOL_DAY);
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"] h1').waitFor();
  await go(page, "mastery");
  await page.locator("tr[data-id]").first().waitFor();
}

const cell = (page, row, column) => page.locator("tr[data-id]").nth(row).locator("td[data-at]").nth(column);
const label = (page, row, column) => cell(page, row, column).getAttribute("aria-label");

test("an exit ticket for the whole class takes a key a student", async ({ page, open }) => {
  await openGrid(page, open);
  const [students, columns] = [await page.locator("tr[data-id]").count(), await page.locator("tr[data-id]").first().locator("td[data-at]").count()];
  await cell(page, 0, columns - 1).focus();
  let presses = 0;
  const press = async (key) => { presses += 1; await page.keyboard.press(key); };
  await page.getByRole("button", { name: "Quick entry" }).focus();
  await press("Enter");
  const bar = page.getByRole("region", { name: "Quick entry" });
  await bar.waitFor();
  await axe(page);
  for (let n = 0; n < students; n += 1) await press(n === 3 ? "0" : n === 4 ? "e" : String(1 + (n % 4)));
  await bar.getByText(`${students} of ${students} entered`).waitFor();
  // 28 students in under 40 presses; here there are as many students as the sample has.
  assert.ok(presses < students + 12, `${presses} presses for ${students} students`);
  await bar.getByRole("button", { name: "Done" }).click();
  await cell(page, 1, columns - 1).press("Enter");
  await page.locator(".cellpanel").getByText("Exit ticket").first().waitFor();
  assert.match(await label(page, 3, columns - 1), /no evidence/, "absent is no level");
  assert.match(await label(page, 4, columns - 1), /no evidence/, "excused is no level");
  await page.keyboard.press("Control+z");
});

test("a block from a spreadsheet is looked at before it goes in, and is one undo", async ({ page, open }) => {
  await openGrid(page, open);
  const before = [await label(page, 1, 1), await label(page, 2, 2)];
  const columns = await page.locator("tr[data-id]").first().locator("td[data-at]").count();
  await cell(page, 1, 1).focus();
  await paste(page, cell(page, 1, 1), "1\t4\n1\tx\n");
  const block = page.getByRole("region", { name: "Pasted levels" });
  await block.getByText("3 marks can be entered.").waitFor();
  await block.getByText("“x” is no level from 1 to 4").waitFor();
  await axe(page);
  assert.equal(await label(page, 1, 1), before[0], "nothing is written yet");
  await page.keyboard.press("Enter");
  await block.waitFor({ state: "detached" });
  assert.notEqual(await label(page, 1, 1), before[0]);
  await page.keyboard.press("Control+z");
  assert.deepEqual([await label(page, 1, 1), await label(page, 2, 2)], before);
  await cell(page, 0, columns - 1).focus();
  await paste(page, cell(page, 0, columns - 1), "no\tlevels\n");
  await block.getByText("There is no level in what was pasted.").waitFor();
  await block.getByText("One column goes beyond the last standard").waitFor();
  await block.getByRole("button", { name: "Cancel" }).click();
});

test("the same as above, and with help", async ({ page, open }) => {
  await openGrid(page, open);
  const columns = await page.locator("tr[data-id]").first().locator("td[data-at]").count();
  await cell(page, 0, columns - 1).focus();
  await page.keyboard.press("4");
  await page.keyboard.press("Control+d");
  await page.keyboard.press("Shift+Digit2");
  const level = async (row) => (await label(page, row, columns - 1)).split("level ")[1]?.[0];
  assert.equal(await level(1), await level(0));
  await cell(page, 2, columns - 1).press("Enter");
  await page.locator(".cellpanel").getByText("with help").first().waitFor();
});

test("quick entry on a phone", { context: { viewport: PHONE, hasTouch: true } }, async ({ page, open }) => {
  await openGrid(page, open);
  await page.getByRole("button", { name: "Quick entry" }).tap();
  await page.getByRole("region", { name: "Quick entry" }).waitFor();
  await axe(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(width <= 0, `the page is ${width} px too wide`);
});

test("the grid by how sure and by age", async ({ page, open }) => {
  await openGrid(page, open);
  await page.getByRole("button", { name: "how sure", exact: true }).click();
  await page.getByText("The number is how many marks the level rests on").waitFor();
  assert.match(await label(page, 0, 1), /(sure|one more check would tell), \d+ marks?$/);
  await axe(page);
  await page.getByRole("button", { name: "age", exact: true }).click();
  assert.match(await label(page, 0, 1), /newest mark \d+ weeks? old$/);
  await axe(page);
  await page.keyboard.press("h");
  assert.doesNotMatch(await label(page, 0, 1), /sure|newest/, "hidden levels hide these too");
});

test("only those who have no mark on a standard, and they stay while marks are typed", async ({ page, open }) => {
  await openGrid(page, open);
  const rows = page.locator("tr[data-id]");
  const [all, columns] = [await rows.count(), await rows.first().locator("td[data-at]").count()];
  await cell(page, 0, columns - 1).focus();
  await page.keyboard.press("3");
  const show = page.getByRole("combobox", { name: "Show, by the standard" });
  await show.selectOption({ label: "no mark on this standard" });
  await page.waitForFunction((n) => document.querySelectorAll("tr[data-id]").length === n, all - 1);
  await cell(page, 0, columns - 1).focus();
  await page.keyboard.press("2");
  assert.equal(await rows.count(), all - 1, "nobody goes while marks are typed");
  await axe(page);
  await show.selectOption({ label: "everybody" });
  await page.waitForFunction((n) => document.querySelectorAll("tr[data-id]").length === n, all);
});

test("one mark is taken back, and one standard is calculated in its own way", async ({ page, open }) => {
  await openGrid(page, open);
  const panel = page.locator(".cellpanel");
  await cell(page, 0, 1).press("Enter");
  const marks = panel.locator(".evidence li");
  await marks.first().waitFor();
  const count = await marks.count();
  await panel.getByRole("button", { name: /^Take back: / }).first().press("Enter");
  await page.waitForFunction((n) => document.querySelectorAll(".cellpanel .evidence li").length === n, count - 1);
  await page.keyboard.press("Control+z");
  await page.waitForFunction((n) => document.querySelectorAll(".cellpanel .evidence li").length === n, count);
  await panel.getByText("Decaying average: ").waitFor();
  await panel.getByText("How this standard is calculated").click();
  await panel.getByLabel("A score is").selectOption({ label: "Weighted average" });
  await panel.getByLabel("Weight of the newest").fill("x");
  await panel.getByText("How this standard is calculated").locator("..").getByRole("button", { name: "Set" }).click();
  await page.getByText("is no weight. Type 1 to 99").waitFor();
  await panel.getByLabel("Weight of the newest").fill("50 %");
  await panel.getByText("How this standard is calculated").locator("..").getByRole("button", { name: "Set" }).click();
  await panel.getByText("Weighted average: 0.5 × ").waitFor();
  await axe(page);
});
