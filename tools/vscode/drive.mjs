// Tries the extension in VS Code: `node drive.mjs STORY TASK.json`; says each step, and ends with 1 at what fails.
//
// Stories: `chosen`, with an interpreter that is chosen in the Python extension; `set`, with the setting alone.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Workbench } from "./workbench.mjs";

const [story, taskFile] = process.argv.slice(2);
const task = JSON.parse(readFileSync(taskFile, "utf8"));
const FILE = "shop.py";
const MISTAKE = "JSONResponse(None, status_code=204)";
const FIXED = "return Response(status_code=204)";

function said(step) {
  console.log(`ok: ${step}`);
}

function source() {
  return readFileSync(join(task.folder, FILE), "utf8");
}

function place(text) {
  const before = source().slice(0, source().indexOf(text)).split("\n");
  return [before.length, before.at(-1).length + 1];
}

async function nothingRunsWithoutTrust(workbench) {
  await workbench.openFile(FILE);
  await workbench.command("scoped-fastapi: Show Routes");
  await workbench.page.locator(".welcome-view", { hasText: "no server is started" }).waitFor();
  await workbench.page.waitForTimeout(3000);
  assert.equal(await workbench.squiggles().count(), 0);
  assert.ok(!existsSync(task.trace), "the server was started without trust");
  said("nothing is started in a workspace that is not trusted");
  await workbench.command("Workspaces: Manage Workspace Trust");
  await workbench.page.getByRole("button", { name: "Trust", exact: true }).click();
  await workbench.page.locator(".tab", { hasText: "Workspace Trust" }).locator(".codicon-close").click();
  await workbench.squiggles().first().waitFor();
  said("it starts when the workspace is trusted, and there is a squiggle");
}

async function mistakesAreFixed(workbench) {
  const { page } = workbench;
  await workbench.route("GET /orders").waitFor();
  const before = await workbench.squiggles().count();
  await workbench.goTo(...place(MISTAKE));
  await workbench.openFixes(task.fix);
  await workbench.picture(join(task.pictures, "vscode-fix.png"));
  await workbench.takeFix(task.fix);
  await page.locator(".view-line", { hasText: FIXED }).waitFor();
  await workbench.save();
  assert.ok(source().includes(FIXED), source());
  assert.ok(source().includes("Response"), source());
  said("the quick fix is applied");
  await page.waitForFunction(
    (most) => document.querySelectorAll(".editor-instance .squiggly-error").length < most,
    before,
  );
  said("its squiggle is gone");
}

async function routesAreShown(workbench) {
  const { page } = workbench;
  const row = workbench.route("GET /orders");
  await row.waitFor();
  said("the routes are in the tree");
  await row.hover();
  await row.locator('.action-label[aria-label^="Copy Path"]').click();
  await page.waitForTimeout(500);
  assert.equal(await workbench.clipboard(), "/orders");
  said("the path of a route is copied");
  await workbench.command("scoped-fastapi: Go to Route...");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "DELETE /orders/{number}" }).click();
  const [line] = place("cancel_order");
  await page.locator("[id='status.editor.selection']", { hasText: `Ln ${line},` }).waitFor();
  said("a route is gone to");
}

async function chosen(workbench) {
  await nothingRunsWithoutTrust(workbench);
  await overview(workbench);
  await mistakesAreFixed(workbench);
  await routesAreShown(workbench);
}

async function overview(workbench) {
  const { page } = workbench;
  await workbench.goTo(...place("show_order"));
  const row = workbench.route("GET /orders");
  await row.waitFor();
  await page.locator(".codelens-decoration:visible").first().waitFor();
  await workbench.command("Problems: Focus on Problems View");
  await page.locator(".markers-panel .monaco-list-row", { hasText: "fastapi-no-body" }).waitFor();
  await workbench.picture(join(task.pictures, "vscode.png"));
}

async function set(workbench) {
  await workbench.openFile(FILE);
  await workbench.notification("scoped-fastapi was not found").waitFor();
  said("it is said how to install it");
  await workbench.page.waitForTimeout(2000);
  assert.ok(!existsSync(task.trace), "the program that the workspace names was run");
  said("the program that a workspace names is not run");
  writeFileSync(task.settings, JSON.stringify({ "scopedFastapi.path": task.program }));
  await workbench.squiggles().first().waitFor();
  said("it starts when the setting names its program");
}

const workbench = await Workbench.open(task.address, task.browser);
try {
  await { chosen, set }[story](workbench);
} catch (error) {
  await workbench.picture(join(task.pictures, `failed-${story}.png`));
  console.error(error);
  process.exitCode = 1;
} finally {
  await workbench.close();
}
