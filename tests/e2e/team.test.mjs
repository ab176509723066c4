// A grade team: classes side by side in memory, one set of groups over them, and a file back for each class that holds
// its own students alone.
import assert from "node:assert/strict";

import { SCHOOL_DAY } from "./lib/deeds.mjs";
import { axe, go, PHONE, readDownload, test } from "./lib/page.mjs";

/** A sample class under a name of its own, open. */
async function sampleClass(page, name) {
  await page.evaluate(() => { location.hash = "#/"; });
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"] .lead').waitFor();
  await go(page, "class");
  await page.getByLabel("Name of the class").fill(name);
  await page.locator(".class form.form").getByRole("button", { name: "Save" }).last().click();
  await page.locator(".rail .klass b", { hasText: name }).waitFor();
}

async function saveCopy(page) {
  await go(page, "share");
  return readDownload(page, () => page.getByRole("button", { name: "Save a copy now" }).first().click());
}

const asFile = ({ name, text }) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
const records = (text, kind) => JSON.parse(text).records.filter((record) => record.kind === kind);
const names = (text) => records(text, "student").map(({ id }) => id);
const choose = (page, file) => page.locator('.drop input[type="file"]').setInputFiles(asFile(file));
const team = (page) => page.locator(".team__classes").last().locator("li");

test("groups over three classes, and each class gets its own students back", { timeout: 240000 }, async ({ page, open }) => {
  await page.clock.install({ time: SCHOOL_DAY });
  await open();
  await sampleClass(page, "5A");
  const before = await saveCopy(page);
  await sampleClass(page, "5B");
  await sampleClass(page, "5C");
  await go(page, "groups");
  await page.getByRole("link", { name: "Team groups" }).press("Enter");
  await page.locator('main[data-page="team"] .lead').waitFor();
  assert.equal(await page.getByRole("button", { name: "Propose groups" }).count(), 0, "one class is no team");
  await axe(page);

  const stored = await page.evaluate(() => JSON.stringify(localStorage));
  await choose(page, before);
  await page.getByText("5A is in the team.").waitFor();
  await choose(page, before);
  await page.getByText("5A is in the team already. Choose the file of another class.").waitFor();
  await choose(page, { name: "x.json", text: "no class" });
  await page.getByText("5A is in the team already.").waitFor({ state: "detached" });
  assert.equal(await page.locator('.said[data-refused="true"]').count(), 1);
  await choose(page, { name: "x.json", text: before.text.replace(/"version":\d+/, '"version":999') });
  await page.locator(".said", { hasText: "999" }).waitFor();
  await page.getByRole("button", { name: "Add 5B" }).press("Enter");
  await page.getByText("5B is in the team.").waitFor();
  assert.equal(await team(page).count(), 3);
  assert.equal(await page.getByLabel("At most so many groups, one a teacher").inputValue(), "3");
  await page.getByRole("button", { name: "Focuses to choose from" }).press("Enter");
  await page.getByRole("group", { name: "Focuses to choose from" }).getByRole("checkbox").first().waitFor();

  await page.getByLabel("Fewest students").fill("70");
  await page.getByLabel("Fewest students").press("Tab");
  await page.getByRole("button", { name: "Propose groups" }).press("Enter");
  await page.locator('.said[data-refused="true"]', { hasText: "70" }).waitFor();
  await page.getByRole("button", { name: "Usual settings" }).press("Enter");

  const n = names(before.text).length;
  await page.getByRole("button", { name: "Propose groups" }).press("Enter");
  const groups = page.locator(".team__groups .group");
  await groups.first().waitFor({ timeout: 60000 });
  assert.equal(await groups.locator(".member").count(), 3 * n, "everybody has one place");
  assert.match(await page.locator(".lead").innerText(), new RegExp(`groups for ${3 * n} students`));
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage)), stored, "nothing was saved in any class");
  if (await page.getByRole("button", { name: "Show levels" }).count()) await page.keyboard.press("h");
  assert.equal(await groups.locator(".group__step").count(), await groups.count(), "each group has its lesson");
  await axe(page);
  await page.keyboard.press("h");
  assert.equal(await groups.locator(".member__who .small").count(), 0, "reasons tell levels");
  await page.keyboard.press("h");
  const teacher = page.getByLabel(/^Teacher of /).first();
  const first = await groups.first().getAttribute("aria-label");
  await teacher.fill("Ms. Rivera");

  const after = await readDownload(page, () => page.getByRole("button", { name: "Save 5A's file" }).press("Enter"));
  assert.match(after.name, /^Class 5A .*\.rondo\.json$/);
  assert.deepEqual(names(after.text), names(before.text), "nobody of another class came along");
  const old = new Set(records(before.text, "cycle").map(({ id }) => id));
  const made = records(after.text, "cycle").filter(({ id }) => !old.has(id));
  assert.equal(made.length, 1);
  const placed = records(after.text, "placement").filter(({ id }) => id.startsWith(`${made[0].id}/`));
  assert.deepEqual(placed.map(({ id }) => id.split("/")[1]).sort(), names(before.text).sort());
  const again = await readDownload(page, () => page.getByRole("button", { name: "Save 5A's file" }).click());
  assert.equal(again.text, after.text, "the same groups are the same file");

  await page.getByRole("button", { name: "Use in 5C" }).press("Enter");
  await page.getByText(/^5C has its places, in \d groups\./).waitFor();
  await page.clock.setFixedTime(new Date("2026-11-24T09:10:00-05:00"));
  await go(page, "groups");
  await page.locator(".group h2", { hasText: `${first}: Ms. Rivera` }).waitFor();
  assert.equal(await page.locator(".group .member").count(), n);

  await go(page, "share");
  await choose(page, after);
  await page.getByRole("button", { name: "Bring it in" }).click();
  await page.locator('main[data-page="today"] .lead').waitFor();
  await go(page, "groups");
  await page.locator(".group h2", { hasText: `${first}: Ms. Rivera` }).waitFor();
  assert.equal(await page.locator(".group .member").count(), n);
  await page.keyboard.press("Control+z");
  await page.locator(".group h2", { hasText: "Ms. Rivera" }).waitFor({ state: "detached" });
});

