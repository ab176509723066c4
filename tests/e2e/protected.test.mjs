// Protected copies: made and opened beside the page, in a format that other programs read and write.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after } from "node:test";

import { newContext } from "./lib/browser.mjs";
import { Guard } from "./lib/guard.mjs";
import { Host } from "./lib/host.mjs";
import { axe, go, open as openPage, readDownload, test, visitTwice } from "./lib/page.mjs";
import { age } from "./lib/tools.mjs";

const { Decrypter, Encrypter, armor, generateIdentity, identityToRecipient } = await age();
const host = await Host.start();
after(() => host.close());

const A_SCHOOL_DAY = new Date("2026-11-18T09:10:00-05:00");
const WORDS = "maple river seven canoe quilt onion";
const PROTECT = /\/rondo-protect-[0-9a-f]{16}/;

async function openSample(page) {
  await page.clock.setFixedTime(A_SCHOOL_DAY);
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"] h1').waitFor();
  await go(page, "share");
  await page.locator("main .lead").waitFor();
}

const passphrase = (page) => page.getByLabel("Passphrase", { exact: true });

/** Fills the form of the protected copy, but for saving it. Returns its passphrase. */
async function fillForm(page, words) {
  await page.getByRole("button", { name: "Make a protected copy" }).click();
  await page.waitForFunction(() => document.querySelector("input[name=passphrase]").value.split(" ").length === 6);
  if (words) await passphrase(page).fill(words);
  return passphrase(page).inputValue();
}

/** Saves it, and returns its name and its bytes. */
async function saveForm(page) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save protected copy" }).click(),
  ]);
  await page.getByText("It was opened once with this passphrase").waitFor();
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function unlocked(bytes, words, kind = "text") {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(words);
  return decrypter.decrypt(bytes, kind);
}

/** A file of the other implementation. Little work, so that it is the page's that counts. */
async function theirs(text, words = WORDS, work = 10) {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(words);
  encrypter.setScryptWorkFactor(work);
  return encrypter.encrypt(text);
}

async function choose(page, bytes, name = "5B.rondo.json.age") {
  const buffer = Buffer.from(bytes);
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
}

async function unlock(page, words) {
  await passphrase(page).fill(words);
  await page.keyboard.press("Enter");
}

const plainCopy = (page) => readDownload(page, () => page.getByRole("button", { name: "Save a copy now" }).click());

const told = (page, text) => page.getByRole("alert").getByText(text).waitFor();

test("a protected copy opens in another implementation, and here in another browser", async ({ page, guard, open, url }) => {
  await open();
  assert.ok(!guard.requests.some((request) => PROTECT.test(request)), "nothing of it comes before it is asked for");
  await openSample(page);
  const plain = await plainCopy(page);
  const words = await fillForm(page);
  assert.match(words, /^([a-z]{3,7} ){5}[a-z]{3,7}$/);
  await page.getByText("Drawn by chance").waitFor();
  await axe(page);
  await page.getByRole("button", { name: "Draw other words" }).click();
  await page.waitForFunction((words) => document.querySelector("input[name=passphrase]").value !== words, words);
  const drawn = await passphrase(page).inputValue();

  const { name, bytes } = await saveForm(page);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Close");
  await axe(page);
  assert.equal(name, `${plain.name}.age`);
  assert.match(name, /^Class .+ 2026-11-18\.rondo\.json\.age$/);
  assert.match(bytes.toString("latin1"), /^age-encryption\.org\/v1\n-> scrypt \S+ 16\n/);
  assert.equal(await unlocked(bytes, drawn), plain.text, "what is in it is the plain copy");
  assert.equal(page.workers().length, 0, "no worker is left");
  assert.ok(guard.requests.some((request) => PROTECT.test(request)));

  const context = await newContext();
  const second = new Guard(new URL(url).origin);
  await second.watch(context);
  const other = await context.newPage();
  await openPage(other, url);
  await choose(other, bytes, name);
  await other.getByText(`${name} is protected.`).waitFor();
  await axe(other);
  await unlock(other, "not the words");
  await told(other, "This passphrase does not open the file.");
  await axe(other);
  assert.equal(await passphrase(other).inputValue(), "not the words");
  // As a phone writes it from paper.
  await unlock(other, ` ${drawn[0].toUpperCase()}${drawn.slice(1)} `);
  await other.getByRole("button", { name: "Bring it in" }).click();
  await other.locator('main[data-page="today"] h1').waitFor();
  second.check();
  await context.close();
});

test("what is private stays out of a protected copy unless it is ticked", async ({ page, open }) => {
  await open();
  await openSample(page);
  const { name, text } = await plainCopy(page);
  const [at] = /(?<="at":)"[^"]+"/.exec(text);
  const note = `{"kind":"note","id":"n1","at":${at},"fields":{"text":"secretly"}},\n`;
  await choose(page, text.replace('"records":[\n', `$&${note}`), name);
  await page.getByRole("button", { name: "Bring it in" }).click();
  await page.locator('main[data-page="today"] h1').waitFor();
  await go(page, "share");
  const words = await fillForm(page, WORDS);
  await page.getByText("Good, if it is no saying").waitFor();
  assert.doesNotMatch(await unlocked((await saveForm(page)).bytes, words), /secretly/);
  await page.getByRole("button", { name: "Make another" }).click();
  await page.locator(".protect").getByLabel("Private notes and sensitive tags too").check();
  assert.match(await unlocked((await saveForm(page)).bytes, words), /secretly/);
});

