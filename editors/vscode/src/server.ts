// The server's life: started where there is something to start, and ended with the editor.

import { commands, type LogOutputChannel, type Disposable, window, workspace } from "vscode";
import { LanguageClient, type LanguageClientOptions, State } from "vscode-languageclient/node";
import { findCommand, isCommand, type Missing, type ServerCommand } from "./command";
import { showPlaces } from "./protocol";
import { showReferences } from "./places";

/** What is to be shown of the server: nothing is started in `untrusted` and `missing`. */
export type ServerState = "untrusted" | "missing" | "starting" | "running" | "failed";

const SECONDS_TO_END = 5;
// Sources, and the templates in which their routes are named.
const LANGUAGES = ["python", "html", "jinja", "jinja-html"];

/** Starts, ends and restarts the server, one change after the other. */
export class Server implements Disposable {
  client: LanguageClient | undefined;
  state: ServerState = "starting";
  missing: Missing | undefined;
  command: ServerCommand | undefined;
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: LogOutputChannel,
    private readonly changed: () => void,
  ) {}

  /** Start what is to be started now, in place of what runs. */
  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.end();
      await this.begin();
    });
  }

  /** Restart only if another program, or another environment, is to be used now. */
  look(): Promise<void> {
    return this.enqueue(async () => {
      if (workspace.isTrusted && this.client) {
        const found = await findCommand(this.log);
        if (isCommand(found) && JSON.stringify(found) === JSON.stringify(this.command)) {
          return;
        }
      }
      await this.end();
      await this.begin();
    });
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.end());
  }

  dispose(): void {
    void this.stop();
  }

  private enqueue(task: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(task).catch((error: unknown) => {
      this.log.error(String(error));
      this.become("failed");
    });
    return this.queue;
  }

  private async begin(): Promise<void> {
    this.missing = undefined;
    this.command = undefined;
    if (!workspace.isTrusted) {
      this.log.info("The workspace is not trusted: nothing is started.");
      this.become("untrusted");
      return;
    }
    this.become("starting");
    const found = await findCommand(this.log);
    if (!isCommand(found)) {
      this.log.warn(found.reason);
      this.missing = found;
      this.become("missing");
      return;
    }
    this.log.info(`Starting ${[found.program, ...found.args].join(" ")}`);
    this.command = found;
    const client = this.makeClient(found);
    this.client = client;
    await client.start();
    this.become("running");
    client.onDidChangeState((change) => this.follow(client, change.newState));
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.needsStop()) {
      await client.stop(SECONDS_TO_END * 1000).catch((error: unknown) => {
        this.log.warn(`The server did not end in time: ${String(error)}`);
      });
    }
    await client?.dispose().catch(() => undefined); // It is stopped already.
  }

  /** A server that dies is started again by the client, until it has died too often. */
  private follow(client: LanguageClient, state: State): void {
    if (client === this.client) {
      this.become(state === State.Running ? "running" : state === State.Starting ? "starting" : "failed");
    }
  }

  private become(state: ServerState): void {
    this.state = state;
    this.changed();
  }

  private makeClient({ program, args, environment }: ServerCommand): LanguageClient {
    const env = environment === undefined ? process.env : { ...process.env, VIRTUAL_ENV: environment };
    const options: LanguageClientOptions = {
      documentSelector: LANGUAGES.map((language) => ({ scheme: "file", language })),
      outputChannel: this.log,
      initializationOptions: { ...workspace.getConfiguration("scopedFastapi") },
      middleware: {
        // The list of references is VS Code's own; other editors are asked by the server.
        executeCommand: (command, given: unknown[], next) =>
          command === showPlaces ? showReferences(given) : next(command, given),
      },
    };
    return new LanguageClient(
      "scopedFastapi",
      "scoped-fastapi",
      { command: program, args: [...args], options: { env } },
      options,
    );
  }
}

/** Say once what is missing and how to get it; the rest of the time it stands in the view. */
export async function sayMissing({ reason, install }: Missing): Promise<void> {
  const [copy, settings] = ["Copy Command", "Set Path"];
  const said = `${reason} To install it: ${install}`;
  const chosen = await window.showWarningMessage(said, copy, settings);
  if (chosen === copy) {
    await commands.executeCommand("scopedFastapi.copyInstallCommand");
  } else if (chosen === settings) {
    await commands.executeCommand("workbench.action.openSettings", "scopedFastapi.path");
  }
}
