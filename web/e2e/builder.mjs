// The page as a person finds it: by role and label only.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { inFirefox, url } from "./browser.mjs";

/** A loaded page, with what it asked for and complained about. */
export class Builder {
  /** Opens the page; `options` are those of a browser context. */
  static async open(browser, options = {}) {
    const permissions = inFirefox ? [] : ["clipboard-read", "clipboard-write"];
    const context = await browser.newContext({ permissions, ...options });
    const builder = new Builder(context, await context.newPage());
    await builder.load();
    return builder;
  }

  constructor(context, page) {
    Object.assign(this, { context, page, requests: [], complaints: [] });
    page.on("request", (request) => this.requests.push(request.url()));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
  }

  async load(address = url) {
    await this.page.goto(address);
    await this.page.getByRole("heading", { level: 1 }).waitFor();
  }

  /** Closes it; nothing may have been complained about, and nothing asked of another host. */
  async close() {
    assert.deepEqual(this.complaints, []);
    assert.deepEqual(this.requests.filter((request) => !request.startsWith(url) && !request.startsWith("blob:")), []);
    await this.context.close();
  }

  field(label) {
    return this.page.getByLabel(label, { exact: true });
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  region(name) {
    return this.page.getByRole("region", { name, exact: true });
  }

  async choose(radio) {
    await this.page.getByRole("radio", { name: radio, exact: true }).check();
  }

  /** Types into the fields of these labels; a select gets the option. */
  async fill(values) {
    for (const [label, value] of Object.entries(values)) {
      const field = this.field(label);
      const select = await field.evaluate((element) => element.tagName === "SELECT");
      await (select ? field.selectOption(value) : field.fill(value));
    }
  }

  /** Leaves the field that has the focus, as the Tab key does. */
  async leave() {
    await this.page.keyboard.press("Tab");
  }

  /** Chooses a form to take the request away in, by its title. */
  async format(title) {
    await this.field("Format").selectOption({ label: title });
  }

  /** What the page says of the request as a whole. */
  async readiness() {
    return this.region("Output").getByRole("status").innerText();
  }

  /** The text that is shown for the first file. */
  async shown() {
    const text = await this.region("Output").locator("pre").first().evaluate((shown) => {
      const copy = shown.cloneNode(true);
      copy.querySelectorAll("button").forEach((button) => button.remove());
      return copy.textContent;
    });
    return `${text.trimEnd()}\n`;
  }

  /** Selects all of the first file with the pointer and gives what a copy by hand would hold. */
  async selected() {
    const text = await this.region("Output").locator("pre").first().evaluate((shown) => {
      getSelection().selectAllChildren(shown);
      return String(getSelection());
    });
    return `${text.trimEnd()}\n`;
  }

  /** Presses Copy and gives what is in the clipboard. */
  async copied() {
    await this.button("Copy").click();
    await this.page.getByText(/^Copied /).waitFor({ state: "attached" });
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Presses Download and gives the file. */
  async downloaded() {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.button("Download").click()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  }
}

/** The example of the AWS CLI's reference for create-user. */
export const REFERENCE = {
  "User ID": "user1",
  "User name": "myUser",
  Engine: "redis",
  "Access string": "on ~app::* -@all +@read",
  "Password 1": "mYnuUzrpAxXw2rdzx",
};
