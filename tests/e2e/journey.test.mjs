// The whole way through Rondo, once, as a new teacher would go it, and the first groups of a class from names alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { newContext } from "./lib/browser.mjs";
import { axe, go, pageUrl, readDownload, test } from "./lib/page.mjs";

// A quiz of 20 items and 28 students, and which item shows which of 8 skills.
const fixture = (name) => readFileSync(new URL(`../fixtures/import/${name}`, import.meta.url), "utf8").trim();
const [responses, skills] = ["quiz-answers.csv", "quiz-skills.csv"].map(fixture);
const STUDENTS = 28;

// A Wednesday in school time: at a weekend there is no rotation to log.
const A_SCHOOL_DAY = new Date("2026-11-18T09:10:00-05:00");

test("the whole way, from a name to a second browser", { timeout: 300000 }, async ({ page, open, actor }) => {
  await page.clock.setFixedTime(A_SCHOOL_DAY);
  await open();

  // 1. A look around in the sample class, gone with one click.
  await actor.click(page.getByRole("button", { name: "Open the sample class" }));
  await page.locator('main[data-page="today"]').waitFor();
  await page.getByText("Sample class").first().waitFor();
  for (const name of ["today", "mastery", "plans", "groups", "team", "rotation", "equity", "share", "class", "standards"]) {
    await go(page, name);
    await page.locator(".lead").waitFor();
    await axe(page);
  }
  await go(page, "share");
  await actor.click(page.getByRole("button", { name: "Remove the sample class" }));
  await actor.click(page.getByRole("alert").getByRole("button", { name: "Remove", exact: true }));
  await page.locator('main[data-page="start"]').waitFor();

  // 2. A new class: a name is enough. The roster is pasted.
  await page.getByLabel("Name of the class").fill("5B");
  await page.keyboard.press("Enter");
  await page.locator('main[data-page="class"]').waitFor();
  const names = responses.split("\n").slice(1).map((row) => row.split(",")[0]);
  await page.getByPlaceholder("Ana Ruiz").fill(names.slice(0, STUDENTS - 1).join("\n"));
  await actor.click(page.getByRole("button", { name: "Read these names" }));
  await actor.click(page.getByRole("button", { name: `Add ${STUDENTS - 1} students` }));
  await page.locator(".lead", { hasText: `${STUDENTS - 1} students.` }).waitFor();

  // 3. A unit, its standards found by a code however it is typed.
  await go(page, "standards");
  await page.getByLabel("Name of the unit").fill("Fractions");
  await actor.click(page.getByRole("button", { name: "Start the unit" }));
  for (const typed of ["5.NF.1", "CCSS.MATH.CONTENT.5.NF.A.2"]) {
    await page.getByLabel("Find a standard by code or word").fill(typed);
    const code = `5.NF.A.${typed.at(-1)}`;
    await actor.click(page.getByRole("button", { name: `Take in ${code}`, exact: true }));
    await page.getByRole("button", { name: `Take out ${code}`, exact: true }).first().waitFor();
  }

  // 4. Quiz results, with what each item shows; one student is not on the roster yet.
  await go(page, "results");
  await page.getByLabel("Paste names and scores").fill(responses);
  await page.getByText("Paste which item shows which standard").click();
  await page.getByLabel("A table: items in the first column").fill(skills);
  await page.getByRole("button", { name: /^Bring in [1-9]/ }).click();

  // 5. The grid: a level for everybody on eight standards, one typed by hand.
  const grid = page.getByRole("grid", { name: "Mastery by student and standard" });
  await grid.waitFor();
  assert.equal(await page.locator("tr[data-id]").count(), STUDENTS);
  const cell = page.locator('tr[data-id] td[data-at]').first();
  assert.ok((await page.locator("tr[data-id]").first().locator("td[data-at]").count()) >= 8);
  await cell.focus();
  await page.keyboard.press("4");
  await page.getByRole("gridcell", { name: /level/ }).first().waitFor();

  // The unit is held to what the quiz asked for.
  await go(page, "standards");
  for (const skill of skills.split("\n")[0].split(",").slice(2)) {
    await page.getByLabel("Find a standard by code or word").fill(skill.trim().replace(/^\d+\.\s*/, ""));
    await page.getByRole("button", { name: /^Take in / }).first().click();
  }

  // 6. Skill groups with reasons; a lock holds when they are proposed again.
  await go(page, "groups");
  await actor.click(page.getByRole("button", { name: "Propose groups" }));
  const member = page.getByRole("button", { name: /: move or lock$/ });
  await member.first().waitFor({ timeout: 60000 });
  assert.equal(await member.count(), STUDENTS);
  const who = await member.first().getAttribute("aria-label");
  const group = page.locator("section.group");
  const groupOf = async () => (await group.filter({ has: page.getByRole("button", { name: who }) }).getAttribute("aria-label")) ?? "";
  await member.first().click();
  await page.getByRole("button", { name: /^Move to (?!…)/ }).first().click();
  await page.getByRole("button", { name: who }).click();
  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await page.keyboard.press("Escape");
  const locked = await groupOf();
  await page.getByRole("button", { name: "Propose again" }).click();
  const keep = page.getByRole("button", { name: "Keep them there" });
  if (await keep.isVisible().catch(() => false)) await keep.click();
  await page.waitForTimeout(1500);
  assert.equal(await groupOf(), locked, "the lock holds");

  // 7. A plan for everybody.
  await go(page, "plans");
  await actor.click(page.getByRole("button", { name: "Draft plans for everybody" }));
  await page.getByText(`${STUDENTS} plans are drafted.`).waitFor();
  await page.locator("table.plans th[scope=row] a").first().click();
  await page.getByRole("heading", { name: "Goals" }).waitFor();

  // 8. and 9. The rotation, an absent student said once, the board, the log.
  await go(page, "rotation");
  await actor.click(page.getByRole("button", { name: "Use this rotation" }));
  await page.locator("summary", { hasText: "Absent today" }).click();
  const absent = page.locator("details label").first();
  const gone = (await absent.innerText()).trim();
  await absent.locator("input").check();
  await actor.click(page.getByRole("button", { name: "Log today as planned" }));
  await page.getByText("Today is logged.").waitFor();
  await actor.click(page.getByRole("link", { name: "Show on projector" }));
  await page.locator(".stage").waitFor();
  const board = await page.locator(".stage").innerText();
  assert.ok(!board.split("\n").includes(gone), "who is absent is not on the board");
  assert.doesNotMatch(board, /level|%/);
  await page.keyboard.press("Escape");

  // Minutes: who had least, and the absent student without any.
  await go(page, "equity");
  assert.match(await page.locator("main").innerText(), /Minutes at your table/);

  // 10. A file, a second browser, the same class; a reload keeps everything.
  await go(page, "share");
  const { name, text } = await readDownload(page, () => page.getByRole("button", { name: "Save a copy now" }).click());
  assert.match(name, /^Class 5B \d{4}-\d\d-\d\d\.rondo\.json$/);
  await page.reload();
  await page.locator('main[data-page="share"]').waitFor();
  // The board hid the levels, and that outlasts the reload.
  await actor.press("h");
  const second = await newContext();
  try {
    const other = await second.newPage();
    await other.clock.setFixedTime(A_SCHOOL_DAY);
    await other.goto(pageUrl);
    await other.locator('html[data-rondo="running"]').waitFor({ state: "attached" });
    await other.locator("input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    await other.getByText(`This is 5B with ${STUDENTS} students.`, { exact: false }).waitFor();
    await other.getByRole("button", { name: "Bring it in" }).click();
    await other.locator('main[data-page="today"]').waitFor();
    for (const where of ["groups", "mastery"]) {
      await Promise.all([go(page, where), go(other, where)]);
      await other.locator(".lead").waitFor();
      const read = (one) => one.locator("main").innerText();
      await page.waitForTimeout(500);
      assert.equal(await read(other), await read(page), `${where} is the same in both browsers`);
    }
  } finally {
    await second.close();
  }
});

test("names alone make the first groups in at most 15 actions", async ({ page, open, actor }) => {
  await open();
  await actor.click(page.getByLabel("Name of the class"));
  await actor.type("5B");
  await actor.press("Enter");
  await page.locator('main[data-page="class"]').waitFor();
  await actor.click(page.getByRole("link", { name: "Groups" }));
  const names = Array.from({ length: 24 }, (_, at) => `Student${String.fromCharCode(65 + at)} Smith\t${(at * 7) % 20}`);
  await actor.paste(page.getByLabel("Names of your students"), names.join("\n"));
  await actor.click(page.getByRole("button", { name: "Make groups" }));
  await page.getByRole("button", { name: /: move or lock$/ }).first().waitFor({ timeout: 30000 });
  assert.equal(await page.getByRole("button", { name: /: move or lock$/ }).count(), 24);
  actor.atMost(15);
});

for (const [what, text, says] of [
  ["an empty file", "", "This file is empty"],
  ["a file of another app", '{"format":"gruepr"}', "comes from another app"],
  ["truncated JSON", '{"format":"rondo-class","version":1,', "stops in the middle"],
  ["a newer format version", '{"format":"rondo-class","version":99}', "saved by a later version"],
  ["a PDF", "%PDF-1.7", "not a Rondo class file"],
]) {
  test(`${what} says what it is and changes nothing`, async ({ page, open }) => {
    await open();
    await page.locator("input[type=file]").setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await page.locator(".said", { hasText: says }).waitFor();
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("rondo/1/"))), []);
  });
}
