// Another program in the browser has an error on the page: Rondo goes on, says whose it was, and the note can be closed.
import assert from "node:assert/strict";

import { addStudent, isSaved, startClass } from "./lib/deeds.mjs";
import { axe, test } from "./lib/page.mjs";

const FOREIGN = {
  "a script without an address": () => window.dispatchEvent(new ErrorEvent("error", { message: "Script error." })),
  "an extension's script": () => {
    const filename = "chrome-extension://abcdef/content.js";
    window.dispatchEvent(new ErrorEvent("error", { message: "Uncaught Error: theirs", filename, error: new Error("theirs") }));
  },
  "an extension's promise": () => {
    const error = new Error("theirs");
    error.stack = `Error: theirs\n    at go (moz-extension://abc/x.js:1:1)\n    at ${location.href}:1:1`;
    Promise.reject(error);
  },
};

for (const [whose, happen] of Object.entries(FOREIGN)) {
  test(`${whose} does not stop Rondo`, async ({ page, guard, open }) => {
    guard.allow(/theirs|Script error/);
    await open();
    await startClass(page);
    await page.evaluate(happen);
    const note = page.locator(".foreign");
    await note.getByText("Another program in this browser").waitFor();
    await axe(page);
    assert.equal(await page.locator(".rescue").count(), 0);
    await note.getByRole("button", { name: "Close" }).click();
    assert.ok(await note.isHidden());
    await addStudent(page, "Ana Ash");
    assert.ok(await isSaved(page));
    await page.reload();
    await page.locator(".roster a", { hasText: "Ana Ash" }).waitFor();
  });
}

test("an error of Rondo's own files still shows the banner, which can be closed where the program goes on", async ({ page, guard, open }) => {
  guard.allow(/uncaught: ours/);
  await open();
  await startClass(page);
  await page.evaluate(() => {
    const error = new Error("ours");
    error.stack = `Error: ours\n    at ${new URL("boot.js", document.baseURI).href}:1:1`;
    setTimeout(() => { throw error; });
  });
  await page.locator(".rescue").getByText("ours").waitFor();
  await page.locator(".rescue").getByRole("button", { name: "Close" }).click();
  await addStudent(page, "Ana Ash");
  assert.ok(await isSaved(page));
});
