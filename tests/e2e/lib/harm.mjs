// What happens to pages in real life: the tab's process dies, the browser is killed, the computer is slow.

/** Ends the process of the tab at once, as when the system runs out of memory. The context stays. */
export async function crashTab(page) {
  const crashed = page.waitForEvent("crash");
  const session = await page.context().newCDPSession(page);
  // It never answers: who should is dead.
  session.send("Page.crash").catch(() => {});
  await crashed;
}

/** Kills the browser without a farewell, as when the battery is pulled. For contexts of `newPersistentContext`. */
export async function killBrowser(context) {
  const session = await context.browser().newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const closed = new Promise((resolve) => context.once("close", resolve));
  process.kill(processInfo.find(({ type }) => type === "browser").id, "SIGKILL");
  await closed;
}

/** A school's Chromebook on a school's net: the processor `cpu` times slower, and slow 4G as Lighthouse has it. */
export async function slowDown(page, { cpu = 6, net = true } = {}) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  if (!net) return;
  await session.send("Network.enable");
  const bytes = (kilobits) => (kilobits * 1000) / 8;
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: bytes(1638),
    uploadThroughput: bytes(750),
  });
}