test("a team on a phone", { context: { viewport: PHONE, hasTouch: true }, timeout: 240000 }, async ({ page, open }) => {
  await page.clock.install({ time: SCHOOL_DAY });
  await open();
  await sampleClass(page, "5A");
  await sampleClass(page, "5B");
  await go(page, "team");
  await page.getByRole("button", { name: "Add 5A" }).tap();
  await page.getByRole("button", { name: "Propose groups" }).tap();
  await page.locator(".team__groups .group").first().waitFor({ timeout: 60000 });
  await axe(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(width <= 0, `${width} pixels too wide`);
});

test("who is in two classes has one place, and the same days given back twice are one cycle", { timeout: 240000 }, async ({ page, open }) => {
  await page.clock.install({ time: SCHOOL_DAY });
  await open();
  await sampleClass(page, "5A");
  await sampleClass(page, "5B");
  const before = await saveCopy(page);
  const n = names(before.text).length;
  await go(page, "team");
  await page.getByRole("button", { name: "Add 5A" }).press("Enter");
  await page.getByText("5A is in the team.").waitFor();
  const asked = page.locator(".team__twins");
  await asked.locator("summary").press("Enter");
  const first = asked.getByRole("checkbox").first();
  const [, who] = /^(.*) \(5B\) and \1 \(5A\)$/.exec((await asked.locator("label").first().innerText()).trim());
  await first.press("Space");
  await axe(page);
  const groups = page.locator(".team__groups .group");
  const propose = async () => {
    await page.getByRole("button", { name: "Propose groups" }).press("Enter");
    await groups.first().waitFor({ timeout: 60000 });
  };
  await propose();
  assert.equal(await groups.locator(".member").count(), 2 * n - 1, `${who} has one place`);
  assert.equal(await groups.locator(".member", { hasText: "5B, 5A" }).count(), 1);
  const file = await readDownload(page, () => page.getByRole("button", { name: "Save 5A's file" }).press("Enter"));
  await page.getByRole("button", { name: "Use in 5B" }).press("Enter");
  await page.getByText(/^5B has its places, in /).waitFor();
  const cycles = (text) => records(text, "cycle").filter(({ fields }) => !fields.retracted).length;
  const here = await saveCopy(page);
  const place = (text) => {
    const student = records(text, "student").find(({ fields }) => `${fields.given} ${fields.family}` === who);
    const own = records(text, "placement").filter(({ id }) => id.endsWith(`/${student.id}`));
    const names = own.map(({ fields }) => records(text, "group").find(({ id }) => id === fields.group)?.fields.name);
    return names.find((name) => name?.includes(": "));
  };
  assert.ok(place(file.text));
  assert.equal(place(file.text), place(here.text), "both classes have the same place");
  // Another visit: the page says what it replaces, and makes no second cycle.
  await go(page, "team");
  await page.getByText("Has skill groups for just these days.").waitFor();
  await page.getByRole("button", { name: "Add 5A" }).press("Enter");
  await page.getByText("5A is in the team.").waitFor();
  await propose();
  await page.getByRole("button", { name: "Use in 5B" }).press("Enter");
  await page.getByText(/^5B has its places, in /).waitFor();
  const again = await saveCopy(page);
  assert.equal(cycles(here.text), cycles(before.text) + 1);
  assert.equal(cycles(again.text), cycles(here.text));
});
