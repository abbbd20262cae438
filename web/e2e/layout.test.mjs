// Layout details that break easily.
import { expect, test } from "./fixtures.mjs";

for (const width of [1024, 1100, 1280, 1440, 1600, 1920]) {
  test(`the welcome's Close is at the right, ${width} pixels wide`, async ({ open }) => {
    const builder = await open({ viewport: { width, height: 900 } });
    const close = await builder.button("Close the welcome").boundingBox();
    const welcome = await builder.region("Welcome").boundingBox();
    const text = await builder.region("Welcome").locator("p").boundingBox();
    expect(close.x + close.width, "near the right edge").toBeGreaterThan(welcome.x + welcome.width - 40);
    expect(close.y, "not below the text").toBeLessThan(text.y + text.height);
    for (const other of await builder.region("Welcome").locator("p, .doors").all()) {
      const box = await other.boundingBox();
      expect(box.x + box.width).toBeLessThanOrEqual(close.x + 1);
    }
  });
}

test("a rule in the hint of the access string is never broken at its hyphen", async ({ open }) => {
  for (let width = 320; width <= 1440; width += 160) {
    const builder = await open({ viewport: { width, height: 900 } });
    const lines = await builder.page.locator('[id="field-AccessString-message"] .hint code').evaluateAll((all) => all.map((code) => code.getClientRects().length));
    expect(lines.length).toBeGreaterThan(4);
    expect(Math.max(...lines), `${width} pixels wide`).toBe(1);
  }
});

test("on a phone the menu opens above the form", async ({ open }) => {
  const builder = await open({ viewport: { width: 390, height: 844 } });
  await builder.button("Close the welcome").click();
  await builder.menu("Find an action");
  await expect(builder.page.getByRole("dialog", { name: "Find an action" })).toBeVisible();
});
