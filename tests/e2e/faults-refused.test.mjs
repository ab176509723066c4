// P2: a browser that refuses its storage, all of it or one way in. The page opens, says plainly that nothing is kept,
// and the teacher still works and takes her work with her as a file.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { addStudent, bringIn, isSaved, startClass } from "./lib/deeds.mjs";
import { axe, go, readDownload, test } from "./lib/page.mjs";

// Each refuses from the start, as blocked site data, a private window or a damaged profile do.
const REFUSALS = {
  "the storage itself": (name) => {
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("told to", name); } });
  },
  "a storage that is not there": () => Object.defineProperty(window, "localStorage", { value: null }),
  "every call": (name) => {
    const refuse = () => { throw new DOMException("told to", name); };
    for (const call of ["getItem", "setItem", "removeItem", "key"]) Storage.prototype[call] = refuse;
    Object.defineProperty(Storage.prototype, "length", { get: refuse });
  },
  "getItem": (name) => { Storage.prototype.getItem = () => { throw new DOMException("told to", name); }; },
  "setItem": (name) => { Storage.prototype.setItem = () => { throw new DOMException("told to", name); }; },
};

for (const [what, refuse, name] of [
  ["the storage itself", REFUSALS["the storage itself"], "SecurityError"],
  ["a storage that is not there", REFUSALS["a storage that is not there"], ""],
  ["every call", REFUSALS["every call"], "UnknownError"],
  ["getItem", REFUSALS.getItem, "InvalidStateError"],
  ["setItem", REFUSALS.setItem, "SecurityError"],
]) {
  test(`a browser that refuses ${what}: the work goes into a file`, async ({ page, context, open }) => {
    await context.addInitScript(refuse, name);
    await open();
    await startClass(page);
    await addStudent(page, "Ana Ash");
    const alert = page.getByRole("alert").filter({ hasText: "Not saved." });
    await alert.waitFor();
    assert.equal(await isSaved(page), false);
    await axe(page);
    await page.keyboard.press("h");
    await go(page, "today");
    await alert.waitFor();
    const { text } = await readDownload(page, () => alert.getByRole("button", { name: "Save a copy now" }).click());
    assert.ok(text.includes('"Ana"'), "the file holds what was done");
    assert.equal(await page.locator(".rescue").count(), 0);
  });
}

test("a class that cannot be read just now is written under its own keys, not those of the class open before", async ({ page, open }) => {
  await open();
  await startClass(page);
  const keys = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("/j/")).sort());
  const before = await keys();
  await go(page, "share");
  await page.evaluate(() => {
    window.key = Storage.prototype.key;
    Storage.prototype.key = () => { throw new DOMException("told to", "UnknownError"); };
  });
  await bringIn(page, readFileSync(new URL("../fixtures/v1/class.rondo.json", import.meta.url)));
  await page.getByRole("alert").filter({ hasText: "Not saved." }).waitFor();
  await page.evaluate(() => (Storage.prototype.key = window.key));
  const added = (await keys()).filter((key) => !before.includes(key));
  assert.ok(added.length > 0 && added.every((key) => key.startsWith("rondo/1/fixture/j/")), added.join(" "));
  assert.deepEqual(before.filter((key) => key.startsWith("rondo/1/fixture/")), []);
});
