// A roster from the school's own system: a OneRoster zip is dropped, a class is chosen; and a column that is nobody's
// business is left out until the teacher says otherwise.
import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";

import { startClass } from "./lib/deeds.mjs";
import { axe, dropFile, go, readDownload, test } from "./lib/page.mjs";

const SCHOOL = {
  "users.csv": "sourcedId,status,enabledUser,givenName,familyName,identifier,grades,password\nu1,,true,Tamar,Lee,,,\nu2,,true,An,Nguyễn,00123,05,sesame-9\nu3,,true,Maeve,O'Brien,00124,05,sesame-9\nu4,,true,Kai,Ito,00125,05,sesame-9\n",
  "roles.csv": "sourcedId,userSourcedId,roleType,role,orgSourcedId\nr1,u1,primary,teacher,o1\nr2,u2,primary,student,o1\nr3,u3,primary,student,o1\nr4,u4,primary,student,o1\n",
  "classes.csv": "sourcedId,status,title\nc1,,Room 12\nc2,,Room 14\n",
  "enrollments.csv": "sourcedId,status,classSourcedId,userSourcedId,role\ne1,,c1,u1,teacher\ne2,,c1,u2,student\ne3,,c2,u3,student\ne4,,c2,u4,student\n",
  "demographics.csv": "sourcedId,birthDate,sex\nu2,2017-09-01,female\n",
};

/** The check sum of a zip (CRC-32). */
function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** A zip (PKWARE's APPNOTE, 4.3) of these texts. */
function zip(files) {
  const half = (n) => Buffer.from(Uint16Array.of(n).buffer);
  const whole = (n) => Buffer.from(Uint32Array.of(n).buffer);
  const [bodies, directory] = [[], []];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [called, plain] = [Buffer.from(name), Buffer.from(text)];
    const packed = deflateRawSync(plain);
    const about = Buffer.concat([half(20), half(0), half(8), Buffer.alloc(4), whole(crc(plain)), whole(packed.length), whole(plain.length), half(called.length), half(0)]);
    const body = Buffer.concat([Buffer.from("PK\x03\x04"), about, called, packed]);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02"), half(20), about, Buffer.alloc(10), whole(at), called]));
    bodies.push(body);
    at += body.length;
  }
  const list = Buffer.concat(directory);
  const n = half(bodies.length);
  return Buffer.concat([...bodies, list, Buffer.from("PK\x05\x06"), Buffer.alloc(4), n, n, whole(list.length), whole(at), half(0)]);
}

const names = async (page) => (await page.locator(".roster a").allInnerTexts()).sort();
const saved = async (page) => {
  await go(page, "share");
  return readDownload(page, () => page.getByRole("button", { name: "Save a copy now" }).click());
};

test("a school's zip is dropped, and the teacher takes her own class", async ({ page, open }) => {
  await open();
  await startClass(page);
  await dropFile(page, ".section:has(textarea):not(.school-days)", { name: "oneroster.zip", type: "application/zip", bytes: zip(SCHOOL) });
  const which = page.getByLabel("This file holds several classes. Which is yours?");
  await which.selectOption({ label: "Room 14, 2 students" });
  await axe(page);
  await page.getByRole("button", { name: "Add 2 students" }).click();
  await page.locator(".roster a", { hasText: "Maeve" }).waitFor();
  assert.deepEqual(await names(page), ["Kai Ito", "Maeve O'Brien"]);
  const { text } = await saved(page);
  for (const secret of ["sesame-9", "2017-09-01", "female", "Nguyễn"]) assert.ok(!text.includes(secret), `${secret} stayed out`);
  assert.ok(text.includes("00124"), "ids keep their zeros");
});

