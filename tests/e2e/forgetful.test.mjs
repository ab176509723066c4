// Browsers that forget: a copy is asked for from the first day's work on, and a storage that did not survive is seen.
import assert from "node:assert/strict";

import { addStudent, startClass } from "./lib/deeds.mjs";
import { axe, classOf, go, open as openAt, test } from "./lib/page.mjs";

const MORNING = new Date("2026-11-18T09:10:00-05:00");
const due = (page) => page.getByRole("status").filter({ hasText: "in this browser only" });
const gone = (page) => page.locator(".start__gone");

/** What is in localStorage goes while no program runs; the browser's database stays. */
async function forget(page, url) {
  const blank = new URL("blank", url).href;
  await page.route(blank, (route) => route.fulfill({ contentType: "text/html", body: '<link rel="icon" href="data:,">' }));
  await page.goto(blank);
  await page.evaluate(() => localStorage.clear());
}

const isNoted = (page) => page.waitForFunction(() => new Promise((done) => {
  const opening = indexedDB.open("rondo", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("files");
  opening.onsuccess = () => {
    const keys = opening.result.transaction("files").objectStore("files").getAllKeys();
    keys.onsuccess = () => (opening.result.close(), done(keys.result.some((key) => key.startsWith("here/"))));
  };
}));

test("the first day's work asks for a copy at its end", async ({ page, open }) => {
  await page.clock.install({ time: MORNING });
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ruiz");
  await go(page, "today");
  await page.locator("main h1").waitFor();
  assert.equal(await due(page).count(), 0, "the day is young");
  await page.clock.setSystemTime(new Date("2026-11-18T14:40:00-05:00"));
  await page.clock.runFor(21000);
  await due(page).waitFor();
  await axe(page);
});

test("or at the next visit", async ({ page, open }) => {
  await page.clock.install({ time: MORNING });
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ruiz");
  await go(page, "today");
  await page.reload();
  await due(page).waitFor();
});

test("before a break of the school calendar the page says why it asks", async ({ page, open }) => {
  await page.clock.install({ time: new Date("2026-11-20T08:10:00-05:00") });
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ruiz");
  const form = page.getByRole("form", { name: "Days without school" });
  await form.getByLabel("First day").fill("2026-11-23");
  await form.getByLabel("Last day").fill("2026-11-27");
  await form.getByRole("button", { name: "Add these days" }).click();
  await page.getByText("days without school are in.").waitFor();
  await go(page, "today");
  await page.getByRole("status").filter({ hasText: "the next school day is" }).waitFor();
});

test("a storage that was cleared is seen, and the file that followed the class opens in two taps", async ({ page, context, url, open }) => {
  await context.addInitScript(() => {
    const ours = async () => (await navigator.storage.getDirectory()).getFileHandle("ours.rondo.json", { create: true });
    window.showSaveFilePicker = ours;
    window.inFile = async () => (await ours()).getFile().then((file) => file.text()).catch(() => "");
    FileSystemHandle.prototype.queryPermission = async () => "granted";
    FileSystemHandle.prototype.requestPermission = async () => "granted";
  });
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ruiz");
  await go(page, "share");
  await page.getByRole("button", { name: "Choose the file" }).click();
  await page.waitForFunction(async () => (await window.inFile()).includes("Ruiz"));
  await isNoted(page);
  await forget(page, url);
  await openAt(page, url);
  await gone(page).getByText("This browser has cleared classes").waitFor();
  await axe(page);
  await gone(page).getByRole("button", { name: "Open ours.rondo.json" }).click();
  await page.getByRole("button", { name: "Bring it in" }).click();
  await page.locator('main[data-page="today"]').waitFor();
  // The file follows the class again.
  await go(page, "class");
  await addStudent(page, "Ben Bay");
  await page.waitForFunction(async () => (await window.inFile()).includes("Bay"));
});

test("an address of a class that is not here says so, and offers a copy", async ({ page, url, open }) => {
  await open();
  await startClass(page);
  const hash = `#/class/${classOf(page)}/today`;
  await forget(page, url);
  await page.evaluate(() => new Promise((done) => { indexedDB.deleteDatabase("rondo").onsuccess = done; }));
  await openAt(page, url, hash);
  await gone(page).getByText("The class of this address is not in this browser.").waitFor();
  await page.getByRole("button", { name: "Choose a file" }).waitFor();
});

test("a class that was removed by hand is not missed", async ({ page, url, open }) => {
  await open();
  await startClass(page);
  await isNoted(page);
  await go(page, "share");
  await page.getByRole("button", { name: "Remove 5B from this browser" }).click();
  await page.getByRole("alert").getByRole("button", { name: "Remove", exact: true }).click();
  await page.locator('main[data-page="start"]').waitFor();
  await page.waitForTimeout(500);
  await openAt(page, url);
  await page.reload();
  await page.locator('main[data-page="start"] h1').waitFor();
  await page.waitForTimeout(500);
  assert.equal(await gone(page).count(), 0);
});

test("on an iPad the home screen is recommended once", async ({ page, context, open }) => {
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, "standalone", { get: () => false }));
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ruiz");
  await go(page, "today");
  const home = page.getByRole("status").filter({ hasText: "Add to Home Screen" });
  await home.waitFor();
  await home.getByRole("button", { name: "I have read this" }).click();
  await page.reload();
  await page.locator("main h1").waitFor();
  assert.equal(await home.count(), 0);
});
