// Usability: labels, notices and counts agree, and everything is large enough to read and to tap.
import { REFERENCE } from "./builder.mjs";
import { expect, test } from "./fixtures.mjs";

const WRONG = { "User ID": "1_", "User name": "with space", "Password 1": "short", "Access string": "on ~* +@nosuch >pw" };

test("every control has an accessible name", async ({ page, builder }) => {
  const role = (role, name) => page.getByRole(role, { name, exact: true });
  for (const name of ["Create user", "Modify user", "Password", "No password", "IAM"]) await expect(role("radio", name), name).toBeVisible();
  await expect(role("radiogroup", "Authentication")).toBeVisible();
  for (const name of ["User ID", "User name", "Access string", "Password 1", "Try a command"]) await expect(role("textbox", name), name).toBeVisible();
  for (const name of ["Engine", "Engine version", "Format"]) await expect(role("combobox", name), name).toBeVisible();
  for (const name of ["Add password", "Generate", "Add tag", "Import", "Copy", "Download", "Share"]) await expect(role("button", name), name).toBeVisible();
  for (const name of ["Output", "Problems", "Effective permissions"]) await expect(builder.region(name), name).toBeVisible();
  await expect(builder.field("Engine").locator("option")).toHaveText([/valkey/i, /redis/i]);
  await builder.button("Add password").click();
  await expect(role("textbox", "Password 2")).toBeVisible();
  await builder.choose("Modify user");
  await expect(role("textbox", "Append to access string")).toBeVisible();
});

test("each action shows a notice with Undo", async ({ page, builder }) => {
  await builder.fill(REFERENCE);
  const copy = page.locator("#copy-0");
  const color = () => copy.evaluate((button) => getComputedStyle(button).backgroundColor);
  await copy.hover();
  const before = await color();
  await copy.click();
  await expect(copy).toHaveText("Copied");
  await expect.poll(color, "in sight under the pointer, too").not.toBe(before);
  await builder.format("JSON");
  await expect(copy, "another output was not copied").toHaveText("Copy");
  await builder.menu("Start over");
  await expect(page.locator(".toast")).toContainText("Form cleared.");
  await builder.button("Undo what was just done").click();
  await expect(builder.field("User ID")).toHaveValue(REFERENCE["User ID"]);
});

test("Import, Share and Undo stay visible", async ({ page, builder }) => {
  await builder.fill(WRONG);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  for (const name of ["Import", "Share", "Undo"]) await expect(builder.button(name), name).toBeInViewport({ ratio: 1 });
});

test("what happens next is next to the output, and each choice has a title", async ({ page, builder }) => {
  await builder.format("Bash");
  const next = page.getByRole("group", { name: "What happens next" });
  for (const name of ["Check only", "Wait until active", "Add to user group"]) await expect(next.getByLabel(name), name).toBeVisible();
  await expect(builder.field("Secrets").locator("option")).toHaveText([/^Prompt: ./, /^Environment: ./, /^Secrets Manager: ./, /^Generate: ./, /^File: ./, /^Inline: ./]);
});

test("counts agree, and links use the labels of fields", async ({ page, builder }) => {
  await builder.fill(WRONG);
  await builder.leave();
  const problems = builder.region("Problems");
  const shown = await problems.locator(".problem[data-severity=error]").count();
  expect(shown).toBeGreaterThan(3);
  await expect(problems).toContainText(`${shown} errors`, { useInnerText: true });
  await expect(page.locator(".readiness").first()).toHaveText(new RegExp(`^Not ready: ${shown} to fix`));
  expect(await builder.shown()).toContain(`fix ${shown} problems first`);
  const places = await problems.locator(".place").allInnerTexts();
  expect(new Set(places)).toEqual(new Set(["User ID", "User name", "Password 1", "Access string", "Access string → Password 1"]));
});

test("readiness counts up", async ({ builder }) => {
  await builder.button("Clear the example").click();
  const counts = [await builder.readiness()];
  for (const label of ["User ID", "User name", "Access string"]) {
    await builder.fill({ [label]: REFERENCE[label] });
    counts.push(await builder.readiness());
  }
  expect(counts).toEqual(["Not ready: 0 of 3 done", "Not ready: 1 of 3 done", "Not ready: 2 of 3 done", expect.stringMatching(/^Ready/)]);
});

test("problems don't scroll separately", async ({ open }) => {
  const builder = await open({ viewport: { width: 1440, height: 900 } });
  await builder.fill(WRONG);
  await builder.leave();
  const inside = await builder.region("Problems").evaluate((region) => {
    const areas = [];
    for (let box = region; box !== document.body; box = box.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(box).overflowY) && box.scrollHeight > box.clientHeight) areas.push(box.className);
    }
    return areas;
  });
  expect(inside).toEqual([]);
});

test("recipes are grouped, and the list of drafts shows their state", async ({ page, builder }) => {
  const recipes = builder.field("Start from a recipe").and(page.locator("select"));
  await expect(recipes.locator("option").first()).toHaveText("Choose a recipe…");
  await expect(recipes.locator("optgroup")).toHaveCount(2);
  expect(await recipes.locator("optgroup").evaluateAll((all) => all.map((group) => group.label))).toEqual(["Common roles", "Client libraries (tested)"]);
  await builder.fill(REFERENCE);
  await builder.button("Drafts").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("listitem").first()).toContainText("Create · Ready");
  await dialog.getByRole("button", { name: "New draft" }).click();
  await builder.fill({ "User ID": "1_" });
  await builder.leave();
  await builder.button("Drafts (2)").click();
  await expect(dialog.getByRole("listitem").nth(1)).toContainText(/Create · \d+ problems?/);
});

