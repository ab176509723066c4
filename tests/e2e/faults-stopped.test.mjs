// P13: the program itself stops, in the middle of a class. It shows, it hands out everything that is kept, it writes
// nothing more, and a reload goes on from there.
import assert from "node:assert/strict";

import { SCHOOL_DAY, addStudent, startClass } from "./lib/deeds.mjs";
import { axe, readDownload, stored, test } from "./lib/page.mjs";

test("a panic with a class open", async ({ page, guard, open }) => {
  guard.allow(/uncaught: unreachable/);
  await page.clock.setFixedTime(SCHOOL_DAY);
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ash");
  await page.getByPlaceholder("Ana Ruiz").fill("Ben Bay");
  await refuseAnElement(page);
  await page.getByRole("button", { name: "Read these names" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "Rondo has stopped." });
  await alert.getByText("panicked at").waitFor();
  await axe(page);
  const kept = await ours(page);
  const { text } = await readDownload(page, () => alert.getByRole("button", { name: "Download my data" }).click());
  assert.deepEqual(JSON.parse(text).keys, kept);
  assert.ok(text.includes("Ana"));
  // Whoever goes on all the same must not be led to believe that it is kept.
  for (const keys of ["Control+z", "h", "Control+Shift+Z"]) await page.keyboard.press(keys);
  assert.deepEqual(await ours(page), kept, "a program that has stopped writes nothing");
  await alert.getByRole("button", { name: "Reload" }).click();
  await page.locator(".roster a", { hasText: "Ana Ash" }).waitFor();
  assert.equal(await page.locator(".rescue").count(), 0);
  await addStudent(page, "Ben Bay");
});

/** What the browser keeps of Rondo, but for the room that is kept free. */
async function ours(page) {
  const { "rondo/reserve": _room, ...kept } = await stored(page);
  return kept;
}

/** The next element that the program makes is refused, which it does not expect: a panic of its own. */
async function refuseAnElement(page) {
  await page.evaluate(() => {
    for (const [owner, name] of [[Document.prototype, "createElement"], [Node.prototype, "cloneNode"]]) {
      const make = owner[name];
      owner[name] = () => {
        owner[name] = make;
        throw new Error("told to");
      };
    }
  });
}
