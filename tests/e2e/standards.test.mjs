// A framework comes in from a file with a preview, goes with one undo, and leaves as a CASE package; one standard with
// what leads to it; English language arts are fetched only when they are asked for.
import assert from "node:assert/strict";

import { openSample, SCHOOL_DAY, startClass } from "./lib/deeds.mjs";
import { axe, classOf, dropFile, go, PHONE, readDownload, test } from "./lib/page.mjs";

const ID = "3e3b4383-86df-4fc9-ad73-5940da7872c9";
const node = (identifier) => ({ title: "x", identifier, uri: `urn:uuid:${identifier}` });
const link = (associationType, from, to) => ({ associationType, originNodeURI: node(from), destinationNodeURI: node(to) });
const PACKAGE = JSON.stringify({
  CFDocument: { identifier: "d0000000-0000-4000-8000-000000000000", title: "Our habits", creator: "Us" },
  CFItems: [
    { identifier: ID, fullStatement: "Talk", CFItemType: "Domain" },
    { identifier: "b", fullStatement: "Listen to the end", humanCodingScheme: "H.1", CFItemType: "Standard", educationLevel: ["05"] },
    { identifier: "c", fullStatement: "Disagree kindly", humanCodingScheme: "H.2", CFItemType: "Standard", educationLevel: ["05"] },
    { identifier: "e", humanCodingScheme: "H.3" },
  ],
  CFAssociations: [link("isChildOf", "b", ID), link("isChildOf", "c", ID), link("precedes", "b", "c"), link("precedes", "c", "b")],
});
const json = (text, name = "habits.json") => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
const input = (page) => page.locator('.drop input[type="file"]');

test("a CASE package comes in with a preview and one undo, and goes out again", async ({ page, open }) => {
  await open();
  await startClass(page);
  await go(page, "standards");
  await input(page).setInputFiles(json(PACKAGE));
  const preview = page.getByRole("region", { name: "Bring in a framework" });
  await preview.getByText("2 new standards").waitFor();
  await preview.getByText("One heading").waitFor();
  await preview.getByText("One prerequisite").waitFor();
  await preview.getByText("Entry 4 of CFItems has no fullStatement").waitFor();
  await preview.getByText("would close a circle").waitFor();
  await axe(page);
  await preview.getByLabel("Name of the framework").fill("Habits of room 5");
  await preview.getByRole("button", { name: "Bring in the framework" }).click();
  await page.getByText("Habits of room 5 is in.").waitFor();
  await page.getByText("2 standards · Us").waitFor();
  await page.getByLabel("Math follows").selectOption({ label: "Habits of room 5" });

  const { name, text } = await readDownload(page, () => page.getByRole("button", { name: "Save Habits of room 5 as a CASE file" }).click());
  assert.equal(name, "Habits of room 5.case.json");
  const saved = JSON.parse(text);
  assert.deepEqual(saved.CFItems.map((item) => item.humanCodingScheme ?? ""), ["", "H.1", "H.2"]);
  assert.equal(saved.CFItems[0].identifier, ID);

  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await page.getByText("2 standards · Us").waitFor({ state: "detached" });
});

test("a file that holds no framework is refused with a sentence, and a table comes in by drop", async ({ page, open }) => {
  await open();
  await startClass(page);
  await go(page, "standards");
  await input(page).setInputFiles(json('{"CFItems":\n['));
  await page.getByRole("alert").getByText("Line 2 of this file cannot be read").waitFor();
  await dropFile(page, ".drop", { name: "our skills.csv", text: "code;text;prerequisites\nS.1;Borrow a book;\nS.2;Return it;S.1, 5.NF.A.1\n" });
  await page.getByText("2 new standards").waitFor();
  await page.getByText("2 prerequisites").waitFor();
  assert.equal(await page.getByLabel("Name of the framework").inputValue(), "our skills");
  await page.getByRole("button", { name: "Bring in the framework" }).click();
  await page.getByText("our skills is in.").waitFor();
  await page.evaluate((hash) => { location.hash = hash; }, `#/class/${classOf(page)}/standards/S.2`);
  await page.getByRole("heading", { name: "S.2" }).waitFor();
  await page.locator(".coherence__step", { hasText: "Leads to it" }).getByRole("link", { name: "5.NF.A.1" }).waitFor();
});