test("the access string's language is beside it, and the word at the caret is explained", async ({ page, builder }) => {
  await page.getByText("Quick reference").click();
  await expect(page.locator(".reference")).toContainText("deny everything, to begin with");
  await builder.fill({ "Access string": "on ~app:* -@all +@read" });
  await builder.field("Access string").focus();
  await page.keyboard.press("Control+End");
  await expect(page.locator("#word-about")).toHaveText(/^\+@read: /);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("#word-about")).toHaveText(/^on: /);
});

test("a field's ? and F1 list its rules", async ({ page, builder }) => {
  const dialog = page.getByRole("dialog");
  await builder.button("About User ID").click();
  await expect(dialog.getByRole("listitem").filter({ hasText: "user-id-max-40" })).toBeVisible();
  await expect(dialog.getByRole("listitem").filter({ hasText: "password-min-16" })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await builder.field("Password 1").focus();
  await page.keyboard.press("F1");
  await expect(dialog.getByRole("listitem").filter({ hasText: "password-min-16" })).toBeVisible();
  await expect(dialog.getByRole("link").first()).toHaveAttribute("href", /^#rule\//);
});

test("the shortcuts in Help work", async ({ page, builder }) => {
  const { keyboard } = page;
  await builder.fill({ "User ID": "one" });
  await builder.leave();
  await page.evaluate(() => document.activeElement.blur());
  await keyboard.press("Control+z");
  await expect(builder.field("User ID")).not.toHaveValue("one");
  await keyboard.press("Control+Shift+Z");
  await expect(builder.field("User ID")).toHaveValue("one");
  await keyboard.press("/");
  await expect(page.locator("#recipe")).toBeFocused();
  await page.evaluate(() => document.activeElement.blur());
  for (const [key, id] of [["o", "output-title"], ["p", "problems-title"], ["a", "field-AccessString"]]) {
    await keyboard.press("g");
    await keyboard.press(key);
    await expect(page.locator(`#${id}`)).toBeFocused();
    await page.evaluate(() => document.activeElement.blur());
  }
  await builder.fill({ "Access string": "on ~app:* -@all +@read" });
  const words = page.getByRole("list", { name: "Rules in order" }).getByRole("button");
  await words.first().focus();
  await keyboard.press("End");
  await expect(words.last()).toBeFocused();
  await keyboard.press("ArrowLeft");
  await expect(words.nth(2)).toBeFocused();
  await keyboard.press("Home");
  await expect(words.first()).toBeFocused();
  await page.evaluate(() => document.activeElement.blur());
  await keyboard.press("?");
  const rows = page.getByRole("dialog").locator("dl > div");
  await expect(rows).toHaveText([/^\?/, /^F1/, /^\//, /^Ctrl \+ K/, /^g o/, /^Ctrl \+ Enter/, /^Ctrl \+ Z/, /^Ctrl \+ Shift \+ Z/, /^Ctrl \+ V/, /^← →O/, /^← → Home End/, /^Alt \+ ← →/, /^Delete/, /^← → ↑ ↓E/, /^← → ↑ ↓ Enter/]);
});

for (const [name, options] of Object.entries({ "on a wide screen": { viewport: { width: 1440, height: 900 } }, "on a phone": { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } })) {
  test(`nothing is too small to read or tap ${name}`, async ({ open }) => {
    const builder = await open(options);
    await builder.fill(WRONG);
    await builder.button("Add tag").click();
    await builder.leave();
    await builder.painted();
    const small = await builder.page.evaluate(() => {
      const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest(".visually-hidden");
      const texts = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const own = walker.currentNode.parentElement;
        if (walker.currentNode.textContent.trim() && isShown(own) && parseFloat(getComputedStyle(own).fontSize) < 13) texts.push(walker.currentNode.textContent.trim());
      }
      // A link or a button within a sentence is as high as its line.
      const isInline = (element) => getComputedStyle(element).display === "inline";
      const targets = [...document.querySelectorAll("a, button, input, select, textarea, summary")].filter((one) => isShown(one) && !isInline(one));
      const box = (element) => (element.matches("[type=checkbox], [type=radio]") ? element.closest("label") ?? element : element).getBoundingClientRect();
      const name = (element) => `${element.tagName} ${element.id} ${element.getAttribute("aria-label") ?? element.textContent} ${JSON.stringify(box(element))}`;
      const hard = targets.filter((one) => box(one).width > 1 && (box(one).height < 23.5 || box(one).width < 23.5)).map(name);
      const zooms = matchMedia("(pointer: coarse)").matches
        ? targets.filter((one) => one.matches("input:not([type=checkbox], [type=radio]), select, textarea") && parseFloat(getComputedStyle(one).fontSize) < 16).map(name)
        : [];
      return { root: getComputedStyle(document.documentElement).fontSize, texts, hard, zooms };
    });
    expect(small).toEqual({ root: "16px", texts: [], hard: [], zooms: [] });
    if (options.isMobile) {
      for (const name of ["Import", "Share"]) expect((await builder.button(name).boundingBox()).height, name).toBeGreaterThanOrEqual(43.5);
      await expect(builder.page.locator(".top-actions").getByRole("button").filter({ visible: true })).toHaveText(["Import", "Share", "↶", "↷"]);
    }
  });
}
