// Several subjects over one roster, each with its own levels and its own way to a score; habits beside them.
import assert from "node:assert/strict";

import { addStudent, startClass } from "./lib/deeds.mjs";
import { axe, go, PHONE, test } from "./lib/page.mjs";

const section = (page) => page.locator("section", { has: page.getByRole("heading", { name: "Subjects" }) });

test("a subject with three levels of its own, by keyboard", async ({ page, open }) => {
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ash");
  const subjects = section(page);
  await subjects.getByRole("button", { name: "Add a subject" }).press("Enter");
  await subjects.getByLabel("Name", { exact: true }).fill("Reading");
  await subjects.getByLabel("Levels").selectOption("3");
  for (const [level, name, from] of [[1, "Not yet", "0"], [2, "Nearly", "50"], [3, "Yes", "40"]]) {
    await subjects.getByLabel(`Name of level ${level}`).fill(name);
    await subjects.getByLabel(`Level ${level} from`).fill(from);
  }
  await subjects.getByLabel("A score is").selectOption({ label: "At mastery several times" });
  await subjects.getByLabel("How many times").fill("2");
  await axe(page);
  await subjects.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Raise it, or lower level 2.").waitFor();
  await subjects.getByLabel("Level 3 from").fill("80 %");
  await subjects.getByRole("button", { name: "Save" }).press("Enter");
  await subjects.getByText("3 levels, mastered from 3. At mastery several times, 2 of them.").waitFor();
  await subjects.getByRole("button", { name: "Move up: Reading" }).press("Enter");
  assert.match(await subjects.locator("li").first().innerText(), /^Reading/);
  await subjects.getByRole("button", { name: "Edit Reading" }).press("Enter");
  await subjects.getByRole("button", { name: "Take out" }).press("Enter");
  assert.equal(await subjects.locator("li").count(), 1);
  await page.keyboard.press("Control+z");
  await subjects.getByText("Reading").waitFor();
});

test("six levels that run down are typed, read and set as the class counts", async ({ page, open }) => {
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ash");
  const subjects = section(page);
  await subjects.getByRole("button", { name: "Edit Math" }).press("Enter");
  await subjects.getByLabel("Levels").selectOption("6");
  await subjects.getByLabel("Count down: 1 is the best.").press("Space");
  // Listed from the start of the way on: level 6 comes first.
  for (const [at, from] of [["6", "0"], ["5", "20"], ["4", "40"], ["3", "60"], ["2", "80"], ["1", "70"]]) {
    await subjects.getByLabel(`Level ${at} from`).fill(from);
  }
  await subjects.getByLabel("Mastered from").selectOption({ label: "Level 2" });
  await subjects.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("“Level 1 from” must be a number above that of level 2").waitFor();
  await subjects.getByLabel("Level 1 from").fill("95");
  await axe(page);
  await subjects.getByRole("button", { name: "Save" }).press("Enter");
  await subjects.getByText("6 levels, 1 is the best, mastered from 2.").waitFor();

  await go(page, "standards");
  await page.getByLabel("Name of the unit").fill("Fractions");
  await page.getByRole("button", { name: "Start the unit" }).click();
  await page.getByLabel("Find a standard by code or word").fill("5.NF.A.1");
  await page.getByRole("button", { name: "Take in 5.NF.A.1" }).click();
  await go(page, "mastery");
  await page.getByText("At 2 or better").waitFor();
  const cell = page.locator("td[data-at]").first();
  await cell.focus();
  await page.keyboard.press("7");
  await page.getByText("7 is not on the scale. Type 1 to 6.").waitFor();
  await cell.focus();
  await page.keyboard.press("1");
  await page.locator('td[aria-label="Ana A., 5.NF.A.1: level 1, tentative"]').waitFor();
  await page.getByText("1 of 1").first().waitFor();
  await cell.click();
  await page.getByText("Set a level").click();
  await page.locator("details.set").first().getByRole("combobox").selectOption("5");
  await page.getByRole("button", { name: "Set", exact: true }).click();
  await page.locator('td[aria-label="Ana A., 5.NF.A.1: level 5, set by you"]').waitFor();
  await page.getByText("Set to level 5").waitFor();
  // Undo says what was typed.
  await page.keyboard.press("Control+z");
  await page.locator('td[aria-label="Ana A., 5.NF.A.1: level 1, tentative"]').waitFor();
});

test("habits are marked in the grid, and make no skill groups", async ({ page, open }) => {
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ash");
  await section(page).getByRole("button", { name: "Add habits" }).click();
  await section(page).getByText("Never used for skill groups.").waitFor();
  await go(page, "mastery");
  await page.getByRole("combobox", { name: "Subject" }).selectOption({ label: "Habits" });
  const cell = page.locator("td[data-at]").first();
  await cell.focus();
  await page.keyboard.press("3");
  await page.locator('td[aria-label="Ana A., Habit 1: level 3, tentative"]').waitFor();
  await page.getByText("mostly").waitFor();
  await go(page, "groups");
  assert.equal(await page.getByRole("combobox", { name: "Subject" }).count(), 0);
});

test("the subjects on a phone", { context: { viewport: PHONE, hasTouch: true } }, async ({ page, open }) => {
  await open();
  await startClass(page);
  await section(page).getByRole("button", { name: "Edit Math" }).tap();
  await axe(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(width <= 0, `the page is ${width} px too wide`);
});
