// Prints one figure per line as JSON: `cargo xtask bench page` runs this. With BENCH_PAGE_OTHER, another version of the page is
// measured in the same run, alternating with this one.
import { launch, url } from "./browser.mjs";
import { Builder, REFERENCE } from "./builder.mjs";

const OTHER = process.env.BENCH_PAGE_OTHER;
const PAGES = [["ours", url], ...(OTHER ? [["the other version", OTHER]] : [])];
const SLOWER = 4;
const STARTS = 9;
const KEYS = 240;
const PAUSE = 60;
// A realistic access string of 2,000 characters: many key patterns and commands.
const LONG = `on ${Array.from({ length: 200 }, (_, n) => `~app:${n % 40}:orders:${n}* +${["get", "set", "hget", "expire", "del"][n % 5]}`).join(" ")}`.slice(0, 1990).replace(/\S*$/, "+ping ");
const MORE = "+lrange ~key:1 ";

function print(what, who, figure, unit, note = "") {
  console.log(JSON.stringify({ what, who, figure, unit, note }));
}

/** The percentile: this share of the values is at or below it. */
function at(share, values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
}

async function slow(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
}

/** From the start of the load to the first paint of anything, and to the first with the whole form, which is interactive from then on. */
async function start(browser, address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    new MutationObserver((_, watch) => {
      if (!document.querySelector("main")) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => { globalThis.startedAt = performance.now(); }));
    }).observe(document, { childList: true, subtree: true });
  });
  await slow(page);
  await page.goto(address);
  await page.waitForFunction(() => globalThis.startedAt);
  const times = await page.evaluate(() => [performance.getEntriesByName("first-contentful-paint")[0].startTime, globalThis.startedAt]);
  await context.close();
  return times;
}

/** Types into the focused field. Returns how long each key took until it was painted, by the browser's own clock. */
async function type(page) {
  await page.evaluate(() => {
    globalThis.keys = new Map();
    const note = (list) => {
      for (const entry of list.getEntries()) {
        if (!entry.interactionId) continue;
        keys.set(entry.interactionId, Math.max(entry.duration, keys.get(entry.interactionId) ?? 0));
      }
    };
    new PerformanceObserver(note).observe({ type: "event", durationThreshold: 16 });
  });
  await slow(page);
  for (let n = 0; n < KEYS; n += 1) {
    const key = MORE[n % MORE.length];
    await page.keyboard.press(key === " " ? "Space" : key);
    await page.waitForTimeout(PAUSE);
  }
  await page.waitForTimeout(500);
  const long = await page.evaluate(() => [...keys.values()]);
  // Events below 16 ms aren't reported.
  return [...long, ...Array.from({ length: Math.max(0, KEYS - long.length) }, () => 8)];
}

function tell(who, times, note) {
  print("key until painted, median", who, at(0.5, times), "ms", note);
  print("key until painted, 99th percentile", who, at(0.99, times), "ms", `${times.filter((time) => time <= 16).length} of ${times.length} within 16 ms`);
}

const browser = await launch();
const starts = PAGES.map(() => []);
for (let n = 0; n < STARTS; n += 1) {
  for (const [at, [, address]] of PAGES.entries()) starts[at].push(await start(browser, address));
}
for (const [n, what] of ["start until its frame is painted", "start until it can be used"].entries()) {
  for (const [which, [who]] of PAGES.entries()) {
    const times = starts[which].map((start) => start[n]);
    print(`${what}, median`, who, at(0.5, times), "ms", `best ${Math.round(Math.min(...times))}, worst ${Math.round(Math.max(...times))}`);
  }
}

const bare = await (await browser.newContext()).newPage();
await bare.setContent(`<textarea style="width: 40rem; height: 20rem"></textarea>`);
await bare.getByRole("textbox").fill(LONG);
await bare.getByRole("textbox").press("End");
tell("a bare text area", await type(bare), `${LONG.length} characters`);

for (const [who, address] of PAGES) {
  const builder = new Builder(await browser.newPage({ viewport: { width: 1440, height: 900 } }));
  await builder.load(address);
  await builder.fill({ ...REFERENCE, "Engine version": "valkey-8.1", "Access string": LONG });
  await builder.page.getByText("More options", { exact: true }).click();
  await builder.region("Effective permissions").getByRole("button", { name: /^@string/ }).click();
  await builder.field("Access string").focus();
  await builder.page.keyboard.press("Control+End");
  tell(`${who}, everything open`, await type(builder.page), `${LONG.length} characters`);
  await builder.page.close();
}
await browser.close();
