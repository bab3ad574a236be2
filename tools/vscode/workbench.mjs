// VS Code in a browser, in the words of a person who uses it.

import { chromium } from "playwright-core";

const TIMEOUT = Number(process.env.TRY_VSCODE_SECONDS ?? 120) * 1000; // Machines that run tests are busy.
const SOON = 10_000;

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
    page.setDefaultTimeout(TIMEOUT);
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

  /** Run a command of the palette; one of an extension is there a moment after the workbench is. */
  async command(name) {
    await this.untilThere(
      () => this.palette(name),
      this.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first(),
    );
  }

  async palette(name) {
    await this.page.keyboard.press("F1");
    const input = this.page.locator(".quick-input-widget input[type=text]");
    await input.waitFor();
    await input.fill(`>${name}`);
  }

  /** Ask again until something can be chosen, and choose it. */
  async untilThere(ask, wanted, choose = () => wanted.click({ timeout: SOON })) {
    for (let tries = 1; ; tries += 1) {
      try {
        await ask();
        await wanted.waitFor({ timeout: SOON });
        await choose();
        return;
      } catch (error) {
        if (tries * SOON >= TIMEOUT) throw error;
        await this.page.keyboard.press("Escape");
      }
    }
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

  fix(title) {
    return this.page.locator(".action-widget .monaco-list-row", { hasText: title });
  }

  /** Open the menu of fixes: it is empty as long as the server has not answered. */
  async openFixes(title) {
    const menu = () => this.page.keyboard.press("Control+.");
    await this.untilThere(menu, this.fix(title), () => undefined);
  }

  /** Take the fix that the menu begins with. */
  async takeFix(title) {
    await this.page.locator(".action-widget .monaco-list-row.focused", { hasText: title }).waitFor();
    await this.page.keyboard.press("Enter");
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
