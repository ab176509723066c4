// A ticket that comes in twice counts once: pasted again, exported again with one more column, entered by two adults.
import assert from "node:assert/strict";

import { bringIn, startClass } from "./lib/deeds.mjs";
import { axe, go, readDownload, test } from "./lib/page.mjs";

const NOW = new Date("2026-11-18T09:10:00-05:00");
const button = (page, name) => page.getByRole("button", { name, exact: true });
const records = (text, kind) => JSON.parse(text).records.filter((record) => record.kind === kind);
const save = (page) => readDownload(page, () => button(page, "Save a copy now").click());
const paste = (page, text) => page.getByLabel("Paste names and scores").fill(text);

const TICKET = "Name,5.NF.A.1\nAna Ruiz,3\nBen Li,2\nCy Ott,4\n";

async function ticket(page, text) {
  await go(page, "results");
  await paste(page, text);
  await page.getByRole("button", { name: /^Bring in 3 marks/ }).click();
  await page.getByRole("grid").waitFor();
}

test("a ticket that is pasted twice says so, and one more column brings its own marks", async ({ page, open }) => {
  await page.clock.setFixedTime(NOW);
  await open();
  await startClass(page);
  await ticket(page, TICKET);
  await go(page, "results");
  await paste(page, TICKET);
  await page.getByText("Everything in it is in your class already, and says the same.").waitFor();
  assert.ok(await page.getByRole("button", { name: /^Bring in 0 new or changed marks/ }).isDisabled());
  await axe(page);
  // One more column, a changed mark, and Cy is not in it.
  await paste(page, "Name,5.NF.A.1,5.NF.A.2\nAna Ruiz,3,1\nBen Li,4,2\n");
  await page.getByText("Ben Li, 5.NF.A.1: level 2 here, level 4 in what comes in").waitFor();
  await page.getByText("Not in what comes in: Cy Ott. Their marks stay.").waitFor();
  await page.getByRole("radio", { name: "The same ticket: the new marks go into it" }).check();
  await button(page, "Bring in 3 new or changed marks").click();
  await page.getByText("2 marks are new, 1 changed, 1 is as before.").waitFor();
  await go(page, "share");
  const { text } = await save(page);
  assert.equal(records(text, "evidence").length, 5);
  assert.equal(records(text, "check").length, 2);
});

/** Two adults enter one ticket, each on a computer of their own; the co-teacher's file is chosen here. */
async function theirFile(page, context, url) {
  await startClass(page);
  await ticket(page, "Name,5.NF.A.2\nAna Ruiz,1\nBen Li,1\nCy Ott,1\n");
  await go(page, "share");
  const first = await save(page);
  const other = await context.browser().newContext();
  const theirs = await other.newPage();
  await theirs.clock.setFixedTime(NOW);
  await theirs.goto(url);
  await theirs.locator('html[data-rondo="running"]').waitFor({ state: "attached" });
  await bringIn(theirs, first.text);
  await ticket(theirs, "Name,Ticket on 5.NF.A.1\nAna Ruiz,3\nBen Li,3\nCy Ott,4\n");
  await go(theirs, "share");
  const second = await save(theirs);
  await other.close();
  await ticket(page, TICKET);
  await go(page, "share");
  const buffer = Buffer.from(second.text);
  await page.locator('.drop input[type="file"]').setInputFiles({ name: "theirs.rondo.json", mimeType: "application/json", buffer });
  await page.getByText(/^Same ticket\? .+ is in your class, and this file brings /).waitFor();
}

/** Marks on the ticket's standard, as the spreadsheet of all marks has them. */
async function marks(page) {
  await go(page, "share");
  const { text } = await readDownload(page, () => button(page, "All marks").click());
  return text.split("\r\n").filter((line) => line.includes("5.NF.A.1")).length;
}

test("a co-teacher's double of a ticket is joined in the preview and counts once", async ({ page, context, open, url }) => {
  await page.clock.setFixedTime(NOW);
  await open();
  await theirFile(page, context, url);
  await page.getByText(/^Ben Li, 5\.NF\.A\.1: level [23] here, level [23] in what comes in$/).waitFor();
  await axe(page);
  await page.getByRole("radio", { name: "One ticket: it counts once" }).check();
  await button(page, "Bring it in").click();
  await page.locator('main[data-page="today"] .lead').waitFor();
  assert.equal(await marks(page), 3);
  const { text } = await save(page);
  assert.equal(records(text, "alias").length, 1);
  assert.equal(records(text, "evidence").length, 9, "no mark is rewritten");
});

test("a double that nobody decided on is asked about where its marks are seen, and Undo asks again", async ({ page, context, open, url }) => {
  await page.clock.setFixedTime(NOW);
  await open();
  await theirFile(page, context, url);
  await button(page, "Bring it in").click();
  await page.locator('main[data-page="today"] .lead').waitFor();
  assert.equal(await marks(page), 6);
  await go(page, "mastery");
  const asked = page.getByRole("group", { name: "Came in twice?" });
  await asked.getByText("Same ticket?").waitFor();
  await axe(page);
  await asked.getByRole("button", { name: "One ticket: it counts once" }).click();
  await asked.waitFor({ state: "detached" });
  assert.equal(await marks(page), 3);
  await go(page, "mastery");
  await page.keyboard.press("Control+z");
  await asked.waitFor();
  assert.equal(await marks(page), 6);
});
