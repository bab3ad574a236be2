// What the server answers to `scopedFastapi/routes`.

import { type Location, NotificationType, RequestType } from "vscode-languageclient/node";

export interface Dependency {
  readonly name: string;
  readonly parameter: string | null;
  readonly scope: string | null;
  readonly closes: number | null;
  readonly isShared: boolean;
  readonly location: Location | null;
  readonly dependencies: readonly Dependency[];
}

export interface Router {
  readonly name: string;
  readonly prefix: string;
  readonly location: Location;
}

export interface Route {
  readonly title: string;
  readonly kind: "http" | "websocket" | "mount";
  readonly methods: readonly string[];
  readonly path: string;
  readonly handler: string;
  readonly location: Location;
  readonly registered: Location;
  readonly status: number | null;
  readonly responseModel: string | null;
  readonly isPossible: boolean;
  readonly routers: readonly Router[];
  readonly dependencies: readonly Dependency[];
  readonly tests: readonly Location[];
}

export interface Application {
  readonly name: string;
  readonly isApplication: boolean;
  readonly folder: string;
  readonly location: Location;
  readonly routes: readonly Route[];
}

export interface RoutesAnswer {
  readonly applications: readonly Application[];
}

// Its parameters are an empty object: the server refuses a message that has none at all.
export const routesRequest = new RequestType<Record<string, never>, RoutesAnswer, void>("scopedFastapi/routes");
export const routesChanged = new NotificationType<unknown>("scopedFastapi/routesChanged");

/** The command of a lens; its arguments are those of `editor.action.showReferences`. */
export const showPlaces = "scopedFastapi.showPlaces";