test("a file of another implementation opens, as bytes and as text", async ({ page, open }) => {
  await open();
  await openSample(page);
  const { text } = await plainCopy(page);
  const bytes = await theirs(text);
  for (const file of [bytes, Buffer.from(armor.encode(bytes))]) {
    await choose(page, file);
    await unlock(page, WORDS);
    await page.getByText("everything in it is here already").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
  }
});

test("a file that does not open says why, and leaves the class alone", async ({ page, open }) => {
  await open();
  await openSample(page);
  const before = (await plainCopy(page)).text;
  const bytes = Buffer.from(await theirs("{}"));
  // The header names its work; nothing checks that before the work is done.
  const moreWork = Buffer.from(bytes.toString("latin1").replace(/ 10\n/, " 19\n"), "latin1");
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(await generateIdentity()));
  const damaged = Buffer.from(bytes);
  damaged[damaged.length - 1] ^= 1;
  for (const [file, sentence] of [
    [moreWork, "more work than any computer here should do"],
    [bytes.subarray(0, 60), "This file stops in the middle"],
    [bytes.subarray(0, bytes.length - 1), "damaged or its end is missing"],
    [damaged, "damaged or its end is missing"],
    [Buffer.from(await encrypter.encrypt("{}")), "locked for the holder of a key"],
    [Buffer.from("age-encryption.org/v2\n"), "A later version of the age format"],
  ]) {
    await choose(page, file);
    await unlock(page, WORDS);
    await told(page, sentence);
    await page.getByRole("region", { name: "5B.rondo.json.age" }).getByRole("button", { name: "Cancel" }).click();
  }
  // The passphrase fits, and what is in it is no class.
  await choose(page, await theirs("a letter"));
  await unlock(page, WORDS);
  await page.getByText("This is not a Rondo class file.").waitFor();
  assert.equal((await plainCopy(page)).text, before);
});

test("opening can be called off, and the page can be used meanwhile", async ({ page, open }) => {
  await open();
  // The most work that is allowed takes seconds.
  await choose(page, await theirs("{}", WORDS, 18));
  await unlock(page, WORDS);
  await page.getByText("Opening 5B.rondo.json.age.").waitFor();
  await axe(page);
  await page.getByLabel("Name of the class").fill("5B");
  await page.getByRole("progressbar").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  assert.equal(await passphrase(page).inputValue(), WORDS);
  while (page.workers().length > 0) await page.waitForTimeout(50);
  await page.getByRole("button", { name: "Cancel" }).click();
  assert.equal(await passphrase(page).count(), 0);
  assert.equal(await page.getByLabel("Name of the class").inputValue(), "5B");
});

test("making one can be called off, and goes on from where it was", async ({ page, open }) => {
  await open();
  await openSample(page);
  await fillForm(page, WORDS);
  // The wasm does not arrive until the copy is called off.
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route(/rondo-protect-\w+\.wasm/, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await page.getByRole("button", { name: "Save protected copy" }).click();
  await page.getByText("Locking the copy.").waitFor();
  assert.ok(await page.getByRole("button", { name: "Cancel" }).evaluate((button) => button === document.activeElement));
  await page.keyboard.press("Enter");
  assert.equal(await passphrase(page).inputValue(), WORDS);
  while (page.workers().length > 0) await page.waitForTimeout(50);
  release();
  const { bytes } = await saveForm(page);
  assert.match(await unlocked(bytes, WORDS), /^\{"format":"rondo-class"/);
});

test("where its part does not arrive the page says so, and can try again", async ({ page, guard, open }) => {
  guard.allow(/console: /);
  await open();
  await openSample(page);
  await page.route(PROTECT, (route) => route.abort());
  await page.getByRole("button", { name: "Make a protected copy" }).click();
  await told(page, "The part of Rondo that locks and opens files did not arrive");
  await page.unroute(PROTECT);
  await page.getByRole("button", { name: "Draw other words" }).click();
  await page.getByText("Drawn by chance").waitFor();
  await saveForm(page);
});

test("in a folder and without the net", { url: host.url, context: { serviceWorkers: "allow" } }, async ({ page, context, guard }) => {
  guard.allow(/sw\.js/);
  await visitTwice(page, host.url);
  const kept = await page.evaluate(async () => {
    const cache = await caches.open((await caches.keys())[0]);
    return (await cache.keys()).map(({ url }) => url);
  });
  for (const ending of [".js", "_glue.js", ".wasm"]) {
    assert.ok(kept.some((url) => PROTECT.test(url) && url.endsWith(ending)), `${ending} is kept`);
  }
  host.goDown();
  await context.setOffline(true);
  await openSample(page);
  const words = await fillForm(page);
  const { bytes } = await saveForm(page);
  await choose(page, bytes);
  await unlock(page, words);
  await page.getByText("everything in it is here already").waitFor();
});
