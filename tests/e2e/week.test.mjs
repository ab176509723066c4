// The week as a teacher keeps it: the log, days without school, times by weekday, people, and the board on the wall.
import assert from "node:assert/strict";

import { axe, dropFile, go, test } from "./lib/page.mjs";

/** Opens the sample class at a time of a Wednesday in term (or another day). */
async function sample(page, open, at = "2026-11-18T09:10:00-05:00") {
  await page.clock.setFixedTime(new Date(at));
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"]').waitFor();
}

const inLog = (page, name) => page.locator(".day-log").filter({ hasText: name });

test("the last days are logged in one tap, one of them is opened, changed and confirmed", async ({ page, open }) => {
  await sample(page, open, "2026-11-20T15:00:00-05:00");
  await go(page, "rotation");
  await page.getByRole("button", { name: "Log today as planned" }).click();
  const all = page.getByRole("button", { name: /^Log all \d days as planned$/ });
  await all.click();
  await page.getByText(/\d days are logged\./).first().waitFor();
  await all.waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await all.waitFor();
  const day = inLog(page, "Friday, 20 November");
  assert.match(await day.locator("summary").innerText(), /as planned/);
  await day.locator("summary").focus();
  await page.keyboard.press("Enter");
  const session = day.locator("fieldset").first();
  await session.getByLabel("Minutes").fill("20");
  await page.keyboard.press("Tab");
  const who = session.getByRole("checkbox").first();
  await who.focus();
  await page.keyboard.press("Space");
  assert.equal(await who.isChecked(), false);
  assert.ok(await who.evaluate((box) => box === document.activeElement), "the focus stays");
  await session.getByLabel("Which is").selectOption("extension");
  await axe(page);
  const other = await session.getByLabel("Group").locator("option:not(:checked)").first().innerText();
  await session.getByLabel("Group").selectOption({ label: other });
  await page.waitForFunction(() => [...document.querySelectorAll(".day-log__session")][0].querySelectorAll("input:checked").length > 1);
  const there = await session.locator("input:checked").count();
  const along = session.getByLabel("Add a student who came along");
  const whom = await along.locator("option").nth(1).innerText();
  await along.selectOption({ label: whom });
  await page.waitForFunction((n) => document.querySelectorAll(".day-log__session")[0].querySelectorAll("input:checked").length === n, there + 1);
  assert.ok(await session.getByLabel(whom, { exact: true }).isChecked());
  await axe(page);
  await session.getByLabel("Minutes").fill("300");
  await page.keyboard.press("Tab");
  await page.getByText("Minutes: give a number from 0 to 240.").waitFor();
  await day.getByRole("button", { name: "It was like this" }).click();
  await day.getByText(/confirmed/).waitFor();
  await axe(page);
});

const ICS = [
  "BEGIN:VCALENDAR", "VERSION:2.0",
  "BEGIN:VEVENT", "SUMMARY:Thanksgiving Break", "DTSTART;VALUE=DATE:20261126", "DTEND;VALUE=DATE:20261128", "END:VEVENT",
  "BEGIN:VEVENT", "SUMMARY:Winter concert", "DTSTART:20261210T180000", "DTEND:20261210T193000", "END:VEVENT",
  "BEGIN:VEVENT", "SUMMARY:Labor Day", "DTSTART;VALUE=DATE:20260907", "RRULE:FREQ=YEARLY;BYDAY=1MO;BYMONTH=9", "END:VEVENT",
  "BEGIN:VEVENT", "SUMMARY:Pay day", "DTSTART;VALUE=DATE:20260930", "RRULE:FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "END:VEVENT",
  "END:VCALENDAR", "",
].join("\r\n");