test("a sensitive column stays out until it is asked for, as a tag", async ({ page, open }) => {
  await open();
  await startClass(page);
  const sheet = "First name,Last name,IEP,Lunch status\nAna,Ruiz,Yes,Free\nBen,Cole,No,Paid\n";
  const drop = () => dropFile(page, ".section:has(textarea):not(.school-days)", { name: "roster.csv", text: sheet });
  await drop();
  const preview = page.getByRole("region", { name: "What was read" });
  await preview.getByText("Left out for privacy").first().waitFor();
  await preview.getByLabel('Column "IEP" holds').selectOption({ label: "Keep as a tag" });
  await axe(page);
  await page.getByRole("button", { name: "Add 2 students" }).click();
  await page.locator(".roster a", { hasText: "Ana" }).waitFor();
  const { text } = await saved(page);
  assert.ok(!/Free|Paid|Lunch/.test(text), "what was not asked for is nowhere");
  await page.getByLabel("Private notes and sensitive tags too").first().check();
  const whole = await saved(page);
  const kinds = (text, kind) => JSON.parse(text).records.filter((record) => record.kind === kind);
  assert.ok(kinds(whole.text, "tagged").length > 0, "the tag is in the whole file");
  assert.equal(kinds(text, "tagged").length, 0, "and in no copy that leaves sensitive tags out");
});

/** The roster's last part: who is off it. */
const off = (page) => page.locator(".off-roster");
const summary = (page, n) => off(page).getByText(`Off the roster (${n})`, { exact: true });
const takeOff = async (page, name) => {
  await page.getByRole("button", { name: `Edit ${name}` }).click();
  await page.getByRole("button", { name: "Take off the roster" }).click();
  await page.locator(".roster a", { hasText: name }).waitFor({ state: "detached" });
};

test("who is off the roster is put back, by hand or with the next roster, or removed for good", async ({ page, open }) => {
  await open();
  await startClass(page);
  const drop = (text) => dropFile(page, ".section:has(textarea):not(.school-days)", { name: "roster.csv", text });
  await drop("First name,Last name,Student ID\nAna,Ruiz,0012\nBen,Cole,0013\nCy,Mori,0014\n");
  await page.getByRole("button", { name: "Add 3 students" }).click();
  await page.locator(".roster a", { hasText: "Ana" }).waitFor();
  assert.equal(await off(page).count(), 0, "nobody is off the roster, and nothing is said of it");

  await takeOff(page, "Ana Ruiz");
  await takeOff(page, "Ben Cole");
  await summary(page, 2).press("Enter");
  await axe(page);
  await page.getByRole("button", { name: "Put back Ana Ruiz" }).press("Enter");
  await page.locator(".roster a", { hasText: "Ana" }).waitFor();
  await summary(page, 1).waitFor();
  await page.locator(".said").getByRole("button", { name: "Undo" }).click();
  await summary(page, 2).waitFor();
  assert.deepEqual(await names(page), ["Cy Mori"], "Undo takes her off again");

  await drop("First name,Last name,Student ID\nAna,Ruiz,0012\nDi,Ek,0015\n");
  const preview = page.getByRole("region", { name: "What was read" });
  await preview.getByText("Ana Ruiz is off the roster with the same school id, and will be put back as before.").waitFor();
  await axe(page);
  await page.getByRole("button", { name: "Add 2 students" }).click();
  await summary(page, 1).waitFor();
  assert.deepEqual(await names(page), ["Ana Ruiz", "Cy Mori", "Di Ek"]);

  await page.getByPlaceholder("Ana Ruiz").fill("Ben Cole");
  await page.getByRole("button", { name: "Read these names" }).click();
  await preview.getByText("Ben Cole may be off the roster: the name is alike.").waitFor();
  await preview.getByRole("button", { name: "Cancel" }).click();

  await off(page).getByText("Remove for good", { exact: true }).click();
  const remove = off(page).getByRole("button", { name: "Remove Ben Cole for good" });
  assert.ok(await remove.isDisabled(), "the tick comes first");
  await off(page).getByLabel("I have what I need, and want it gone.").check();
  await axe(page);
  await remove.click();
  await page.getByText("Ben Cole was removed for good.").waitFor();
  await off(page).waitFor({ state: "detached" });
  await page.reload();
  await page.locator(".roster a", { hasText: "Ana" }).waitFor();
  assert.equal(await off(page).count(), 0);
});
