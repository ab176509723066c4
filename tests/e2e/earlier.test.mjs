// Earlier states, edits that met, rescue files, and a class that another tab takes out of the browser.
import assert from "node:assert/strict";

import { newContext } from "./lib/browser.mjs";
import { addStudent, startClass } from "./lib/deeds.mjs";
import { axe, go, open as openPage, readDownload, stored, test } from "./lib/page.mjs";

const roster = (page) => page.locator(".roster a").allTextContents();

async function saveCopy(page) {
  await go(page, "share");
  return readDownload(page, () => page.getByRole("button", { name: "Save a copy now" }).first().click());
}

async function choose(page, { name, text }) {
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

async function bringIn(page) {
  await page.getByRole("button", { name: "Bring it in" }).click();
  await page.locator('main[data-page="today"] .lead').waitFor();
}

async function rename(page, from, to) {
  await go(page, "class");
  await page.locator(".roster").getByRole("button", { name: `Edit ${from} Ruiz` }).click();
  await page.getByLabel("First name").fill(to);
  await page.locator(".roster__edit").getByRole("button", { name: "Save" }).click();
  await page.locator(".roster a", { hasText: to }).waitFor();
}

test("an earlier state comes back, and undo takes that back", async ({ page, open }) => {
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ruiz");
  await addStudent(page, "Ben Li");
  const copy = await saveCopy(page);
  await page.getByText("None yet.").waitFor();
  await choose(page, copy);
  await page.getByText("everything in it is here already").waitFor();
  await bringIn(page);
  await go(page, "class");
  await addStudent(page, "Cy Ott");
  await go(page, "share");
  await page.getByRole("button", { name: /before a file was brought in/ }).click();
  await page.getByText("Going back changes, compared with now:").waitFor();
  await page.getByText("one student taken off the roster: Cy Ott").waitFor();
  await axe(page);
  const earlier = await readDownload(page, () => page.getByRole("button", { name: "Save it as a file" }).click());
  assert.ok(earlier.text.includes("Ben") && !earlier.text.includes("Cy"));
  await page.getByRole("button", { name: "Go back to it" }).click();
  await page.getByText("The class is as it was on").waitFor();
  await page.getByRole("button", { name: /before an earlier state came back/ }).waitFor();
  await go(page, "class");
  assert.deepEqual(await roster(page), ["Ben Li", "Ana Ruiz"]);
  await page.reload();
  await page.locator(".roster a", { hasText: "Ben" }).waitFor();
  assert.deepEqual(await roster(page), ["Ben Li", "Ana Ruiz"]);
});

/**
 * Both rename Ana without seeing each other's edit; their copy is chosen here. What stands, and what does not: either,
 * but where ours is later. With `brings` their copy holds another student, too.
 */
async function bothRename(page, open, url, { oursIsLater = false, brings = false } = {}) {
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ruiz");
  const copy = await saveCopy(page);
  const elsewhere = await newContext();
  const colleague = await elsewhere.newPage();
  await openPage(colleague, url);
  await choose(colleague, copy);
  await bringIn(colleague);
  await rename(colleague, "Ana", "Anya");
  if (brings) await addStudent(colleague, "Cy Ott");
  const theirs = await saveCopy(colleague);
  await elsewhere.close();
  if (oursIsLater) {
    await rename(page, "Ana", "Anne");
    await rename(page, "Anne", "Anna");
  } else {
    await rename(page, "Ana", "Anna");
  }

  await go(page, "share");
  await choose(page, theirs);
  await page.getByText("one edit made by two people at once").waitFor();
  const words = await page.getByText(/Ruiz in the roster: “An.+” stands, “An.+” does not\./).textContent();
  const [, stands, other] = words.match(/“(.+)” stands, “(.+)” does not/);
  assert.deepEqual([stands, other].sort(), ["Anna", "Anya"]);
  return { theirs, stands, other };
}

const theyMet = (page) => page.getByRole("heading", { name: "Edits that met" });

test("of two edits that met, the teacher takes either in the preview, and is not asked again", async ({ page, open, url }) => {
  const { other } = await bothRename(page, open, url);
  await page.getByLabel("Take the other value").check();
  await axe(page);
  await bringIn(page);
  await go(page, "share");
  await page.getByRole("heading", { name: "Earlier states" }).waitFor();
  assert.equal(await theyMet(page).count(), 0);
  await go(page, "class");
  assert.deepEqual(await roster(page), [`${other} Ruiz`]);
  await page.getByRole("button", { name: "Undo", exact: true }).first().click();
  await page.locator(".roster a", { hasText: "Anna" }).waitFor();
});

test("of two edits that met, the teacher takes the other one later, with Undo beside it", async ({ page, open, url }) => {
  const { theirs, stands, other } = await bothRename(page, open, url);
  await bringIn(page);
  await page.reload();
  await go(page, "share");
  await page.getByText(`From ${theirs.name}`).waitFor();
  await axe(page);
  const take = page.getByRole("button", { name: `Take “${other}”` });
  await take.click();
  await theyMet(page).waitFor({ state: "detached" });
  const said = page.locator(".said", { hasText: "The other value stands now." });
  await said.getByRole("button", { name: "Undo" }).click();
  await take.click();
  await theyMet(page).waitFor({ state: "detached" });
  await go(page, "class");
  assert.deepEqual(await roster(page), [`${other} Ruiz`]);
  assert.notEqual(stands, other);
});

test("what met with a file is no question after the file was taken back", async ({ page, open, url }) => {
  await bothRename(page, open, url, { brings: true });
  await bringIn(page);
  await page.locator(".said", { hasText: "is in." }).getByRole("button", { name: "Undo" }).click();
  await go(page, "share");
  await page.getByRole("heading", { name: "Earlier states" }).waitFor();
  assert.equal(await theyMet(page).count(), 0);
});

test("a file that brought nothing but an edit that lost has no Undo beside it", async ({ page, open, url }) => {
  const { stands } = await bothRename(page, open, url, { oursIsLater: true });
  assert.equal(stands, "Anna");
  await bringIn(page);
  const said = page.locator(".said", { hasText: "is in. Two people edited the same thing" });
  await said.waitFor();
  assert.equal(await said.getByRole("button", { name: "Undo" }).count(), 0, "it would take back a step of one's own");
});

test("a rescue file opens like any other", async ({ page, open, url }) => {
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ruiz");
  const text = JSON.stringify({ format: "rondo-rescue", version: 1, keys: await stored(page) });
  const elsewhere = await newContext();
  const other = await elsewhere.newPage();
  await openPage(other, url);
  await choose(other, { name: "Rondo rescue 2026-11-22.json", text });
  await other.getByText("This is 5B with one student.").waitFor();
  await bringIn(other);
  await go(other, "class");
  assert.deepEqual(await roster(other), ["Ana Ruiz"]);
  await elsewhere.close();
});

test("what cannot be read can be saved as a file", async ({ page, open }) => {
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ruiz");
  const key = await page.evaluate(() => {
    const key = Object.keys({ ...localStorage }).find((key) => key.includes("/j/")).replace(/[^/]+$/, "9");
    localStorage.setItem(key, "0000000000000000 {}");
    return key;
  });
  await page.reload();
  await page.getByText("One stored part of this class could not be read.").waitFor();
  await go(page, "share");
  const { text } = await readDownload(page, () => page.getByRole("button", { name: "Save what could not be read" }).click());
  assert.deepEqual(JSON.parse(text).keys, { [key]: "0000000000000000 {}" });
  assert.equal((await stored(page))[key], "0000000000000000 {}");
});

test("a class removed in one tab closes in the other, and does not come back", async ({ page, context, open }) => {
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ruiz");
  const other = await context.newPage();
  await openPage(other, page.url());
  await other.locator(".roster a", { hasText: "Ana" }).waitFor();
  await go(page, "share");
  await page.getByRole("button", { name: "Remove 5B from this browser" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.locator('main[data-page="start"]').waitFor();
  await other.locator('main[data-page="start"]').waitFor();
  assert.deepEqual(Object.keys(await stored(other)).filter((key) => key.startsWith("rondo/1/")), []);
});

test("storage that is cleared under the open page is written again", async ({ page, open }) => {
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ruiz");
  await page.evaluate(() => localStorage.clear());
  await addStudent(page, "Ben Li");
  await page.getByText("What you see was saved again.").waitFor();
  await page.reload();
  await page.locator(".roster a", { hasText: "Ben" }).waitFor();
  assert.deepEqual(await roster(page), ["Ben Li", "Ana Ruiz"]);
});