test("days without school: typed, pasted and from a calendar file, with a look before and one undo", async ({ page, open }) => {
  await sample(page, open);
  await go(page, "class");
  const section = page.locator(".school-days");
  await section.getByLabel("First day").fill("2026-11-19");
  await section.getByLabel("Why").fill("Snow day");
  await section.getByRole("button", { name: "Add these days" }).click();
  await section.locator("li", { hasText: "Snow day" }).waitFor();
  await section.getByLabel("Or paste them, one line each").fill("12/21/2026-1/1/2027 Winter break\nSome day");
  await section.getByRole("button", { name: "Read these lines" }).click();
  await section.getByText("Row 2: no date is found in “Some day”.").waitFor();
  await section.getByText("10 school days are ticked.").waitFor();
  await axe(page);
  await section.getByRole("button", { name: "Take the ticked days" }).click();
  await section.getByText("21 December to 1 January").waitFor();
  const chooser = page.waitForEvent("filechooser");
  await section.getByText("Choose a calendar file (.ics)").click();
  await (await chooser).setFiles({ name: "school.ics", mimeType: "text/calendar", buffer: Buffer.from(ICS) });
  await section.getByText("3 school days are ticked.").waitFor();
  assert.equal(await section.getByLabel(/Winter concert/).isChecked(), false, "a concert is no holiday");
  assert.match(await section.innerText(), /Pay day comes again by a rule that is not read here/);
  await axe(page);
  await section.getByRole("button", { name: "Take the ticked days" }).click();
  await section.getByText("26 November to 27 November").waitFor();
  await page.keyboard.press("Control+z");
  await section.getByText("26 November to 27 November").waitFor({ state: "detached" });
  await section.getByRole("button", { name: "School after all: 19 November" }).click();
  await section.locator("li", { hasText: "Snow day" }).waitFor({ state: "detached" });
});

test("a calendar dropped or pasted among the students goes to the days without school", async ({ page, open }) => {
  await sample(page, open);
  await go(page, "class");
  const section = page.locator(".school-days");
  const students = page.locator(".section:has(textarea):not(.school-days)");
  await dropFile(page, students, { name: "school.ics", type: "text/calendar", text: ICS });
  await section.getByText("3 school days are ticked.").waitFor();
  await page.locator(".said").getByText("This is a calendar file, so it is read under").waitFor();
  assert.equal(await page.getByRole("region", { name: "What was read" }).count(), 0, "nobody is called BEGIN:VCALENDAR");
  await axe(page);
  await section.getByRole("button", { name: "Cancel" }).click();
  await students.getByRole("textbox").fill(ICS);
  await students.getByRole("button", { name: "Read these names" }).click();
  await section.getByText("3 school days are ticked.").waitFor();
  assert.equal(await students.getByRole("textbox").inputValue(), "");

  await dropFile(page, students, { name: "5B.rondo.json", type: "application/json", text: '{"format":"rondo-class","version":2}' });
  await page.getByText('This is a Rondo class file, not a table. Open it on the page "Share".').first().waitFor();
  await axe(page);
});

/** A whole day and an evening, in UTC. */
const IN_UTC = [
  "BEGIN:VCALENDAR", "VERSION:2.0",
  "BEGIN:VEVENT", "SUMMARY:No School (snow)", "DTSTART:20270407T040000Z", "DTEND:20270408T040000Z", "END:VEVENT",
  "BEGIN:VEVENT", "SUMMARY:No School (flood)", "DTSTART:20270415T010000Z", "DTEND:20270415T020000Z", "END:VEVENT",
  "END:VCALENDAR", "",
];

test("times of a calendar in UTC are on the school's day", { context: { timezoneId: "America/New_York" } }, async ({ page, open }) => {
  await sample(page, open);
  await go(page, "class");
  const section = page.locator(".school-days");
  const choose = async (lines) => {
    const chooser = page.waitForEvent("filechooser");
    await section.getByText("Choose a calendar file (.ics)").click();
    await (await chooser).setFiles({ name: "utc.ics", mimeType: "text/calendar", buffer: Buffer.from(lines.join("\r\n")) });
  };
  await choose(IN_UTC);
  await section.getByLabel(/No School \(snow\) (?!.* to ).*\b7 April/).waitFor();
  await section.getByLabel(/No School \(flood\) .*\b14 April/).waitFor();
  // The calendar says where it is: there it is the next morning already.
  await choose(IN_UTC.toSpliced(2, 0, "X-WR-TIMEZONE:Asia/Tokyo"));
  await section.getByLabel(/No School \(snow\) (?!.* to ).*\b7 April/).waitFor();
  await section.getByLabel(/No School \(flood\) .*\b15 April/).waitFor();
});

