// Copies that leave a class: without names, for a spreadsheet, for the next teacher, for the next year, to a trusted
// co-teacher; and what comes back.
import assert from "node:assert/strict";

import { addStudent, startClass } from "./lib/deeds.mjs";
import { axe, classOf, go, PHONE, readDownload, test } from "./lib/page.mjs";

const NOW = new Date("2026-11-18T09:10:00-05:00");

async function openSample(page, open) {
  await page.clock.setFixedTime(NOW);
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"] h1').waitFor();
}

const choose = (page, { name, text }) =>
  page.locator('input[type="file"]').first().setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });

const button = (page, name) => page.getByRole("button", { name, exact: true });
const records = (text, kind) => JSON.parse(text).records.filter((record) => record.kind === kind);

test("a copy without names opens, counts the same and names nobody", async ({ page, open }) => {
  await openSample(page, open);
  await go(page, "share");
  const whole = await readDownload(page, () => button(page, "Save a copy now").click());
  const { name, text } = await readDownload(page, () => button(page, "Save a copy without names").click());
  assert.equal(name, "A class without names.rondo.json");
  for (const kind of ["student", "evidence", "session"]) {
    assert.equal(records(text, kind).length, records(whole.text, kind).length, kind);
  }
  const words = new Set(text.split(/[^\p{L}]+/u));
  for (const { fields } of records(whole.text, "student")) {
    for (const part of [fields.given, fields.family, fields.preferred].filter(Boolean)) assert.ok(!words.has(part), part);
  }
  await choose(page, { name, text });
  await page.getByText("This is A class without names with 26 students.").waitFor();
  await axe(page);
  await button(page, "Bring it in").click();
  await go(page, "class");
  await page.locator("a", { hasText: "Student 07" }).first().waitFor();
});

