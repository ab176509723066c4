// What the page says of saving is true: when there is no room, when a write fails, when a copy is due.
import assert from "node:assert/strict";

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

async function startClass(page) {
  await page.getByLabel("Name of the class").fill("5B");
  await page.keyboard.press("Enter");
  await page.locator('main[data-page="class"] h1').waitFor();
}

async function addStudent(page, name) {
  await page.getByPlaceholder("Ana Ruiz").fill(name);
  await page.getByRole("button", { name: "Read these names" }).click();
  await page.getByRole("button", { name: /^Add / }).click();
  await page.locator("a", { hasText: name }).first().waitFor();
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

// Write 1 starts the class, each later one adds a student.
const NAMES = isLong ? Array.from({ length: 30 }, (_, at) => `Kim ${String.fromCharCode(65 + (at % 26))}${at}`) : ["Ana Ruiz", "Ben Li", "Cy Ott"];
for (const error of ["QuotaExceededError", "SecurityError", "UnknownError"]) {
  for (let failing = 2; failing <= NAMES.length + 1; failing += 1) {
    test(`${error} at write ${failing}: what is called saved is there after a reload`, { timeout: 300000 }, async ({ page, context, open }) => {
      await storageWithLimits(context);
      await open();
      // The reserve would make room for a full storage; here there is none.
      await page.evaluate(() => localStorage.removeItem("rondo/reserve"));
      await page.evaluate(([error, failAt]) => Object.assign(window.limits, { error, failAt }), [error, failing]);
      await startClass(page);
      const kept = [];
      for (const [at, name] of NAMES.entries()) {
        const before = await saved(page);
        await addStudent(page, name);
        const fails = at + 2 === failing;
        if (fails) await page.getByRole("alert").getByText("Not saved.").waitFor();
        else kept.push(name);
        assert.equal(await saved(page), String(before === "true" && !fails));
      }
      await page.reload();
      await page.locator("a", { hasText: kept[0] }).first().waitFor();
      for (const name of NAMES) {
        const there = (await page.locator("main a", { hasText: name }).count()) > 0;
        assert.equal(there, kept.includes(name), name);
      }
    });
  }
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
  const due = page.getByRole("status").filter({ hasText: "52 marks are in this browser only." });
  await due.waitFor();
  await axe(page);
  const { text } = await readDownload(page, () => due.getByRole("button", { name: "Save a copy now" }).click());
  assert.ok(text.startsWith('{"format":"rondo-class"'));
  await page.locator(".rail__saved", { hasText: "A copy was saved today." }).waitFor();
  assert.equal(await due.count(), 0);
  await page.reload();
  await page.locator(".rail__saved", { hasText: "A copy was saved today." }).waitFor();
});

test("leaving saves a copy of each class and takes only what is Rondo's", async ({ page, open }) => {
  await open();
  await page.evaluate(() => localStorage.setItem("another page", "stays"));
  await startClass(page);
  await addStudent(page, "Ana Ruiz");
  await page.evaluate(() => { location.hash = "#/"; });
  const leave = page.getByRole("button", { name: "Save copies and leave" });
  const { name, text } = await readDownload(page, () => leave.click());
  assert.match(name, /^Class 5B .*\.rondo\.json$/);
  assert.ok(text.includes("Ana"));
  await axe(page);
  await page.getByRole("button", { name: "Remove everything" }).click();
  await page.getByText("Everything of Rondo is out of this browser.").waitFor();
  assert.deepEqual(await page.evaluate(() => Object.entries({ ...localStorage })), [["another page", "stays"]]);
  assert.deepEqual(await page.evaluate(async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length]), [[], 0]);
});
