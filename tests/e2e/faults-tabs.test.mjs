// P4: two tabs edit one class at once, in an order drawn by chance. Both end with everything, without a reload and
// after one, and an undo takes back only what was done in its own tab.
import assert from "node:assert/strict";

import { chance, pick, seed } from "./lib/chance.mjs";
import { addStudent, startClass } from "./lib/deeds.mjs";
import { isLong, open as openAt, test } from "./lib/page.mjs";

const DEEDS = isLong ? 300 : 12;

test(`two tabs, ${DEEDS} deeds between them (seed ${seed})`, async ({ page, context, url, open }) => {
  await open();
  await startClass(page);
  const second = await context.newPage();
  await openAt(second, url, new URL(page.url()).hash);
  const tabs = [new Tab(page, "A"), new Tab(second, "B")];
  const next = chance();
  for (let n = 0; n < DEEDS; n += 1) {
    const [one, other] = next() < 0.5 ? tabs : tabs.toReversed();
    // Now and then both at the same moment.
    await (next() < 0.3 ? Promise.all([one.act(next), other.act(next)]) : one.act(next));
  }
  const all = tabs.flatMap((tab) => tab.names).sort();
  for (const moment of ["as they stand", "after a reload"]) {
    for (const { page } of tabs) {
      const isWhole = (all) => JSON.stringify([...document.querySelectorAll(".roster a")].map((link) => link.innerText.trim()).sort()) === all;
      await page.waitForFunction(isWhole, JSON.stringify(all), { timeout: 5000 }).catch(() => {});
      assert.deepEqual((await page.locator(".roster a").allInnerTexts()).sort(), all, moment);
    }
    await Promise.all(tabs.map(({ page }) => page.reload()));
  }
});

test("an undo leaves what the other tab wrote over it, and says so", async ({ page, context, url, open }) => {
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ash");
  const second = await context.newPage();
  await openAt(second, url, new URL(page.url()).hash);
  await rename(page, "Ana", "Bea");
  await second.locator(".roster a", { hasText: "Bea Ash" }).waitFor();
  await rename(second, "Bea", "Cleo");
  await page.locator(".roster a", { hasText: "Cleo Ash" }).waitFor();
  await undo(page);
  await page.getByRole("status").getByText("One thing was changed since and stays as it is.").waitFor();
  for (const tab of [page, second]) assert.deepEqual(await tab.locator(".roster a").allInnerTexts(), ["Cleo Ash"]);
});

/** A tab with what was done in it. */
class Tab {
  #n = 0;
  #done = [];
  #undone = [];

  constructor(page, mark) {
    Object.assign(this, { page, mark });
  }

  /** Students that this tab added and did not take back. */
  get names() {
    return this.#done.flat();
  }

  async act(next) {
    const deed = pick(["add", "add", "add", "undo", "redo"], next());
    if (deed === "undo" && this.#done.length > 0) {
      await undo(this.page);
      this.#undone.push(this.#done.pop());
    } else if (deed === "redo" && this.#undone.length > 0) {
      await undo(this.page, "Control+Shift+Z");
      this.#done.push(this.#undone.pop());
    } else {
      const name = `Kim ${this.mark}${String((this.#n += 1)).padStart(3, "0")}`;
      await addStudent(this.page, name);
      this.#done.push([name]);
      this.#undone = [];
    }
  }
}

async function undo(page, keys = "Control+z") {
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press(keys);
}

async function rename(page, from, to) {
  await page.getByRole("button", { name: new RegExp(`^Edit ${from} `) }).click();
  await page.getByLabel("First name").fill(to);
  await page.locator(".roster__edit").getByRole("button", { name: "Save" }).click();
  await page.locator(".roster a", { hasText: to }).waitFor();
}
