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

  /** The opened page. Fails at the end of the test if the page reported an error or sent a request to another host. */
  builder: async ({ page }, use) => {
    const builder = new Builder(page);
    await builder.load();
    await use(builder);
    builder.check();
  },

  /** Opens the page or another address each time it's called, with options for the browser context. Each page is checked like `builder`. */
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

  /** A separate moto server, used in place of ElastiCache for CreateUser. */
  service: [async ({}, use) => {
    const service = await moto();
    await use(service);
    service.stop();
  }, { scope: "worker" }],
});
