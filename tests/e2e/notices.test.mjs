// What was just done is said with an Undo that takes back this and nothing else; it goes by itself and with its page.
import assert from "node:assert/strict";

import { SCHOOL_DAY, addStudent, openSample, startClass } from "./lib/deeds.mjs";
import { axe, go, test } from "./lib/page.mjs";

const said = (page) => page.locator(".said");
const undo = (page) => said(page).getByRole("button", { name: "Undo" });
const roster = (page) => page.locator(".roster a").allInnerTexts();

async function rename(page, from, to) {
  await page.getByRole("button", { name: `Edit ${from}` }).click();
  await page.getByLabel("First name").fill(to);
  await page.locator(".roster__edit").getByRole("button", { name: "Save" }).click();
  await page.locator(".roster a", { hasText: to }).waitFor();
}

async function takeOff(page, name) {
  await page.getByRole("button", { name: `Edit ${name}` }).click();
  await page.getByRole("button", { name: "Take off the roster" }).click();
  await said(page).getByText(/ is off the roster; every mark is kept\./).waitFor();
}

async function aClass(page, open, names = ["Ana Ash", "Ben Bay"]) {
  await page.clock.install({ time: SCHOOL_DAY });
  await open();
  await startClass(page);
  for (const name of names) await addStudent(page, name);
}

test("a notice's Undo takes back what the notice says, whatever was done since", async ({ page, open }) => {
  await aClass(page, open);
  await takeOff(page, "Ben Bay");
  await rename(page, "Ana Ash", "Bea");
  await axe(page);
  await undo(page).click();
  await page.locator(".roster a", { hasText: "Ben Bay" }).waitFor();
  assert.deepEqual(await roster(page), ["Bea Ash", "Ben Bay"], "the later change stands");
});

test("where something later was built on it, the notice says that it cannot be undone", async ({ page, open }) => {
  await aClass(page, open);
  await said(page).getByText("Ben", { exact: false }).or(undo(page)).first().waitFor();
  await rename(page, "Ben Bay", "Benno");
  await undo(page).click();
  await said(page).getByText("This cannot be undone from here any more").waitFor();
  assert.deepEqual(await roster(page), ["Ana Ash", "Benno Bay"]);
  assert.equal(await undo(page).count(), 0);
});

test("two changes to one name are undone one after the other", async ({ page, open }) => {
  await aClass(page, open);
  await rename(page, "Ana Ash", "Anna");
  await rename(page, "Anna Ash", "Anouk");
  await page.evaluate(() => document.activeElement?.blur());
  for (const name of ["Anna Ash", "Ana Ash"]) {
    await page.keyboard.press("Control+z");
    await page.locator(".roster a", { hasText: name }).waitFor();
  }
});

test("what changed nothing has no Undo, and an empty history says how far it reaches", async ({ page, open }) => {
  await aClass(page, open, ["Ana Ash"]);
  const save = page.locator(".class form.form").getByRole("button", { name: "Save" }).last();
  await page.getByLabel("Name of the class").fill("6A");
  await save.click();
  await said(page).getByText("The class is changed.").waitFor();
  assert.equal(await undo(page).count(), 1);
  await page.reload();
  const back = page.locator(".rail__undo").getByRole("button", { name: "Undo" });
  await back.waitFor();
  assert.ok(await back.isDisabled());
  assert.match(await back.getAttribute("title"), /reaches back to when you opened this class/);
  await save.click();
  await said(page).getByText("The class is changed.").waitFor();
  assert.equal(await undo(page).count(), 0, "nothing was changed");
  assert.ok(await back.isDisabled());
});

test("the start of a class is not taken back", async ({ page, open }) => {
  await open();
  await startClass(page);
  const back = page.locator(".rail__undo").getByRole("button", { name: "Undo" });
  assert.ok(await back.isDisabled());
  await page.keyboard.press("Control+z");
  await addStudent(page, "Ana Ash");
  await page.evaluate(() => document.activeElement?.blur());
  for (let n = 0; n < 2; n += 1) await page.keyboard.press("Control+z");
  await page.locator(".roster a").waitFor({ state: "detached" });
  assert.match(await page.locator(".rail a.klass").innerText(), /^5B\n0 students/);
});

test("a notice goes by itself, but not from under a hand or the keyboard", async ({ page, open }) => {
  await aClass(page, open);
  await takeOff(page, "Ben Bay");
  await undo(page).focus();
  await page.clock.runFor(60000);
  assert.equal(await said(page).count(), 1, "it has the keyboard");
  await page.evaluate(() => document.activeElement.blur());
  await said(page).hover();
  await page.clock.runFor(60000);
  assert.equal(await said(page).count(), 1, "somebody points at it");
  await page.mouse.move(2, 2);
  await page.clock.runFor(8000);
  await said(page).waitFor({ state: "detached" });
  // A refusal waits for whoever has to read it.
  await page.getByLabel("Name of the class").fill("");
  await page.locator(".class form.form").getByRole("button", { name: "Save" }).last().click();
  await page.locator('.said[data-refused="true"]').waitFor();
  await page.clock.runFor(120000);
  assert.equal(await said(page).count(), 1);
  await go(page, "today");
  await said(page).waitFor({ state: "detached" });
});

test("a notice goes with its page, and what is said on the board waits until it closes", async ({ page, open }) => {
  await openSample(page, open);
  await go(page, "class");
  await takeOff(page, (await page.locator(".roster a").first().innerText()).trim());
  await go(page, "mastery");
  await said(page).waitFor({ state: "detached" });
  await page.locator(".rail a.klass").click();
  await page.locator('main[data-page="class"]').waitFor();
  await page.evaluate(() => { location.hash = location.hash.replace(/\/class$/, "/board"); });
  await page.locator('main[data-page="board"] .stage__top').waitFor();
  // A clock that a test moves has numbers of timers that the page cannot hold, so the first notice's is still running.
  await page.clock.runFor(60000);
  await page.keyboard.press("Control+z");
  await page.clock.runFor(1000);
  assert.equal(await said(page).count(), 0, "nothing lies over the board");
  await page.keyboard.press("Escape");
  await page.locator('main[data-page="rotation"]').waitFor();
  await said(page).getByText(/^Undone: take .* off the roster/).waitFor();
});
