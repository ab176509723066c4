// Leaving a computer: one file for all classes, and nothing is removed on the word of a click.
import assert from "node:assert/strict";

import { addStudent, startClass } from "./lib/deeds.mjs";
import { axe, open as openAt, readDownload, stored, test } from "./lib/page.mjs";

async function twoClasses(page) {
  for (const [name, student] of [["5B", "Ana Ash"], ["6A", "Ben Bay"]]) {
    await startClass(page, name);
    await addStudent(page, student);
    await page.evaluate(() => { location.hash = "#/"; });
    await page.locator('main[data-page="start"]').waitFor();
  }
}

const leave = (page) => page.getByRole("button", { name: "Save a file and leave" });
const remove = (page) => page.getByRole("button", { name: "Remove everything" });

test("a browser that refuses every download loses nothing", { context: { acceptDownloads: false } }, async ({ page, open }) => {
  await open();
  await twoClasses(page);
  const before = Object.keys(await stored(page)).filter((key) => key.startsWith("rondo/1/"));
  await leave(page).click();
  await page.getByText(/Look into your downloads for “Rondo All classes/).waitFor();
  await axe(page);
  assert.ok(await remove(page).isDisabled(), "nobody has seen the file");
  await page.getByRole("button", { name: "Cancel" }).click();
  assert.deepEqual(Object.keys(await stored(page)).filter((key) => key.startsWith("rondo/1/")), before);
});

test("one file holds all classes, can be saved again, and opens like any other", async ({ page, url, open }) => {
  await open();
  await twoClasses(page);
  let downloads = 0;
  page.on("download", () => { downloads += 1; });
  const { name, text } = await readDownload(page, () => leave(page).click());
  assert.equal(downloads, 1, "one file");
  assert.match(name, /^Rondo All classes \d{4}-\d\d-\d\d \d\d\.\d\d\.json$/, "no copy of the same day is called so");
  const again = await readDownload(page, () => page.getByRole("button", { name: "Save the file again" }).click());
  assert.deepEqual([again.name, again.text], [name, text]);
  await page.getByLabel("I have seen the file there").check();
  await remove(page).click();
  await page.getByText("Everything of Rondo is out of this browser.").waitFor();
  assert.equal(await page.locator(".rows a").filter({ visible: true }).count(), 0, "no class is listed any more");
  assert.deepEqual(Object.keys(await stored(page)).filter((key) => key.startsWith("rondo/1/")), []);
  await openAt(page, url);
  await page.reload();
  await page.locator('.drop input[type="file"]').setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  for (const left of [2, 1]) {
    await page.getByRole("button", { name: "Bring it in" }).first().click();
    await page.waitForFunction((left) => [...document.querySelectorAll("button")].filter((button) => button.checkVisibility() && button.textContent === "Bring it in").length === left - 1, left);
  }
  await page.reload();
  for (const name of ["5B", "6A"]) await page.locator(".rows a", { hasText: name }).waitFor();
});

test("the address of a saved file lives until it is read", async ({ page, context, open }) => {
  await context.addInitScript(() => {
    window.addresses = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      const url = make.call(URL, blob);
      window.addresses.push(url);
      return url;
    };
  });
  await open();
  await twoClasses(page);
  await readDownload(page, () => leave(page).click());
  await page.waitForTimeout(500);
  const [download] = await Promise.all([page.waitForEvent("download"), page.evaluate(() => {
    const link = document.createElement("a");
    link.href = window.addresses.at(-1);
    link.download = "again.json";
    link.click();
  })]);
  assert.equal(await download.failure(), null);
});
