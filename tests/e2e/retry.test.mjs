// What could not be written is tried again when there is room, and the page turns true again.
import assert from "node:assert/strict";

import { addStudent, isSaved, startClass } from "./lib/deeds.mjs";
import { test } from "./lib/page.mjs";

const alert = (page) => page.getByRole("alert").filter({ hasText: "Not saved." });

/** A browser that refuses every line of a class while `window.full` says so. */
async function fillable(context) {
  await context.addInitScript(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
      if (window.full && key.startsWith("rondo/")) throw new DOMException("told to", "QuotaExceededError");
      set.call(this, key, text);
    };
  });
}

async function fill(page) {
  await page.evaluate(() => {
    window.full = true;
    for (const key of Object.keys(localStorage)) if (key === "rondo/reserve" || key.includes("/backup/")) localStorage.removeItem(key);
  });
}

for (const [when, again] of [
  ["when the page is seen again", (page) => page.evaluate(() => window.dispatchEvent(new Event("focus")))],
  ["after a while", (page) => page.clock.runFor(21000)],
  ["with the next change", (page) => addStudent(page, "Dee Day")],
]) {
  test(`what was not saved is saved ${when}`, async ({ page, context, open }) => {
    await page.clock.install({ time: new Date("2026-11-18T09:10:00-05:00") });
    await fillable(context);
    await open();
    await startClass(page);
    await addStudent(page, "Ana Ash");
    await fill(page);
    for (const name of ["Ben Bay", "Cy Cole"]) await addStudent(page, name);
    await alert(page).waitFor();
    assert.equal(await isSaved(page), false);
    await page.clock.runFor(60000);
    assert.equal(await isSaved(page), false, "there is no room yet");
    await page.evaluate(() => { window.full = false; });
    await again(page);
    await page.locator('.rail__saved[data-saved="true"]').waitFor();
    assert.equal(await alert(page).count(), 0);
    await page.reload();
    for (const name of ["Ana Ash", "Ben Bay", "Cy Cole"]) await page.locator(".roster a", { hasText: name }).waitFor();
  });
}
