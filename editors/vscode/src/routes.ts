// The tree of routes: applications, their routes, and of each its dependencies, routers and tests.

import {
  type Disposable,
  EventEmitter,
  type LogOutputChannel,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
} from "vscode";
import { type LanguageClient, LSPErrorCodes, ResponseError } from "vscode-languageclient/node";
import { type Application, type Dependency, type Route, routesChanged, routesRequest } from "./protocol";
import { open, shortName } from "./places";

export const VIEW = "scopedFastapi.routes";
const METHOD_NOT_FOUND = -32601;
const MILLISECONDS_OF_CALM = 300;

/** A line of the tree. */
export interface Node {
  readonly item: TreeItem;
  readonly children: readonly Node[];
  readonly route?: Route;
}

const ICONS = { http: "globe", websocket: "plug", mount: "package" };

/** The routes of the workspace, as the server last told them. */
export class Routes implements TreeDataProvider<Node>, Disposable {
  applications: readonly Application[] = [];
  private readonly emitter = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.emitter.event;
  private client: LanguageClient | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly log: LogOutputChannel,
    private readonly found: () => void,
  ) {}

  /** Show the routes of another server, or of none. */
  async attach(client: LanguageClient | undefined): Promise<void> {
    if (client !== this.client) {
      this.client = client;
      client?.onNotification(routesChanged, () => this.refreshSoon());
    }
    await this.refresh();
  }

  /** Ask the server; an answer that comes too late, from a server that was replaced, is dropped. */
  async refresh(): Promise<void> {
    const client = this.client;
    const answer = client === undefined ? [] : await this.ask(client);
    if (client !== this.client || answer === undefined) {
      return;
    }
    this.applications = answer.filter((one) => one.routes.length > 0);
    this.emitter.fire(undefined);
    this.found();
  }

  getTreeItem({ item }: Node): TreeItem {
    return item;
  }

  getChildren(node?: Node): Node[] {
    return [...(node === undefined ? rootNodes(this.applications) : node.children)];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.emitter.dispose();
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), MILLISECONDS_OF_CALM);
  }

  private async ask(client: LanguageClient): Promise<readonly Application[] | undefined> {
    try {
      const answer = await window.withProgress({ location: { viewId: VIEW } }, () =>
        client.sendRequest(routesRequest, {}),
      );
      return answer.applications;
    } catch (error) {
      if (error instanceof ResponseError && error.code === METHOD_NOT_FOUND) {
        this.log.info("This version of scoped-fastapi does not tell the routes.");
        return [];
      }
      if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled) {
        return undefined;
      }
      this.log.warn(`The routes could not be had: ${String(error)}`);
      return undefined;
    }
  }
}

/** Let a person choose one of all routes, and open its handler. */
export async function goToRoute(applications: readonly Application[]): Promise<void> {
  const items = applications.flatMap((application) =>
    application.routes.map((route) => ({
      label: route.title,
      description: route.handler,
      detail: applications.length > 1 ? application.name : "",
      route,
    })),
  );
  const chosen = await window.showQuickPick(items, {
    title: "Go to Route",
    placeHolder: items.length > 0 ? "A method, a path or a handler" : "No routes were found",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen) {
    await open(chosen.route.location);
  }
}

function rootNodes(applications: readonly Application[]): readonly Node[] {
  const [only] = applications;
  if (only !== undefined && applications.length === 1) {
    return only.routes.map(routeNode);
  }
  return applications.map((application) => {
    const item = new TreeItem(application.name, TreeItemCollapsibleState.Expanded);
    item.description = application.isApplication ? "" : "included by no application";
    item.iconPath = new ThemeIcon(application.isApplication ? "server" : "list-tree");
    return { item, children: application.routes.map(routeNode) };
  });
}

function routeNode(route: Route): Node {
  const children = [
    ...group("dependencies", "symbol-parameter", route.dependencies.map(dependencyNode)),
    ...group("routers", "type-hierarchy", route.routers.map(routerNode)),
    ...group("test calls", "beaker", route.tests.map((one) => leaf(shortName(one), "", one))),
  ];
  const item = new TreeItem(route.title, collapsible(children));
  const facts = [route.handler, route.responseModel, route.status === 200 ? null : route.status];
  item.description = [...facts, route.isPossible ? "under a condition" : null]
    .filter((fact) => fact !== null && fact !== "")
    .join(" · ");
  item.tooltip = `${route.title}\n${item.description}`;
  item.iconPath = new ThemeIcon(ICONS[route.kind] ?? "globe");
  item.contextValue = "route";
  item.command = { command: "scopedFastapi.openHandler", title: "Open Handler", arguments: [{ route }] };
  return { item, children, route };
}

function routerNode({ name, prefix, location }: Route["routers"][number]): Node {
  return leaf(name, prefix, location);
}

function dependencyNode(dependency: Dependency): Node {
  const children = dependency.dependencies.map(dependencyNode);
  const facts = [dependency.parameter, closing(dependency.scope), dependency.isShared ? "shared" : null];
  return leaf(dependency.name, facts.filter((fact) => fact !== null).join(" · "), dependency.location, children);
}

function closing(scope: string | null): string | null {
  if (scope === null) {
    return null;
  }
  return scope === "request" ? "closes after the response" : "closes before the response";
}

function group(title: string, icon: string, children: readonly Node[]): Node[] {
  if (children.length === 0) {
    return [];
  }
  const item = new TreeItem(title, TreeItemCollapsibleState.Collapsed);
  item.description = String(children.length);
  item.iconPath = new ThemeIcon(icon);
  return [{ item, children }];
}

function leaf(
  label: string,
  description: string,
  location: Route["location"] | null,
  children: readonly Node[] = [],
): Node {
  const item = new TreeItem(label, collapsible(children));
  item.description = description;
  if (location !== null) {
    item.command = { command: "scopedFastapi.openPlace", title: "Open", arguments: [location] };
  }
  return { item, children };
}

function collapsible(children: readonly Node[]): TreeItemCollapsibleState {
  return children.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None;
}