test("times by weekday, A and B weeks, and a lesson that may not overlap the rotation", async ({ page, open }) => {
  await sample(page, open);
  await go(page, "rotation");
  const times = page.locator(".times");
  await times.getByLabel("For").selectOption({ label: "Wednesday" });
  await times.getByText("No times of its own").waitFor();
  await times.getByLabel("Starts at").fill("10:00");
  await times.getByRole("button", { name: "Save times" }).click();
  await page.locator("thead", { hasText: "10:00 to" }).waitFor();
  await page.getByLabel("Weeks alternate: A and B").check();
  await page.getByText("This is an A week.").waitFor();
  await times.getByLabel("For").selectOption({ label: "Wednesday, A weeks" });
  await page.getByRole("button", { name: "Add a lesson" }).click();
  const form = page.getByRole("form", { name: "Whole-class lesson" });
  await form.getByLabel("What it is called").fill("Number talk");
  await form.getByLabel("When").selectOption({ label: "Wednesday" });
  await form.getByLabel("Starts at").fill("10:15");
  await form.getByLabel("Standard").fill("5.NF.A.1");
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText("Number talk would be at the same time as the rotation").waitFor();
  await form.getByLabel("Starts at").fill("08:30");
  await axe(page);
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText("Wednesday, 8:30 to 9:00 5.NF.A.1").waitFor();
  await times.getByLabel("For").selectOption({ label: "Wednesday" });
  await times.getByRole("button", { name: "Same times as every day" }).click();
  await page.locator("thead", { hasText: "9:05 to" }).waitFor();
  // A service of B weeks takes nobody out in this A week.
  await go(page, "board");
  const who = await page.locator(".spot li").first().innerText();
  await go(page, "class");
  await page.getByRole("button", { name: "Add a service" }).click();
  const service = page.getByRole("form", { name: "Services" });
  await service.getByLabel("Service", { exact: true }).fill("Speech");
  await service.getByLabel("Wednesday").check();
  await service.getByLabel("Weeks").selectOption({ label: "B weeks" });
  await service.getByLabel("Starts at").fill("09:00");
  await service.getByLabel(new RegExp(`^${who.replace(/\./g, "\\.")}`)).first().check();
  await axe(page);
  await service.getByRole("button", { name: "Save" }).click();
  await page.getByText(/Wednesday, B weeks, 9:00 to 9:30, pulled out/).waitFor();
  await go(page, "board");
  assert.ok((await page.locator(".spot li").allInnerTexts()).includes(who));
  await page.keyboard.press("Escape");
  await go(page, "class");
  await page.getByRole("button", { name: "Change Speech" }).click();
  await service.getByLabel("Weeks").selectOption({ label: "A weeks" });
  await service.getByRole("button", { name: "Save" }).click();
  await service.waitFor({ state: "detached" });
  await go(page, "board");
  await page.locator(".stage__away", { hasText: who }).waitFor();
  assert.ok(!(await page.locator(".spot li").allInnerTexts()).includes(who));
});

