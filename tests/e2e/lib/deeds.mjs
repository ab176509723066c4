// What a teacher does in a day, drawn by chance and done through the page. A deed is drawn as numbers only: the same
// numbers do the same to two pages that show the same class.
import { pick } from "./chance.mjs";
import { go } from "./helpers.mjs";

/** A school day in the sample class, so that there is a rotation to log. */
export const SCHOOL_DAY = new Date("2026-11-18T09:10:00-05:00");

/** Draws a deed: its name, three numbers that say with whom and with what, and whether it is undone, or redone too. */
export function draw(next, names = Object.keys(DEEDS)) {
  return { name: pick(names, next()), numbers: [next(), next(), next()], then: pick(["", "", "undone", "undone, redone"], next()) };
}

/** Does it, and calls `between` before it is undone and before it is redone. When this returns, the page has shown it. */
export async function act(page, { name, numbers, then }, between = async () => {}) {
  await DEEDS[name](page, ...numbers);
  if (then === "") return;
  await between();
  // A field has its own undo: these keys are meant for the page.
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("Control+z");
  if (!then.endsWith("redone")) return;
  await between();
  await page.keyboard.press("Control+Shift+Z");
}

/** Opens a class file and brings it in. */
export async function bringIn(page, text) {
  const file = { name: "x.json", mimeType: "application/json", buffer: Buffer.from(text) };
  await page.locator('.drop input[type="file"]').setInputFiles(file);
  await page.getByRole("button", { name: "Bring it in" }).click();
  await page.locator('main[data-page="today"] .lead').waitFor();
}

/** Opens the sample class on its school day; `open` is the test's. */
export async function openSample(page, open) {
  await page.clock.install({ time: SCHOOL_DAY });
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"] .lead').waitFor();
}

/** A class of its own, with a name alone. */
export async function startClass(page, name = "5B") {
  await page.getByLabel("Name of the class").fill(name);
  await page.keyboard.press("Enter");
  await page.locator('main[data-page="class"] h1').waitFor();
}

/** Adds one student on the class page. */
export async function addStudent(page, name) {
  await page.getByPlaceholder("Ana Ruiz").fill(name);
  await page.getByRole("button", { name: "Read these names" }).click();
  await page.getByRole("button", { name: /^Add (one|\d+) student/ }).click();
  await page.locator(".roster a", { hasText: name }).waitFor();
}

/** The page's own truth about saving. */
export const isSaved = async (page) => (await page.locator(".rail__saved").getAttribute("data-saved")) === "true";

/** Everything that these pages of the open class say, by page. */
export async function told(page, names = ["class", "mastery", "plans", "groups", "rotation"]) {
  const pages = {};
  for (const name of names) {
    await go(page, name);
    await page.locator("main .lead").waitFor();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    // A grid's cells say what they show in their labels.
    const read = (main) => [main.innerText, ...[...main.querySelectorAll("td[aria-label]")].map((cell) => cell.ariaLabel)];
    pages[name] = (await page.locator("main").evaluate(read)).join("\n");
  }
  return pages;
}

// A name that no other number gives.
const called = (number) => `Kim ${number.toString(36).slice(2, 8).replace(/\d/g, (digit) => "abcdefghij"[digit])}`;

/** Opens the form of one on the roster; whether there is anybody. */
async function edit(page, who) {
  await go(page, "class");
  await page.locator("main .lead").waitFor();
  const buttons = page.locator(".roster").getByRole("button", { name: /^Edit / });
  const count = await buttons.count();
  if (count > 0) await buttons.nth(Math.floor(who * count)).click();
  return count > 0;
}

const DEEDS = {
  async "add a student"(page, who) {
    await go(page, "class");
    await addStudent(page, called(who));
  },
  async "rename a student"(page, who, name) {
    if (!(await edit(page, who))) return;
    await page.getByLabel("First name").fill(called(name));
    await page.locator(".roster__edit").getByRole("button", { name: "Save" }).click();
    await page.locator(".roster a", { hasText: called(name) }).waitFor();
  },
  async "take a student off the roster"(page, who) {
    if (!(await edit(page, who))) return;
    await page.getByRole("button", { name: "Take off the roster" }).click();
    await page.getByText(/ is off the roster; every mark is kept\./).waitFor();
  },
  async "rename the class"(page, name) {
    await go(page, "class");
    await page.getByLabel("Name of the class").fill(called(name));
    await page.locator(".class form.form").getByRole("button", { name: "Save" }).last().click();
    await page.locator(".rail .klass", { hasText: called(name) }).waitFor();
  },
  async "type three marks"(page, row, column, level) {
    await go(page, "mastery");
    const rows = page.locator("tr[data-id]");
    await rows.first().waitFor();
    const cells = rows.nth(Math.floor(row * (await rows.count()))).locator("td[data-at]");
    await cells.nth(Math.floor(column * (await cells.count()))).focus();
    for (const n of [0, 1, 2]) await page.keyboard.press(String(1 + ((Math.floor(level * 4) + n) % 4)));
  },
  async "move a student"(page, who, where) {
    await go(page, "groups");
    const members = page.getByRole("button", { name: /: move or lock$/ });
    await members.first().waitFor();
    await members.nth(Math.floor(who * (await members.count()))).click();
    const places = page.getByRole("button", { name: /^Move to (?!…)/ });
    await places.nth(Math.floor(where * (await places.count()))).click();
    await places.first().waitFor({ state: "detached" });
  },
  async "log the day, or take it back"(page) {
    await go(page, "rotation");
    const [log, unlog] = ["Log today as planned", "Take the log back"].map((name) => page.getByRole("button", { name }));
    const isLogged = (await log.count()) === 0;
    await (isLogged ? unlog : log).click();
    await (isLogged ? log : unlog).waitFor();
  },
  async "write down a conference"(page, who, words) {
    await go(page, "plans");
    const names = page.locator("table.plans th[scope=row] a");
    await names.first().waitFor();
    await names.nth(Math.floor(who * (await names.count()))).click();
    await page.getByRole("button", { name: "Log a conference" }).first().click();
    await page.getByLabel("Strength").fill(called(words));
    await page.locator("form.plan-form").getByRole("button", { name: "Save" }).click();
    await page.locator(".talk", { hasText: called(words) }).waitFor();
  },
};