test("the files for a spreadsheet start with a mark, end lines as they should, and hold no formula", async ({ page, open }) => {
  await openSample(page, open);
  await go(page, "class");
  await addStudent(page, "=HYPERLINK(1) Ruiz");
  await go(page, "share");
  for (const [label, columns] of [["Mastery grid", 20], ["All marks", 13], ["Minutes", 5], ["Groups", 8]]) {
    const { name, text } = await readDownload(page, () => button(page, label).click());
    assert.equal(name, `5B ${label} 2026-11-18.csv`);
    assert.ok(text.startsWith("\uFEFFStudent,School id,"), text.slice(0, 40));
    const lines = text.slice(1).split("\r\n");
    assert.equal(lines.pop(), "");
    assert.ok(lines.length > 20 && lines[0].split(",").length >= columns, `${label}: ${lines.length} lines`);
    assert.ok(lines.every((line) => !/(^|,)"?\s*[=+@\t]/.test(line)), label);
    if (label === "Mastery grid") assert.ok(text.includes("'=HYPERLINK(1) Ruiz"));
  }
});

test("students are handed over, and the next teacher brings them into her class", async ({ page, open }) => {
  await openSample(page, open);
  await go(page, "share");
  await page.getByRole("heading", { name: "For the next teacher" }).click();
  const boxes = page.getByRole("group", { name: "Whom to hand over" });
  assert.ok(await button(page, "Save a file of 0 students").isDisabled());
  await boxes.getByRole("checkbox").nth(0).check();
  await boxes.getByRole("checkbox").nth(3).check();
  await axe(page);
  const { name, text } = await readDownload(page, () => button(page, "Save a file of 2 students").click());
  assert.equal(name, "Students of 5B 2026-11-18.rondo.json");
  assert.equal(records(text, "student").length, 2);
  for (const kind of ["note", "group", "placement", "session", "absence"]) assert.equal(records(text, kind).length, 0, kind);
  await page.evaluate(() => { location.hash = "#/"; });
  await startClass(page, "6A");
  const mine = classOf(page);
  await go(page, "share");
  await choose(page, { name, text });
  await page.getByText("This is Students of 5B with 2 students.").waitFor();
  await axe(page);
  await button(page, "Bring 2 students into 6A").click();
  await page.getByText("2 students are in 6A now.").waitFor();
  assert.equal(classOf(page), mine);
  const given = records(text, "student")[0].fields.given;
  await page.locator("main a", { hasText: given }).first().waitFor();
  await go(page, "share");
  const whole = await readDownload(page, () => button(page, "Save a copy now").click());
  assert.equal(records(whole.text, "evidence").length, records(text, "evidence").length);
  await page.locator(".rail__undo").getByRole("button", { name: /Undo/ }).click();
  const undone = await readDownload(page, () => button(page, "Save a copy now").click());
  assert.equal(records(undone.text, "student").filter(({ fields }) => fields.given).length, 0);
});

test("a new year keeps the roster, and leaves the old class as it was", { context: { viewport: PHONE, hasTouch: true } }, async ({ page, open }) => {
  await openSample(page, open);
  const old = classOf(page);
  await go(page, "share");
  await page.getByRole("heading", { name: "A new year" }).click();
  assert.equal(await page.getByLabel("Name of the class").inputValue(), "6B");
  await page.getByRole("group", { name: "Who is in the new class" }).getByRole("checkbox").nth(0).uncheck();
  await page.getByLabel("Marks too, as older evidence").check();
  await axe(page);
  await button(page, "Start the new class").click();
  await page.getByText("6B is ready. Your old class is still here.").waitFor();
  assert.notEqual(classOf(page), old);
  await page.reload();
  await page.locator('main[data-page="class"] h1').waitFor();
  await go(page, "share");
  const { text } = await readDownload(page, () => button(page, "Save a copy now").click());
  assert.equal(records(text, "student").length, 25);
  assert.ok(records(text, "evidence").length > 1000);
  assert.equal(records(text, "cycle").length + records(text, "session").length, 0);
  await page.evaluate((id) => { location.hash = `#/class/${id}/class`; }, old);
  await page.waitForFunction((id) => location.hash.includes(id), old);
  await page.locator("main .opt, main li").first().waitFor();
  await go(page, "share");
  const before = await readDownload(page, () => button(page, "Save a copy now").click());
  assert.equal(records(before.text, "student").length, 26);
});

test("a trusted co-teacher's file merges at once, with Undo; a conflict is still asked about", async ({ page, context, open, url }) => {
  await open();
  await startClass(page, "5B");
  await addStudent(page, "Ana Ruiz");
  const mine = classOf(page);
  const save = async (page) => {
    await go(page, "share");
    return readDownload(page, () => button(page, "Save a copy now").click());
  };
  const first = await save(page);
  // The co-teacher, at another computer.
  const other = await context.browser().newContext();
  const theirs = await other.newPage();
  await theirs.goto(url);
  await choose(theirs, first);
  await button(theirs, "Bring it in").click();
  await theirs.waitForURL(/today/);
  const add = async (page, name) => {
    await go(page, "class");
    await addStudent(page, name);
  };
  await add(theirs, "Ben Li");
  const second = await save(theirs);
  await choose(page, second);
  await page.getByText("one student: Ben Li", { exact: true }).waitFor();
  await page.getByLabel(/I trust this co-teacher/).check();
  await axe(page);
  await button(page, "Bring it in").click();
  await page.waitForURL(/today/);
  // A new visit writes under a new replica; the computer is the same.
  await theirs.reload();
  await theirs.locator('main[data-page="share"] h1').waitFor();
  await add(theirs, "Cy Ott");
  const third = await save(theirs);
  await go(page, "share");
  await page.getByText("Files of one co-teacher merge at once here.").waitFor();
  await choose(page, third);
  await page.getByText("Merged into 5B at once: one student: Cy Ott.").waitFor();
  assert.equal(classOf(page), mine);
  await page.locator(".said").getByRole("button", { name: "Undo" }).click();
  await go(page, "class");
  await page.locator("main a", { hasText: "Ben Li" }).waitFor();
  assert.equal(await page.locator("main a", { hasText: "Cy Ott" }).count(), 0);
  await go(page, "share");
  await button(page, "Always ask again").click();
  await theirs.reload();
  await theirs.locator('main[data-page="share"] h1').waitFor();
  await add(theirs, "Dee Fox");
  const fourth = await save(theirs);
  await choose(page, fourth);
  await button(page, "Bring it in").waitFor();
  assert.equal(records(fourth.text, "class")[0].fields.name, "5B", "what was brought in is still there after two visits");
  // Nothing of this is in the class.
  assert.ok(!JSON.parse(fourth.text).records.some((record) => record.kind === "replica"));
  await other.close();
});

// The browser's own files in place of the person's: real handles, real writing, and a picker that needs no person.
async function pickerOfOwnFiles(context) {
  await context.addInitScript(() => {
    window.picked = async () => (await navigator.storage.getDirectory()).getFileHandle("ours.rondo.json", { create: true });
    window.showSaveFilePicker = () => window.picked();
    // While the browser puts a new file in place of the old one there is none to read.
    window.inFile = async () => (await window.picked()).getFile().then((file) => file.text()).catch(() => "");
    window.putIntoFile = async (text) => {
      const stream = await (await window.picked()).createWritable();
      await stream.write(text);
      await stream.close();
    };
    FileSystemHandle.prototype.queryPermission = async () => localStorage.getItem("test/permission") ?? "granted";
    FileSystemHandle.prototype.requestPermission = async () => (localStorage.removeItem("test/permission"), "granted");
  });
}

const inFile = (page) => page.evaluate(() => window.inFile());

async function hasName(page, name) {
  for (let n = 0; n < 60 && !(await inFile(page)).includes(name); n += 1) await page.waitForTimeout(250);
  assert.ok((await inFile(page)).includes(name), `${name} is in the file`);
}

test("a connected file is read, merged and written again; what cannot be read is never overwritten", async ({ page, context, open }) => {
  await pickerOfOwnFiles(context);
  await open();
  await startClass(page, "5B");
  await addStudent(page, "Ana Ruiz");
  await go(page, "share");
  const state = page.getByRole("status").filter({ hasText: "ours.rondo.json" });
  await button(page, "Choose the file").click();
  await state.filter({ hasText: "is up to date: written at" }).waitFor();
  await axe(page);
  await hasName(page, "Ana");
  // A change on another page is written there too.
  await go(page, "class");
  await addStudent(page, "Ben Li");
  await hasName(page, "Ben");
  // Somebody else's change comes in before the next writing.
  const theirs = JSON.parse(await inFile(page));
  const at = { clock: Math.max(...Object.values(theirs.seen)) + 1, replica: "0000000a" };
  theirs.records.push({ kind: "student", id: "elsewhere", at: `${at.clock}.${at.replica}`, fields: { given: "Gia", family: "Hale" } });
  await page.evaluate((text) => window.putIntoFile(text), JSON.stringify(theirs));
  await addStudent(page, "Cy Ott");
  await hasName(page, "Cy");
  assert.ok((await inFile(page)).includes("Gia"));
  await page.locator("main a", { hasText: "Gia Hale" }).waitFor();
  // At the next visit the browser may want to be asked again.
  await page.evaluate(() => localStorage.setItem("test/permission", "prompt"));
  await page.reload();
  await go(page, "share");
  await state.filter({ hasText: "wants your permission again" }).waitFor();
  await button(page, "Read and write it now").click();
  await state.filter({ hasText: "written at" }).waitFor();
  // Garbage stays what it is.
  await page.evaluate(() => window.putIntoFile("garbage of another app"));
  await button(page, "Read and write it now").click();
  await state.filter({ hasText: "was not written" }).waitFor();
  assert.equal(await inFile(page), "garbage of another app");
  await axe(page);
  await button(page, "Stop").click();
  await button(page, "Choose the file").waitFor();
  await page.reload();
  await go(page, "share");
  await button(page, "Choose the file").waitFor();
});

test("the share sheet's button is only there where it takes files, and hands them over", async ({ page, context, open }) => {
  await context.addInitScript(() => {
    if (!location.search.includes("sheet")) return;
    navigator.canShare = ({ files }) => files.every((file) => file.type === "text/plain");
    navigator.share = async ({ files }) => { window.sent = { name: files[0].name, text: await files[0].text() }; };
  });
  await openSample(page, open);
  await go(page, "share");
  await button(page, "Save a copy now").waitFor();
  assert.equal(await button(page, "Send to my other device").count(), 0);
  const hash = await page.evaluate(() => location.hash);
  await page.goto(`${page.url().split("#")[0]}?sheet${hash}`);
  await button(page, "Send to my other device").click();
  await page.waitForFunction(() => window.sent);
  const { name, text } = await page.evaluate(() => window.sent);
  assert.equal(name, "Class 5B 2026-11-18.rondo.txt");
  await page.locator('input[type="file"]').first().setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.getByText("everything in it is here already").waitFor();
});
