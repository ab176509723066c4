// Individual agendas: made in one click, changed by hand with what it breaks said before, on paper, a bottleneck
// mended.
import assert from "node:assert/strict";

import { axe, go, test, PHONE } from "./lib/page.mjs";

/** Opens the sample class on a school day, with groups in use, at the rotation by student. */
async function byStudent(page, open) {
  await page.clock.setFixedTime(new Date("2026-11-18T09:10:00-05:00"));
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"]').waitFor();
  await go(page, "rotation");
  await page.getByRole("button", { name: "By student" }).click();
}

async function made(page) {
  await page.getByRole("button", { name: "Make agendas", exact: true }).click();
  await page.locator(".agendas__table").waitFor();
}

/** Opens the form of a station at its fields for agendas. */
async function station(page, name) {
  await page.getByRole("button", { name: `Change ${name}` }).click();
  await page.getByText("Agendas and days at home").click();
}

const save = (page) => page.locator(".stations form").getByRole("button", { name: "Save" }).click();

test("everybody has an agenda, and a change says what it breaks before it is made", async ({ page, open }) => {
  await byStudent(page, open);
  await axe(page);
  await made(page);
  await axe(page);
  const students = await page.locator(".agendas__table tbody tr").count();
  assert.ok(students > 20, `${students}`);
  assert.equal(await page.getByRole("button", { name: /no place/ }).count(), 0);
  const stop = page.locator(".agendas__table td.teacher button").first();
  const words = await stop.getAttribute("aria-label");
  const id = await stop.getAttribute("id");
  await stop.focus();
  await page.keyboard.press("Enter");
  const menu = page.locator(".agendas__menu");
  await menu.waitFor();
  await axe(page);
  const go_to = menu.getByLabel("Go to");
  await go_to.selectOption({ label: "Workshop" });
  await menu.getByText(/misses your table in slot/).first().waitFor();
  await menu.getByRole("button", { name: "Move" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: words.replace(/Teacher.s table/, "Workshop choice") }).waitFor();
  await page.waitForFunction((id) => document.activeElement?.id === id, id);
  await page.locator(".agendas__troubles").getByText(/misses your table/).first().waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: words, exact: true }).waitFor();
  assert.equal(await page.locator(".agendas__troubles").count(), 0);
});

test("a locked place stays, two change places, and Escape leaves the menu", async ({ page, open }) => {
  await byStudent(page, open);
  await made(page);
  const first = page.locator(".agendas__table tbody tr").first().locator(".agendas__stop").first();
  const id = await first.getAttribute("id");
  const stop = page.locator(`[id="${id}"]`);
  await stop.click();
  await page.getByRole("button", { name: "Lock this place" }).click();
  await page.locator(`[id="${id}"][aria-label$="locked"]`).waitFor();
  const words = await stop.getAttribute("aria-label");
  await page.getByRole("button", { name: "Make agendas again" }).click();
  await page.locator(`[id="${id}"][aria-label$="locked"]`).waitFor();
  assert.equal(await stop.getAttribute("aria-label"), words);
  await stop.click();
  await page.locator(".agendas__menu").getByRole("button", { name: "Move" }).click();
  await page.getByText(/is locked there/).first().waitFor();
  await stop.click();
  await page.locator(".agendas__menu select").first().focus();
  await page.keyboard.press("Escape");
  await page.locator(".agendas__menu").waitFor({ state: "detached" });
  assert.equal(await stop.getAttribute("aria-label"), words);
  const second = page.locator(".agendas__table tbody tr").nth(1).locator(".agendas__stop").nth(1);
  const other = await second.getAttribute("id");
  await second.click();
  const whom = page.getByLabel("Change places with");
  const [, there] = (await whom.locator("option").first().innerText()).match(/\((.*)\)$/);
  await page.locator(".agendas__menu").getByRole("button", { name: "Change places" }).click();
  await page.locator(`[id="${other}"][aria-label*="${there}"]`).waitFor();
});

test("too few seats for a must-visit are named, and one button mends them", async ({ page, open }) => {
  await byStudent(page, open);
  await station(page, "Tablets");
  await page.getByLabel("Everybody visits it (agendas)").check();
  await page.getByLabel("Seats (0 is closed)").fill("3");
  await axe(page);
  await save(page);
  await station(page, "Workshop");
  await page.getByLabel("Seats (0 is closed)").fill("40");
  await page.getByLabel("Link for a day at home").fill("lesson.example.org");
  await save(page);
  await page.getByText(/Link: give a whole address/).first().waitFor();
  await page.getByLabel("Link for a day at home").fill("https://lesson.example.org/fractions");
  await save(page);
  await page.locator(".stations form").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Make agendas", exact: true }).click();
  await page.getByText(/Tablets: \d+ visits wanted, \d+ seats/).first().waitFor();
  await axe(page);
  await page.getByRole("button", { name: /^Tablets: \d+ seats$/ }).click();
  await page.locator(".agendas__table").waitFor();
  const students = await page.locator(".agendas__table tbody tr").count();
  const musts = await page.getByRole("button", { name: /Tablets must$/ }).count();
  assert.equal(musts, students);
});

