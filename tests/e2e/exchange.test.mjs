// Two people and their files: what one undoes stays with the other, and nothing that either entered is gone. The small
// form of `headless simulate`, through the page.
import assert from "node:assert/strict";

import { chance, seed } from "./lib/chance.mjs";
import { addStudent, startClass } from "./lib/deeds.mjs";
import { go, readDownload, test } from "./lib/page.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });

async function save(page) {
  await go(page, "share");
  return readDownload(page, () => button(page, "Save a copy now").click());
}

async function bring(page, { name, text }) {
  await go(page, "share");
  const file = { name, mimeType: "application/json", buffer: Buffer.from(text) };
  await page.locator('.drop input[type="file"]').setInputFiles(file);
  const bringIt = button(page, "Bring it in");
  const same = page.getByText("everything in it is here already");
  await bringIt.or(same).first().waitFor();
  if (!(await bringIt.count())) return false;
  await bringIt.click();
  await page.waitForURL(/today/);
  return true;
}

async function add(page, name) {
  await go(page, "class");
  await addStudent(page, name);
}

async function names(page) {
  const { text } = await save(page);
  const students = JSON.parse(text).records.filter(({ kind, fields }) => kind === "student" && fields?.given);
  return students.map(({ fields }) => fields.given).toSorted();
}

/** Another computer with the class of this page. */
async function another(context, url, page) {
  const other = await context.browser().newContext();
  const theirs = await other.newPage();
  await theirs.goto(url);
  const { name, text } = await save(page);
  await theirs.locator('input[type="file"]').first().setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  await button(theirs, "Bring it in").click();
  await theirs.waitForURL(/today/);
  return theirs;
}

const undo = (page) => page.locator(".rail__undo").getByRole("button", { name: /Undo/ }).click();

test("an undone file takes nothing out of the colleague's class, and comes in again", async ({ page, context, open, url }) => {
  await open();
  await startClass(page, "5B");
  await add(page, "Ana Ruiz");
  const theirs = await another(context, url, page);
  await add(theirs, "Ben Li");
  const file = await save(theirs);
  assert.ok(await bring(page, file));
  await undo(page);
  await add(page, "Cy Ott");
  assert.deepEqual(await names(page), ["Ana", "Cy"]);
  // It stays out after a reload, and my next copy deletes nothing there.
  await page.reload();
  await page.locator("main h1").waitFor();
  assert.deepEqual(await names(page), ["Ana", "Cy"]);
  await bring(theirs, await save(page));
  assert.deepEqual(await names(theirs), ["Ana", "Ben", "Cy"]);
  assert.ok(await bring(page, file), "the same file is not empty");
  assert.deepEqual(await names(page), ["Ana", "Ben", "Cy"]);
  await theirs.context().close();
});

test("some weeks of two people, drawn by chance: nothing that either entered is gone", async ({ page, context, open, url }) => {
  const next = chance();
  await open();
  await startClass(page, "5B");
  await add(page, "Ana Ruiz");
  const people = [page, await another(context, url, page)];
  const entered = ["Ana"];
  for (let round = 0; round < 8; round += 1) {
    const who = Math.floor(next() * 2);
    const [one, other] = [people[who], people[1 - who]];
    const name = `S${round}`;
    await add(one, `${name} Li`);
    entered.push(name);
    const came = await bring(other, await save(one));
    const what = next();
    if (came && what < 0.4) {
      await undo(other);
      if (what < 0.2) await other.reload();
      await other.locator("main h1").waitFor();
    }
  }
  // In the end each opens the other's file.
  await bring(people[0], await save(people[1]));
  await bring(people[1], await save(people[0]));
  await bring(people[0], await save(people[1]));
  for (const person of people) assert.deepEqual(await names(person), entered.toSorted(), `RONDO_SEED=${seed}`);
  await people[1].context().close();
});
