// Text that wants to be more than text, in every field of a class: it is shown as text, and nothing runs.
import assert from "node:assert/strict";

import { go, PAGES, readDownload, test } from "./lib/page.mjs";

const FREE_TEXT = new Set([
  "approach", "family", "focus", "given", "interests", "label", "materials", "medium", "name", "next_step", "note", "preferred",
  "reason", "school_id", "shown_by", "source", "strength", "task", "teaching_point", "text", "title", "topic",
]);
const LONG = "Wolfeschlegelsteinhausenbergerdorff".repeat(300);
// As long as a text may be.
const MOST = 4000;
const TEXTS = [
  '<img src="x" onerror="window.wasRun = 1">',
  '"><script>window.wasRun = 1</script>',
  "javascript:window.wasRun=1",
  "</style><svg onload=window.wasRun=1>",
  "{{constructor.constructor('window.wasRun=1')()}}",
  "\u202Egnp.exe\u202C \u2066abc",
  "=HYPERLINK(\"http://x\",\"y\")",
  "\u0000\u0007\uFEFF\u200B",
];

function hostile(text, most = MOST) {
  const file = JSON.parse(text);
  let n = 0;
  for (const record of file.records) {
    for (const [name, value] of Object.entries(record.fields ?? {})) {
      if (typeof value !== "string" || !FREE_TEXT.has(name)) continue;
      n += 1;
      record.fields[name] = n % 50 === 0 ? LONG.slice(0, most) : `${TEXTS[n % TEXTS.length]} ${value}`;
    }
  }
  assert.ok(n > 100, `${n} fields`);
  // Written a record a line, as our own files are; the checksum no longer fits, and the preview says so.
  const { records, ...head } = file;
  return JSON.stringify({ ...head, class: "hostile", records });
}

// What makes the page wider than the screen, where anything does.
function tooWide() {
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  const all = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > window.innerWidth);
  return all.map((element) => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 30)}`).slice(0, 9);
}

test("hostile text in every field is shown as text", { timeout: 240000 }, async ({ page, open }) => {
  await page.clock.setFixedTime(new Date("2026-11-18T09:10:00-05:00"));
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"] h1').waitFor();
  await go(page, "report");
  await page.getByLabel("Name of the report").fill("Fall term");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Fall term" }).click();
  await page.getByLabel("Comment for Mateo Vargas").fill("Explains");
  await page.keyboard.press("Tab");
  await go(page, "share");
  await page.getByLabel("Private notes and sensitive tags too").first().check();
  const { text } = await readDownload(page, () => page.getByRole("button", { name: "Save a copy now" }).click());
  const choose = (text) => page.locator('input[type="file"]').setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await choose(hostile(text, 10000));
  await page.getByText("has more than 4,000 characters").waitFor();
  await choose(hostile(text));
  await page.getByText("edited by hand or damaged").waitFor();
  await page.getByRole("button", { name: "Bring it in" }).click();
  await page.waitForURL(/class\/hostile\/today/);
  for (const name of PAGES) {
    await go(page, name);
    await page.locator("main h1").waitFor();
    assert.equal(await page.evaluate(() => window.wasRun), undefined, name);
    // A page may need a moment to settle.
    await page.waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth, null, { timeout: 3000 }).catch(() => {});
    assert.deepEqual(await page.evaluate(tooWide), [], `${name} is too wide`);
  }
  await go(page, "class");
  assert.match(await page.locator("main").innerText(), /<img src="x" onerror=|<script>window\.wasRun/);
  // Pages of one thing: a plan, a report, a standard, a student.
  const student = JSON.parse(text).records.find((record) => record.kind === "student").id;
  for (const [name, link] of [["plans", "main tbody a, main li a"], ["report", "main .rows a"], ["standards", ".class .rows a"], ["student", ""]]) {
    if (link) await go(page, name).then(() => page.locator(link).first().click());
    else await page.evaluate((hash) => { location.hash = hash; }, `#/class/hostile/student/${student}`);
    await page.waitForFunction((name) => location.hash.split("/")[3] === name && location.hash.split("/").length > 4, name);
    await page.locator(`main[data-page="${name}"] h1`).waitFor();
    assert.equal(await page.evaluate(() => window.wasRun), undefined);
    await page.waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth, null, { timeout: 3000 }).catch(() => {});
    assert.deepEqual(await page.evaluate(tooWide), [], `one of ${name} is too wide`);
  }
  assert.equal(await page.locator(".rescue").count(), 0);
});