test("agendas on paper: cards, one a page, and with the link for a day at home", async ({ page, open }) => {
  await byStudent(page, open);
  await station(page, "Workshop");
  await page.getByLabel("Link for a day at home").fill("https://lesson.example.org/fractions");
  await save(page);
  await page.locator(".stations form").waitFor({ state: "detached" });
  await made(page);
  await page.evaluate(() => { window.printed = 0; window.print = () => { window.printed += 1; }; });
  await page.getByRole("button", { name: "Print cards" }).click();
  await page.waitForFunction(() => window.printed === 1);
  await page.emulateMedia({ media: "print" });
  const students = await page.locator(".agendas__table tbody tr").count();
  assert.equal(await page.locator(".agenda-card").count(), students);
  assert.ok(await page.locator(".agenda-card").first().isVisible());
  assert.equal(await page.locator(".agendas__table").isVisible(), false);
  assert.doesNotMatch(await page.locator(".agenda-paper").innerText(), /lesson\.example\.org/);
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "Print for families" }).click();
  await page.waitForFunction(() => window.printed === 2);
  await page.emulateMedia({ media: "print" });
  assert.match(await page.locator(".agenda-paper").innerText(), /lesson\.example\.org/);
});

test("on a phone a student's slots stand one under the other", async ({ page, open }) => {
  await page.setViewportSize(PHONE);
  await byStudent(page, open);
  await made(page);
  const row = page.locator(".agendas__table tbody tr").first();
  const [one, two] = await Promise.all([0, 1].map((at) => row.locator("td").nth(at).boundingBox()));
  assert.ok(two.y >= one.y + one.height, "one under the other");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${wide} px too wide`);
  await axe(page);
});

test("a pull-out of this weekday: what it takes is named, one tap mends the day, one takes it back", async ({ page, open }) => {
  await byStudent(page, open);
  await station(page, "Tablets");
  await page.getByLabel("Everybody visits it (agendas)").check();
  await page.getByLabel("Seats (0 is closed)").fill("12");
  await save(page);
  await page.locator(".stations form").waitFor({ state: "detached" });
  await made(page);
  assert.equal(await page.locator(".agendas__mend").count(), 0);
  const must = page.getByRole("button", { name: /: Tablets must$/ }).first();
  const [, name, slot] = (await must.getAttribute("aria-label")).match(/^(.*), slot (\d): /);
  const times = await page.locator(".agendas__table thead th").nth(Number(slot)).innerText();
  const [, starts] = times.match(/(\d+:\d+) to/);
  await go(page, "class");
  await page.getByRole("button", { name: "Add a service" }).click();
  const form = page.getByRole("form", { name: "Services" });
  await form.getByLabel("Service", { exact: true }).fill("Speech");
  await form.getByLabel("Wednesday").check();
  await form.getByLabel("Starts at").fill(starts.padStart(5, "0"));
  await form.getByLabel("Minutes").fill("10");
  await form.getByLabel(name, { exact: true }).check();
  await form.getByRole("button", { name: "Save" }).click();
  await form.waitFor({ state: "detached" });
  await go(page, "rotation");
  await page.getByRole("button", { name: "By student" }).click();
  const mend = page.locator(".agendas__mend");
  await mend.getByText(`${name} is away in slot ${slot} (Speech) and misses Tablets, which is a must.`).waitFor();
  await mend.getByText(new RegExp(`^${name} goes to Tablets in slot \\d, not to `)).waitFor();
  await axe(page);
  const button = mend.getByRole("button", { name: "Change these places on this day" });
  await button.focus();
  await page.keyboard.press("Enter");
  await mend.waitFor({ state: "detached" });
  await page.getByRole("button", { name: new RegExp(`^${name}, slot \\d: Tablets must$`) }).waitFor();
  assert.equal(await page.locator(".agendas__troubles").count(), 0);
  await page.locator(".agendas__only").waitFor();
  await axe(page);
  await go(page, "board");
  for (let at = 1; at < Number(slot); at += 1) await page.keyboard.press("PageDown");
  await page.locator(".stage__away", { hasText: name.split(" ")[0] }).waitFor();
  assert.doesNotMatch(await page.locator(".stage").innerText(), /Speech/, "why is nobody's business on a wall");
  await axe(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "By student" }).click();
  await page.getByRole("button", { name: "Back to the usual places" }).click();
  await mend.waitFor();
});