test("an adult, a pull-out and the day a student left: the board and the groups follow", async ({ page, open }) => {
  await sample(page, open);
  await go(page, "board");
  const gone = await page.locator(".spot li").first().innerText();
  await go(page, "class");
  await page.getByRole("button", { name: "Add an adult" }).click();
  const adult = page.getByRole("form", { name: "Adults" });
  await adult.getByLabel("Name").fill("Ms. Kim");
  await adult.getByLabel("Role").selectOption({ label: "interventionist" });
  await adult.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Change Ms. Kim" }).waitFor();
  await page.getByRole("button", { name: "Add a service" }).click();
  const form = page.getByRole("form", { name: "Services" });
  await form.getByLabel("Service").fill("Speech");
  await form.getByLabel("Given by").selectOption({ label: "Ms. Kim" });
  await form.getByLabel("every school day").check();
  await form.getByLabel("Starts at").fill("09:00");
  await form.getByLabel(new RegExp(`^${gone.replace(/\./g, "\\.")}`)).first().check();
  await axe(page);
  await form.getByRole("button", { name: "Save" }).click();
  await page.getByText(/every school day, 9:00 to 9:30, pulled out/).waitFor();
  await go(page, "board");
  assert.ok(!(await page.locator(".spot li").allInnerTexts()).includes(gone), "who is pulled out is at no station");
  await page.keyboard.press("End");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  await page.getByText("Round 3 of 4").waitFor();
  assert.ok((await page.locator(".spot li").allInnerTexts()).includes(gone), "and is back afterwards");
  await page.keyboard.press("Escape");
  await go(page, "class");
  const edit = page.locator(".roster button").first();
  await edit.click();
  await page.getByLabel("Left").fill("2026-11-01");
  await page.locator(".roster__edit").getByRole("button", { name: "Save" }).click();
  await page.locator(".roster__edit").waitFor({ state: "detached" });
  await page.locator(".roster button").first().click();
  assert.equal(await page.getByLabel("Left").inputValue(), "2026-11-01");
});

test("the board chimes, moves on, wakes up right, blanks, and stays silent where it was put off", async ({ page, context, open }) => {
  // Counts tones instead of sounding them.
  await context.addInitScript(() => {
    window.tones = 0;
    const part = () => ({ connect() {}, start() { window.tones += 1; }, stop() {}, frequency: {}, gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} } });
    window.AudioContext = class {
      currentTime = 0;
      destination = {};
      resume() {}
      close() {}
      createOscillator = part;
      createGain = part;
    };
  });
  await page.clock.install({ time: new Date("2026-11-18T09:19:50-05:00") });
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"]').waitFor();
  await go(page, "board");
  await page.getByText("Round 1 of 4").waitFor();
  await page.keyboard.press("Shift");
  await page.clock.runFor(15000);
  await page.getByText("time is up").waitFor();
  assert.equal(await page.evaluate(() => window.tones), 2, "two tones at the end of the round");
  await page.clock.runFor(120000);
  await page.getByText("Round 2 of 4").waitFor();
  await axe(page);
  await page.keyboard.press("m");
  assert.equal(await page.getByRole("button", { name: "Chime" }).getAttribute("aria-pressed"), "false");
  await page.clock.runFor(15 * 60000);
  assert.equal(await page.evaluate(() => window.tones), 2, "silent");
  // The computer sleeps: the clock jumps, and the page is seen again.
  await page.clock.setSystemTime(new Date("2026-11-18T09:57:00-05:00"));
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await page.getByText("Round 4 of 4").waitFor();
  await page.keyboard.press("b");
  assert.equal(await page.locator(".stage__places").isVisible(), false);
  await page.keyboard.press(".");
  assert.equal(await page.locator(".stage__places").isVisible(), true);
  await page.keyboard.press("PageUp");
  await page.getByText("Round 3 of 4").waitFor();
  await page.reload();
  await page.getByText(/Round \d of 4/).waitFor();
  assert.equal(await page.getByRole("button", { name: "Chime" }).getAttribute("aria-pressed"), "false", "it is remembered");
});

