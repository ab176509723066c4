// The browser's storage is cleared under the open page: by hand, or by another page of the same host. The page does not
// go on as if nothing had happened: it saves everything again, and says so.
import assert from "node:assert/strict";

import { addStudent, isSaved, startClass } from "./lib/deeds.mjs";
import { open as openAt, test } from "./lib/page.mjs";

const said = (page) => page.getByRole("alert").filter({ hasText: "What you see was saved again." });
const roster = (page) => page.locator(".roster a").allInnerTexts();

test("cleared by hand: the next deed saves everything again", async ({ page, open }) => {
  await open();
  await startClass(page);
  for (const name of ["Ana Ash", "Ben Bay"]) await addStudent(page, name);
  await page.evaluate(() => {
    localStorage.clear();
    // As a browser does when its owner comes back from the settings.
    window.dispatchEvent(new Event("focus"));
  });
  await page.getByRole("button", { name: "Edit Ana Ash" }).click();
  await page.getByLabel("First name").fill("Bea");
  await page.locator(".roster__edit").getByRole("button", { name: "Save" }).click();
  await said(page).waitFor();
  assert.ok(await isSaved(page));
  await page.reload();
  await page.locator(".roster li").first().waitFor();
  assert.deepEqual(await roster(page), ["Bea Ash", "Ben Bay"]);
  assert.equal(await page.locator(".rail .klass b").innerText(), "5B");
});

test("cleared by another page: everything is saved again at once", async ({ page, context, url, open }) => {
  await open();
  await startClass(page);
  for (const name of ["Ana Ash", "Ben Bay"]) await addStudent(page, name);
  const other = await context.newPage();
  await openAt(other, url);
  await other.evaluate(() => localStorage.clear());
  await said(page).waitFor();
  await page.reload();
  await page.locator(".roster li").first().waitFor();
  assert.deepEqual(await roster(page), ["Ana Ash", "Ben Bay"]);
});

test("cleared and full: what cannot be saved again is not called saved", async ({ page, open }) => {
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ash");
  await page.evaluate(() => {
    localStorage.clear();
    Storage.prototype.setItem = () => { throw new DOMException("told to", "QuotaExceededError"); };
  });
  await addStudent(page, "Ben Bay");
  await page.getByRole("alert").getByText("Not saved.").waitFor();
  assert.equal(await isSaved(page), false);
});

test("cleared, full, and then there is room: everything is saved again and not the last change alone", async ({ page, open }) => {
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ash");
  await page.evaluate(() => {
    localStorage.clear();
    window.setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = () => { throw new DOMException("told to", "QuotaExceededError"); };
  });
  await addStudent(page, "Ben Bay");
  await page.getByRole("alert").getByText("Not saved.").waitFor();
  await page.evaluate(() => { Storage.prototype.setItem = window.setItem; });
  await addStudent(page, "Cy Cole");
  await page.locator('.rail__saved[data-saved="true"]').waitFor();
  await page.reload();
  await page.locator(".roster li").first().waitFor();
  assert.deepEqual(await roster(page), ["Ana Ash", "Ben Bay", "Cy Cole"]);
});
