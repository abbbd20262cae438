// The page finds every rule's own example, and its fix removes the problem.
import { expect, test } from "./fixtures.mjs";

// Their problems can't occur in the form: it has no empty list, one choice where the API has several members, and an
// engine from the start.
const MENDED_BY_THE_FORM = ["password-min-1", "auth-one-mode", "group-engine-required"];

// Each example opens a new draft, and a page with many drafts is slow.
const PARTS = 6;

for (let part = 0; part < PARTS; part += 1) {
  test(`every example is found, says what its fix changes, and is fixed by it: part ${part + 1} of ${PARTS}`, async ({ builder }) => {
    const problems = builder.region("Problems");
    const all = await builder.ruleIds();
    expect(all.length, "rules that have an example to try").toBeGreaterThan(80);
    const ids = all.filter((_, n) => n % PARTS === part);
    let fixed = 0;
    const absent = [];
    for (const id of ids) {
      await builder.tryRule(id);
      const good = problems.getByText(/^Good to know/);
      if (await good.count() > 0) await problems.evaluate((region) => region.querySelectorAll("details").forEach((details) => { details.open = true; }));
      const found = problems.getByRole("listitem").filter({ hasText: id });
      if (await found.count() === 0) {
        if (!(await problems.getByText("Still to fill in").isVisible())) absent.push(id);
        continue;
      }
      const fix = found.first().getByRole("button").nth(1);
      if (await fix.count() === 0) continue;
      const before = await found.allInnerTexts();
      await expect(fix.locator("xpath=following-sibling::*[1]"), `${id} shows what it changes`).not.toBeEmpty();
      await fix.click();
      await expect.poll(() => found.allInnerTexts(), `${id} is fixed`).not.toStrictEqual(before);
      fixed += 1;
    }
    expect(absent).toStrictEqual(MENDED_BY_THE_FORM.filter((id) => ids.includes(id)));
    expect(fixed, "fixes that were pressed").toBeGreaterThanOrEqual(2);
  });
}
