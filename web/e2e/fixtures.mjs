// Fixtures in addition to Playwright's: the page as a person sees it, and a service to send requests to.
import { moto } from "./aws.mjs";
import { PLAYWRIGHT, inChromium, launchFirefox } from "./browser.mjs";
import { Builder } from "./builder.mjs";

const { test: base, expect } = await import(PLAYWRIGHT);

export { expect };

export const test = base.extend({
  /** The browser of this machine that the project is named after. */
  browser: [async ({ playwright }, use, { project }) => {
    const browser = project.name === "firefox" ? await launchFirefox(playwright) : await playwright.chromium.launch(inChromium());
    await use(browser);
    await browser.close();
  }, { scope: "worker" }],

  /** The page, opened. When the test is over, nothing may have been complained about, and nothing asked of another host. */
  builder: async ({ page }, use) => {
    const builder = new Builder(page);
    await builder.load();
    await use(builder);
    builder.check();
  },

  /** Opens the page, or another address, with options of a browser context, as often as it is called; each is checked as `builder` is. */
  open: async ({ browser }, use) => {
    const opened = [];
    await use(async (options, address) => {
      const context = await browser.newContext(options);
      const builder = new Builder(await context.newPage());
      opened.push(builder);
      await builder.load(address);
      return builder;
    });
    for (const builder of opened) {
      builder.check();
      await builder.context.close();
    }
  },

  /** A moto of one's own, which is ElastiCache's part for CreateUser. */
  service: [async ({}, use) => {
    const service = await moto();
    await use(service);
    service.stop();
  }, { scope: "worker" }],
});