test("one standard with two steps each way, by keyboard, on a phone too", async ({ page, open }) => {
  await page.clock.setFixedTime(new Date("2026-11-18T09:10:00-05:00"));
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"] h1').waitFor();
  await go(page, "standards");
  const first = page.locator(".class .rows a").first();
  await first.waitFor();
  const code = await first.innerText();
  await first.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: code }).waitFor();
  await page.getByText(/students with evidence have mastered it/).first().waitFor();
  const before = page.locator(".coherence__step", { hasText: "Leads to it" }).getByRole("link").first();
  const next = await before.innerText();
  await axe(page);
  await before.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: next }).waitFor();
  await page.locator(".coherence__step", { hasText: "It leads to" }).getByRole("link", { name: code, exact: true }).waitFor();
  await page.setViewportSize(PHONE);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing is wider than the phone");
  await axe(page);
});

test("English language arts are fetched when they are asked for", async ({ page, open }) => {
  const fetched = [];
  page.on("request", (request) => fetched.push(request.url()));
  await open();
  await startClass(page);
  await go(page, "standards");
  await page.getByLabel("Name of the unit").fill("Stories");
  await page.getByRole("button", { name: "Start the unit" }).click();
  await page.getByLabel("Find a standard by code or word").fill("RL.5.2");
  assert.equal(fetched.some((url) => url.includes("ccss-ela")), false, "nobody asked yet");
  await page.getByRole("button", { name: "Search English language arts too" }).click();
  await page.getByRole("button", { name: "Take in RL.5.2" }).waitFor();
  assert.equal(fetched.some((url) => url.includes("ccss-ela.csv")), true);
  await page.getByLabel("Math follows").selectOption({ label: "Common Core English language arts, K-8" });
  await page.reload();
  await page.getByLabel("Find a standard by code or word").fill("RL.5.2");
  await page.getByRole("button", { name: "Take in RL.5.2" }).waitFor();
});

test("a unit stands against the calendar, with a check at each end", async ({ page, open }) => {
  await page.clock.setFixedTime(SCHOOL_DAY);
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"] h1').waitFor();
  await go(page, "standards");
  const race = page.locator("section", { has: page.getByRole("heading", { name: "The race" }) });
  await race.getByText(/Day \d+ of \d+\./).waitFor();
  const checks = await race.getByLabel("Check at the start").locator("option").count();
  assert.ok(checks > 1, "the sample has checks on the unit");
  await race.getByLabel("Check at the start").selectOption({ index: checks - 1 });
  await race.getByText(/Start check: \d+ of \d+ marks at mastery\./).waitFor();
  await race.getByLabel("Check at the end").selectOption({ index: 1 });
  await race.getByText(/End check: \d+ of \d+ marks at mastery\./).waitFor();
  await axe(page);
  await page.keyboard.press("Control+z");
  await race.getByText(/End check: /).waitFor({ state: "detached" });
});

test("what another class teaches with comes here in one action, and goes with one undo", async ({ page, open }) => {
  await open();
  await startClass(page, "5A");
  await go(page, "standards");
  await page.getByLabel("Name of the unit").fill("Fair shares");
  await page.getByRole("button", { name: "Start the unit" }).click();
  await page.getByRole("heading", { name: "Fair shares" }).waitFor();
  await page.evaluate(() => { location.hash = "#/"; });
  await startClass(page, "5B");
  await go(page, "standards");
  await page.getByLabel("Class in this browser").selectOption({ label: "5A" });
  await page.getByText("New here: one unit.").waitFor();
  await axe(page);
  await page.getByRole("button", { name: "Bring them in" }).press("Enter");
  await page.getByText("Brought in: one unit.").waitFor();
  await page.getByRole("heading", { name: "Fair shares" }).waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("heading", { name: "Fair shares" }).waitFor({ state: "detached" });
});

test("the few priority standards are ticked by keyboard, and term reports show these", async ({ page, open }) => {
  await openSample(page, open);
  await go(page, "standards");
  const tick = (code) => page.getByLabel(`Priority: ${code}`);
  assert.equal(await tick("5.NF.A.1").isChecked(), true, "as the sample class has it");
  assert.equal(await tick("5.NF.A.2").isChecked(), false);
  await tick("5.NF.A.2").focus();
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.activeElement.checked);
  await page.keyboard.press("Control+z");
  await page.getByText("make 5.NF.A.2 a priority").waitFor();
  assert.equal(await tick("5.NF.A.2").isChecked(), false, "undone");
  await page.keyboard.press("Space");
  assert.equal(await tick("5.NF.A.2").evaluate((box) => box === document.activeElement && box.checked), true, "the focus stays");
  await axe(page);
  await go(page, "report");
  await page.getByLabel("Name of the report").fill("Fall term");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Fall term" }).click();
  const head = (code) => page.locator("thead th").filter({ hasText: code });
  await head("5.NF.A.2").waitFor();
  assert.equal(await head("5.NBT.A.1").count(), 0, "marked, but no priority");
});
