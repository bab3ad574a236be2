// VS Code in a browser, in the words of a person who uses it.

import { chromium } from "playwright-core";

const PATIENCE = Number(process.env.TRY_VSCODE_SECONDS ?? 120) * 1000; // Machines that run tests are busy.

export class Workbench {
  static async open(address, { program, width = 1280, height = 800 }) {
    const browser = await chromium.launch({
      executablePath: program,
      args: ["--no-sandbox", "--force-device-scale-factor=1"],
    });
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: 1.5,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(address, { waitUntil: "domcontentloaded" });
    await page.locator(".monaco-workbench .explorer-folders-view").waitFor();
    return new Workbench(browser, page);
  }

  constructor(browser, page) {
    this.browser = browser;
    this.page = page;
  }

  async close() {
    await this.browser.close();
  }

  async command(name) {
    await this.page.keyboard.press("F1");
    const input = this.page.locator(".quick-input-widget input[type=text]");
    await input.waitFor();
    await input.fill(`>${name}`);
    await this.page
      .locator(".quick-input-list .monaco-list-row", { hasText: name })
      .first()
      .click();
  }

  async openFile(name) {
    await this.page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).first().dblclick();
    await this.page.locator(`.tab[data-resource-name="${name}"]`).waitFor();
    await this.page.locator(".editor-instance .view-line").first().waitFor();
  }

  async goTo(line, column) {
    await this.page.keyboard.press("Control+g");
    const input = this.page.locator(".quick-input-widget input[type=text]");
    await input.waitFor();
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await input.waitFor({ state: "hidden" });
  }

  squiggles() {
    return this.page.locator(".editor-instance .squiggly-error");
  }

  async quickFix(title) {
    await this.openFixes(title);
    await this.page.locator(".action-widget .monaco-list-row", { hasText: title }).click();
  }

  /** The menu of fixes: it comes up empty until the server has answered. */
  async openFixes(title) {
    const wanted = this.page.locator(".action-widget .monaco-list-row", { hasText: title });
    for (let tries = 0; ; tries += 1) {
      await this.page.keyboard.press("Control+.");
      try {
        await wanted.waitFor({ timeout: 10_000 });
        return;
      } catch (error) {
        if (tries > 10) throw error;
        await this.page.keyboard.press("Escape");
      }
    }
  }

  async save() {
    await this.page.keyboard.press("Control+s");
    await this.page.locator(".tab.active.dirty").waitFor({ state: "detached" });
  }

  route(title) {
    return this.page.locator(".sidebar .monaco-list-row", { hasText: title }).first();
  }

  notification(text) {
    return this.page.locator(".notification-toast", { hasText: text });
  }

  clipboard() {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  async picture(file, options = {}) {
    await this.page.waitForTimeout(500); // Animations.
    await this.page.screenshot({ path: file, ...options });
  }
}
