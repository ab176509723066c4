// What the page says of saving is true: when there is no room, when a write fails, when a copy is due.
import assert from "node:assert/strict";

import { addStudent, bringIn, startClass } from "./lib/deeds.mjs";
import { axe, go, isLong, readDownload, test } from "./lib/page.mjs";

// A storage that can be told how much it holds, and which write is to fail.
async function storageWithLimits(context) {
  await context.addInitScript(() => {
    const set = Storage.prototype.setItem;
    const used = () => Object.entries({ ...localStorage }).reduce((sum, [key, text]) => sum + key.length + text.length, 0);
    window.limits = { room: Infinity, failAt: 0, error: "QuotaExceededError", used, writes: 0 };
    Storage.prototype.setItem = function (key, text) {
      const { limits } = window;
      if (key.includes("/j/")) limits.writes += 1;
      const fails = key.includes("/j/") && limits.writes === limits.failAt;
      const old = (this.getItem(key) ?? "").length;
      if (fails || used() - old + key.length + text.length > limits.room) throw new DOMException("told to", limits.error);
      set.call(this, key, text);
    };
  });
}

const saved = (page) => page.locator(".rail__saved").getAttribute("data-saved");

test("the last room is used, and said; then that nothing is saved", async ({ page, context, open }) => {
  await storageWithLimits(context);
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ruiz");
  await page.evaluate(() => { window.limits.room = window.limits.used() + 20; });
  await addStudent(page, "Ben Li");
  await page.getByRole("alert").getByText("Saved, in the last room there was.").waitFor();
  await axe(page);
  assert.equal(await saved(page), "true");
  await page.evaluate(() => { window.limits.room = window.limits.used() + 20; });
  await addStudent(page, "Cy Ott");
  await page.getByRole("alert").getByText("Not saved.").waitFor();
  assert.equal(await saved(page), "false");
  const { text } = await readDownload(page, () => page.getByRole("alert").getByRole("button", { name: "Save a copy now" }).click());
  for (const name of ["Ana", "Ben", "Cy"]) assert.ok(text.includes(name), `the copy has ${name}`);
  await page.reload();
  await page.locator("a", { hasText: "Ben Li" }).first().waitFor();
  assert.equal(await page.locator("a", { hasText: "Cy Ott" }).count(), 0, "what was said not to be saved is not");
});

