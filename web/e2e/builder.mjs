// The page as a person uses it: elements are found by role and label only.
import { readFile } from "node:fs/promises";
import { PLAYWRIGHT, isFirefox, url } from "./browser.mjs";

const { expect } = await import(PLAYWRIGHT);

/** A loaded page, with its requests and its errors. */
export class Builder {
  constructor(page) {
    Object.assign(this, { context: page.context(), page, requests: [], errors: [] });
    page.on("request", (request) => this.requests.push(request.url()));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.errors.push(message.text());
    });
    page.on("pageerror", (error) => this.errors.push(String(error)));
  }

  async load(address = url) {
    await this.page.goto(address);
    await this.page.getByRole("main").waitFor();
  }

  /** Fails if the page reported an error or sent a request to another host. */
  check() {
    expect(this.errors).toStrictEqual([]);
    expect(this.requests.filter((request) => !request.startsWith(url) && !request.startsWith("blob:"))).toStrictEqual([]);
  }

  field(label) {
    return this.page.getByLabel(label, { exact: true });
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Presses a button in the menu. */
  async menu(name) {
    await this.page.getByLabel("More", { exact: true }).click();
    await this.button(name).click();
  }

  region(name) {
    return this.page.getByRole("region", { name, exact: true });
  }

  async choose(radio) {
    await this.page.getByRole("radio", { name: radio, exact: true }).check();
  }

  /** Opens the collapsed section with a field in it. */
  async unfold(field) {
    const folded = this.page.locator("details:not([open])").filter({ has: field });
    if (await folded.count() > 0) await folded.first().locator("summary").first().click();
  }

  /** Opens the details with this heading. Their content is rendered only then. */
  async expand(heading) {
    const closed = this.page.locator("details:not([open])").filter({ has: this.page.getByRole("heading", { name: heading, exact: true }) });
    if (await closed.count() > 0) await closed.locator("summary").first().click();
  }

  /** Types into the fields with these labels; in a select, chooses the option. */
  async fill(values) {
    for (const [label, value] of Object.entries(values)) {
      const field = this.field(label);
      await this.unfold(field);
      const select = await field.evaluate((element) => element.tagName === "SELECT");
      await (select ? field.selectOption(value) : field.fill(value));
    }
    await this.painted();
  }

  /** Replaces a field's content by pasting. */
  async paste(label, text) {
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await this.field(label).focus();
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.press("ControlOrMeta+V");
    await this.painted();
  }

  /** Waits until the typed text is painted, and everything derived from it is up to date. */
  async painted() {
    await this.page.evaluate(() => new Promise((next) => {
      const settled = () => {
        if (document.querySelector("[aria-busy]")) requestAnimationFrame(settled);
        else requestAnimationFrame(() => setTimeout(next));
      };
      requestAnimationFrame(() => setTimeout(settled));
    }));
  }

  /** Leaves the focused field, as the Tab key does. */
  async leave() {
    await this.page.keyboard.press("Tab");
  }

  /** Chooses an output format by its title. */
  async format(title) {
    await this.field("Format").selectOption({ label: title });
  }

  /** Opens the import dialog and pastes text into it. */
  async openImport(text) {
    await this.button("Import").click();
    await this.page.getByRole("dialog").getByRole("textbox").fill(text);
  }

  /** Fills the form with the first user in the text. */
  async importText(text) {
    await this.openImport(text);
    const dialog = this.page.getByRole("dialog");
    const others = dialog.getByRole("checkbox");
    for (let n = 1; n < await others.count(); n += 1) await others.nth(n).uncheck();
    await dialog.getByRole("button", { name: "Import 1 user" }).click();
    await this.page.getByText("Undo the import").waitFor();
  }

  /** The ids of the rules with an example to try. */
  async ruleIds() {
    await this.menu("Rules");
    const dialog = this.page.getByRole("dialog");
    const withExample = dialog.getByRole("listitem").filter({ has: this.button("Try it") });
    const ids = await withExample.evaluateAll((items) => items.map((item) => item.querySelector("code").textContent));
    await this.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    return ids;
  }

  /** Opens a rule's example in the form. */
  async tryRule(id) {
    await this.menu("Rules");
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("searchbox").fill(id);
    const rule = dialog.getByRole("listitem").filter({ has: this.page.getByText(id, { exact: true }) });
    await rule.first().getByRole("button", { name: "Try it" }).click();
    await dialog.waitFor({ state: "hidden" });
  }

  /** Sets an option under More options. */
  async cliOption(label, value) {
    await this.page.getByText("More options", { exact: true }).click();
    await this.field(label).fill(value);
    await this.field(label).blur();
  }

  /** The page's verdict on the whole request. */
  async readiness() {
    await this.painted();
    return this.region("Output").getByRole("status").innerText();
  }

  /** The displayed text of the first file. */
  async shown() {
    await this.painted();
    const text = await this.region("Output").locator("pre").first().evaluate((shown) => {
      const copy = shown.cloneNode(true);
      copy.querySelectorAll("button").forEach((button) => button.remove());
      return copy.textContent;
    });
    return `${text.trimEnd()}\n`;
  }

  /** Selects all of the first file with the pointer, and returns what copying the selection would put into the clipboard. */
  async selected() {
    const text = await this.region("Output").locator("pre").first().evaluate((shown) => {
      getSelection().selectAllChildren(shown);
      return String(getSelection());
    });
    return `${text.trimEnd()}\n`;
  }

  /** Presses Copy at the first file or the named one, and returns the content of the clipboard. */
  async copied(file) {
    await this.button(file ? `Copy ${file}` : "Copy").click();
    await this.page.getByText(file ? `Copied ${file}` : /^Copied /).waitFor({ state: "attached" });
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  // Firefox doesn't report downloads over BiDi: the page announces the name, and Copy has the text.
  async #toldAndCopied(button) {
    await this.button(button).click();
    const said = await this.page.getByText(/^Downloaded /).textContent();
    const name = said.trim().replace("Downloaded ", "");
    if (button === "Download") return { name, text: await this.copied() };
    await this.button(button.replace("Download", "Copy")).click();
    await this.page.getByText(`Copied ${name}`).waitFor({ state: "attached" });
    return { name, text: await this.page.evaluate(() => navigator.clipboard.readText()) };
  }

  /** Presses Download, or another button that downloads, and returns the file. */
  async downloaded(button = "Download") {
    if (isFirefox(this.context.browser())) return this.#toldAndCopied(button);
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.button(button).click()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  }
}

/** The example in the AWS CLI's reference for create-user. */
export const REFERENCE = {
  "User ID": "user1",
  "User name": "myUser",
  Engine: "redis",
  "Access string": "on ~app::* -@all +@read",
  "Password 1": "mYnuUzrpAxXw2rdzx",
};
