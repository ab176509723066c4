// The teacher's hand on groups: two change places, and a day on which too many are absent.
import assert from "node:assert/strict";

import { axe, go, test } from "./lib/page.mjs";

/** Opens the sample class on a school day, with skill groups proposed. */
async function withGroups(page, open) {
  await page.clock.setFixedTime(new Date("2026-11-18T09:10:00-05:00"));
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"]').waitFor();
  await go(page, "groups");
  await page.getByRole("button", { name: /^Propose/ }).click();
  await page.getByText(/groups are made/).first().waitFor();
}

const names = (group) => group.locator(".member__name").allInnerTexts();

test("two students change places by keyboard, and one undo brings both back", async ({ page, open }) => {
  await withGroups(page, open);
  const groups = page.locator("section.group");
  const before = [await names(groups.nth(0)), await names(groups.nth(1))];
  const [one, other] = [before[0][0], before[1][0]];
  await groups.nth(0).locator(".member__name").first().focus();
  await page.keyboard.press("Enter");
  const whom = page.getByLabel(`Change places: ${one} with…`);
  await axe(page);
  await whom.focus();
  await whom.selectOption({ label: `${other} (${(await groups.nth(1).getAttribute("aria-label"))})` });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction((name) => document.querySelectorAll("section.group")[1].innerText.includes(name), one);
  assert.ok((await names(groups.nth(0))).includes(other));
  assert.equal(await page.evaluate(() => document.activeElement.textContent), one, "the focus goes with the student");
  await page.keyboard.press("Control+z");
  await page.waitForFunction((name) => document.querySelectorAll("section.group")[0].innerText.includes(name), one);
  assert.deepEqual([await names(groups.nth(0)), await names(groups.nth(1))], before);
});

test("the days of the groups can be changed, but not turned round", async ({ page, open }) => {
  await withGroups(page, open);
  await page.getByRole("button", { name: "Settings" }).click();
  const last = page.getByLabel("Last day, then regroup");
  await last.fill("2026-11-27");
  await page.keyboard.press("Tab");
  await page.locator("main", { hasText: "to 27 November" }).waitFor();
  await axe(page);
  await last.fill("2026-10-01");
  await page.keyboard.press("Tab");
  await page.getByText(/must end after its first day/).waitFor();
  assert.equal(await last.inputValue(), "2026-11-27", "what is refused goes back");
  assert.match(await page.locator("main").innerText(), /to 27 November/);
});

test("a number that is not taken goes back to the one in use, and that is said", async ({ page, open }) => {
  await withGroups(page, open);
  await page.getByRole("button", { name: "Settings" }).click();
  const most = page.getByLabel("At most so many groups");
  const used = await most.inputValue();
  for (const typed of ["-2", "3.5", "99", ""]) {
    await most.fill(typed);
    await page.keyboard.press("Tab");
    await page.locator(".said", { hasText: "A number from 1 to 60 goes here." }).waitFor();
    assert.equal(await most.inputValue(), used, typed);
  }
});

test("materials stand at the group, on the printed list, and undo takes them back", async ({ page, open }) => {
  await withGroups(page, open);
  const group = page.locator("section.group").first();
  const name = await group.getAttribute("aria-label");
  await page.getByRole("button", { name: `Add materials: ${name}` }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("fraction strips, page 41");
  await page.keyboard.press("Enter");
  await group.getByText("fraction strips, page 41").waitFor();
  assert.match(await page.locator(".lists__group").first().textContent(), /fraction strips, page 41/);
  await axe(page);
  await page.getByRole("button", { name: `Change materials: ${name}` }).waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: `Add materials: ${name}` }).waitFor();
});

test("where one is left of a group, the student sits with another for the day", async ({ page, open }) => {
  await withGroups(page, open);
  const group = page.locator("section.group").first();
  const [left, ...away] = await names(group);
  await go(page, "rotation");
  await page.locator("details.absent summary").click();
  for (const name of away) {
    await page.locator("details.absent").getByLabel(name, { exact: true }).check();
  }
  await go(page, "groups");
  await page.getByText(/Too few here today/).waitFor();
  await axe(page);
  await page.getByRole("button", { name: "Seat them for today" }).click();
  const line = page.getByText(new RegExp(`For today only: ${left.replace(".", "\\.")} with`));
  await line.waitFor();
  assert.ok((await names(group)).includes(left), "no change of group");
  await axe(page);
  await page.getByRole("button", { name: "Take it back" }).click();
  await page.getByText(/Too few here today/).waitFor();
});