// Marks typed down the grid of the sample class, one write each, and the write that fails.
const MARKS = isLong ? 200 : 24;
const FAILING = isLong ? Array.from({ length: MARKS }, (_, at) => at + 1) : [1, 2, 13, MARKS];
const ERRORS = ["QuotaExceededError", "SecurityError", "InvalidStateError", "UnknownError"];
for (const [at, failing] of FAILING.entries()) {
  const error = ERRORS[at % ERRORS.length];
  test(`${error} at write ${failing} of ${MARKS}: what is called saved is there after a reload`, async ({ page, context, open }) => {
    await page.clock.setFixedTime(new Date("2026-11-18T09:10:00-05:00"));
    await storageWithLimits(context);
    await open();
    await page.getByRole("button", { name: "Open the sample class" }).click();
    await page.locator('main[data-page="today"] h1').waitFor();
    await go(page, "mastery");
    const [rows, cells] = [page.locator("tr[data-id]"), page.locator("tr[data-id] td[data-at]")];
    await rows.first().waitFor();
    const [height, width] = [await rows.count(), (await cells.count()) / (await rows.count())];
    await page.evaluate(([error, at]) => Object.assign(window.limits, { error, failAt: window.limits.writes + at }), [error, failing]);
    // The reserve and old backups would make room for a full storage; here there are none.
    const leaveNoRoom = () => {
      const spare = Object.keys(localStorage).filter((key) => key === "rondo/reserve" || /^rondo\/1\/[^/]+\/backup\//.test(key));
      spare.forEach((key) => localStorage.removeItem(key));
    };
    const told = [];
    for (let n = 0; n < MARKS; n += 1) {
      if (n % height === 0) await cells.nth(Math.floor(n / height) % width).focus();
      if (n + 1 === failing) await page.evaluate(leaveNoRoom);
      await page.keyboard.press(String(1 + ((n * 7) % 4)));
      told.push(await saved(page));
      if (n < failing) assert.equal(told[n], String(n + 1 < failing), `mark ${n + 1}`);
    }
    // The next mark brings what failed with it; after the last one there was none yet.
    if (failing === MARKS) await page.getByRole("alert").getByText("Not saved.").waitFor();
    assert.equal(told[MARKS - 1], String(failing < MARKS), "there is room again, and the page says so");
    const labels = () => cells.evaluateAll((cells) => cells.map((cell) => cell.ariaLabel));
    const before = await labels();
    await page.reload();
    await rows.first().waitFor();
    const after = await labels();
    const last = told.lastIndexOf("true");
    const cellOf = (n) => (n % height) * width + (Math.floor(n / height) % width);
    // Past the last column the marks begin anew: a cell may have a later mark, which was not called saved.
    const typedLater = new Set(told.map((_, n) => n).filter((n) => n > last).map(cellOf));
    for (let n = 0; n <= last; n += 1) {
      if (typedLater.has(cellOf(n))) continue;
      assert.equal(after[cellOf(n)], before[cellOf(n)], `mark ${n + 1} was called saved`);
    }
  });
}

test("a copy is asked for by risk, and told of once it is saved", async ({ page, open }) => {
  await page.clock.setFixedTime(new Date("2026-11-18T09:10:00-05:00"));
  await open();
  await startClass(page);
  await go(page, "results");
  const items = Array.from({ length: 26 }, (_, at) => `Item ${at + 1}`);
  const rows = ["Ana Ruiz", "Ben Li"].map((name, at) => [name, ...items.map((_, item) => (item + at) % 2)].join(","));
  await page.getByLabel("Paste names and scores").fill([["Student", ...items].join(","), ...rows].join("\n"));
  // Items of one standard would be one mark a student.
  for (const item of items) await page.getByLabel(`What ${item} shows`, { exact: true }).fill(`Skill of ${item}`);
  await page.getByRole("button", { name: /Bring in 52 marks/ }).click();
  await page.getByRole("grid").waitFor();
  await go(page, "today");
  const due = page.getByRole("status").filter({ hasText: /\d\d+ entries are in this browser only\./ });
  await due.waitFor();
  await axe(page);
  const { text } = await readDownload(page, () => due.getByRole("button", { name: "Save a copy now" }).click());
  assert.ok(text.startsWith('{"format":"rondo-class"'));
  await page.locator(".rail__saved", { hasText: "A copy was made today." }).waitFor();
  assert.equal(await due.count(), 0);
  await page.reload();
  await page.locator(".rail__saved", { hasText: "A copy was made today." }).waitFor();
  // What is said of a class is not said of the next one that opens.
  await go(page, "share");
  await bringIn(page, text.replace(/"class":"[^"]+"/, '"class":"another"'));
  await due.waitFor();
  await page.locator(".rail__saved", { hasText: "Saved in this browser only" }).waitFor();
});

test("leaving saves a copy of each class and takes only what is Rondo's", async ({ page, open }) => {
  await open();
  await page.evaluate(() => localStorage.setItem("another page", "stays"));
  await startClass(page);
  await addStudent(page, "Ana Ruiz");
  await page.evaluate(() => { location.hash = "#/"; });
  const leave = page.getByRole("button", { name: "Save a file and leave" });
  const { name, text } = await readDownload(page, () => leave.click());
  assert.match(name, /^Class 5B .*\.rondo\.json$/);
  assert.ok(text.includes("Ana"));
  await axe(page);
  await page.getByLabel("I have seen the file there").check();
  await page.getByRole("button", { name: "Remove everything" }).click();
  await page.getByText("Everything of Rondo is out of this browser.").waitFor();
  assert.deepEqual(await page.evaluate(() => Object.entries({ ...localStorage })), [["another page", "stays"]]);
  assert.deepEqual(await page.evaluate(async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length]), [[], 0]);
});