test("the board keeps the screen on while it is seen, lets it sleep when closed, and fills it", async ({ page, context, open }) => {
  await context.addInitScript(() => {
    window.locks = { asked: 0, held: 0 };
    const request = async (what) => {
      if (what !== "screen") throw new TypeError(what);
      window.locks.asked += 1;
      window.locks.held += 1;
      let held = true;
      return { release: async () => { window.locks.held -= Number(held); held = false; } };
    };
    Object.defineProperty(navigator, "wakeLock", { value: { request } });
  });
  await sample(page, open);
  const locks = () => page.evaluate(() => window.locks);
  assert.deepEqual(await locks(), { asked: 0, held: 0 });
  await go(page, "board");
  await page.waitForFunction(() => window.locks.held === 1);
  // A browser gives the lock up when the page is hidden: it is asked for again when it is seen.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await page.waitForFunction(() => window.locks.asked === 2 && window.locks.held === 1);
  const full = () => page.evaluate(() => document.fullscreenElement !== null);
  await page.getByRole("button", { name: "Full screen" }).click();
  await page.waitForFunction(() => document.fullscreenElement !== null);
  await page.getByRole("button", { name: "Full screen" }).click();
  await page.waitForFunction(() => document.fullscreenElement === null);
  await page.keyboard.press("f");
  await page.waitForFunction(() => document.fullscreenElement !== null);
  await page.getByRole("button", { name: "Close" }).click();
  await page.waitForFunction(() => window.locks.held === 0);
  await page.waitForFunction(() => document.fullscreenElement === null);
  assert.equal(await full(), false);
});

const NAMES = ["Ana", "Ben", "Carlos", "Daniela", "Emma", "Femi", "Gabriela", "Hiro", "Isla", "Jamal", "Kai", "Layla", "Mateo", "Noah", "Olivia",
  "Priya", "Quinn", "Rosa", "Samuel", "Tariq", "Uma", "Victor", "Wei", "Ximena", "Yusuf", "Zoe", "Amara", "Bruno", "Chloe", "Dariusz", "Elif", "Fatima"];

/** Font sizes of what is to be read from ten metres, as parts of the screen's height, and what is cut off. */
const letters = (page) => page.evaluate(() => {
  const part = (element) => parseFloat(getComputedStyle(element).fontSize) / window.innerHeight;
  const least = (of) => Math.min(...[...document.querySelectorAll(of)].map(part));
  const cut = [...document.querySelectorAll(".spot")].filter((it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1);
  const groups = document.querySelectorAll(".spot .leafname").length;
  return { groups, stations: least(".spot h2"), names: least(".spot .leafname"), students: least(".spot li"), cut: cut.map((it) => it.innerText) };
});

for (const [groups, stations] of [[4, 4], [8, 8]]) {
  test(`the board is read from ten metres with ${groups} groups`, async ({ page, open, actor }) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.clock.setFixedTime(new Date("2026-11-18T09:10:00-05:00"));
    await open();
    await page.getByLabel("Name of the class").fill("5B");
    await page.keyboard.press("Enter");
    await page.locator('main[data-page="class"]').waitFor();
    await page.getByRole("link", { name: "Groups" }).click();
    await actor.paste(page.getByLabel("Names of your students"), NAMES.map((name) => `${name} Smith`).join("\n"));
    await page.getByRole("button", { name: "Make groups" }).click();
    await page.getByRole("button", { name: /: move or lock$/ }).first().waitFor({ timeout: 30000 });
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByLabel("At most so many groups").fill(`${groups}`);
    await page.getByLabel("Fewest students").fill(`${32 / groups}`);
    await page.getByLabel("Most students").fill(`${32 / groups}`);
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "Propose again" }).click();
    await page.waitForFunction((n) => document.querySelectorAll("section.group").length === n, groups);
    await go(page, "rotation");
    for (let at = 4; at < stations; at += 1) {
      await page.getByRole("button", { name: "Add a station" }).click();
      const form = page.locator(".stations + form, .rotation__stations form");
      await form.getByLabel("Name").fill(`Corner ${at}`);
      await form.getByRole("button", { name: "Save" }).click();
      await form.waitFor({ state: "detached" });
    }
    await go(page, "board");
    const found = await letters(page);
    assert.equal(found.groups, groups);
    assert.ok(Math.min(found.stations, found.names) >= 1 / 25, JSON.stringify(found));
    assert.ok(found.students >= 1 / 30, JSON.stringify(found));
    assert.deepEqual(found.cut, []);
    await axe(page);
  });
}
