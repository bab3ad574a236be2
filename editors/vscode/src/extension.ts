// Mistakes in FastAPI applications as one types: starts `scoped-fastapi server`, and shows the routes.

import {
  commands,
  env,
  type ExtensionContext,
  languages,
  LanguageStatusSeverity,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import { onOtherInterpreter } from "./command";
import { open } from "./places";
import type { Route } from "./protocol";
import { goToRoute, Routes, VIEW } from "./routes";
import { sayMissing, Server, type ServerState } from "./server";

const SAID = "said";
const STATES: Record<ServerState, string> = {
  untrusted: "not started: the workspace is not trusted",
  missing: "not installed",
  starting: "starting",
  running: "running",
  failed: "could not be started",
};

let server: Server | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("scoped-fastapi", { log: true });
  const status = languages.createLanguageStatusItem("scopedFastapi", { language: "python" });
  status.name = "scoped-fastapi";

  let mentionsFastapi = workspace.textDocuments.some(mentions);
  const show = (): void => {
    const wanted = mentionsFastapi || routes.applications.length > 0;
    void commands.executeCommand("setContext", "scopedFastapi.isWanted", wanted);
    void commands.executeCommand("setContext", "scopedFastapi.state", running.state);
    const isBad = running.state === "missing" || running.state === "failed";
    status.text = `scoped-fastapi: ${STATES[running.state]}`;
    status.detail = running.missing?.reason ?? running.command?.program ?? "";
    status.severity = isBad ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
    status.command = { command: "scopedFastapi.showOutput", title: "Show Output" };
    sayOnce();
  };
  // Who writes no FastAPI is not to be told that it is missing, and nobody is told twice.
  const sayOnce = (): void => {
    const missing = running.missing;
    if (missing && mentionsFastapi && context.workspaceState.get(SAID) !== missing.reason) {
      void context.workspaceState.update(SAID, missing.reason);
      void sayMissing(missing);
    }
  };
  const routes = new Routes(log, show);
  const running = new Server(log, () => {
    show();
    if (running.state !== "starting") {
      void routes.attach(running.state === "running" ? running.client : undefined);
    }
  });
  server = running;
  const watchInterpreter = async (): Promise<void> => {
    if (workspace.isTrusted) {
      const watching = await onOtherInterpreter(() => void running.look());
      context.subscriptions.push({ dispose: () => watching?.dispose() });
    }
  };

  context.subscriptions.push(
    log,
    status,
    routes,
    window.createTreeView(VIEW, { treeDataProvider: routes, showCollapseAll: true }),
    workspace.onDidGrantWorkspaceTrust(async () => {
      await running.look();
      await watchInterpreter();
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("scopedFastapi.path")) {
        void running.look();
      } else if (change.affectsConfiguration("scopedFastapi.trust")) {
        void running.restart(); // The server is told when it starts, and never later.
      }
    }),
    workspace.onDidOpenTextDocument((document) => {
      if (!mentionsFastapi && mentions(document)) {
        mentionsFastapi = true;
        show();
      }
    }),
    ...registerCommands(running, routes, () => log.show()),
  );
  show();
  await running.restart();
  await watchInterpreter();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

function mentions(document: TextDocument): boolean {
  return document.languageId === "python" && /\bfastapi\b/.test(document.getText());
}

function registerCommands(running: Server, routes: Routes, showOutput: () => void) {
  const ofRoute = (act: (route: Route) => unknown) => (node?: { route?: Route }) =>
    node?.route && act(node.route);
  const all: Record<string, (...given: never[]) => unknown> = {
    restart: () => running.restart(),
    showOutput,
    showRoutes: () => commands.executeCommand(`${VIEW}.focus`),
    refreshRoutes: () => routes.refresh(),
    goToRoute: () => goToRoute(routes.applications),
    openHandler: ofRoute((route) => open(route.location)),
    openRegistration: ofRoute((route) => open(route.registered)),
    openPlace: open,
    copyPath: ofRoute((route) => env.clipboard.writeText(route.path)),
    copyInstallCommand: () => env.clipboard.writeText(running.missing?.install ?? ""),
  };
  return Object.entries(all).map(([name, act]) => commands.registerCommand(`scopedFastapi.${name}`, act));
}
