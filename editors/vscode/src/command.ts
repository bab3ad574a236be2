// Which program is started: that of the chosen interpreter, else that of the setting, else none.

import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { type Environment, PythonExtension } from "@vscode/python-extension";
import { type LogOutputChannel, type Uri, workspace } from "vscode";

/** What starts the server. */
export interface ServerCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** The environment that is chosen in the Python extension, which the server is to read. */
  readonly environment: string | undefined;
}

/** Why there is nothing to start, and the command that would help. */
export interface Missing {
  readonly reason: string;
  readonly install: string;
}

interface Interpreter {
  readonly program: string;
  readonly environment: string | undefined;
  readonly version: string | undefined;
  readonly isTooOld: boolean;
}

const SERVER_MODULE = "scoped_fastapi_check";
const PACKAGE = "scoped-fastapi[server]";
const SECONDS_FOR_AN_ANSWER = 30;

// `-P`: nothing is imported from the folder that is opened. Python has it since 3.11, as we need.
const SAFE_PATH = "-P";
const QUESTION =
  "from importlib.util import find_spec; " +
  `print(all(find_spec(name) for name in ("${SERVER_MODULE}", "click", "pygls")))`;

/** The command of the server, or why there is none. */
export async function findCommand(log: LogOutputChannel): Promise<ServerCommand | Missing> {
  const interpreter = await chosenInterpreter(log);
  const environment = interpreter?.environment;
  if (interpreter && !interpreter.isTooOld && (await hasServer(interpreter.program, log))) {
    const args = [SAFE_PATH, "-m", SERVER_MODULE, "server"];
    return { program: interpreter.program, args, environment };
  }
  // The setting is scoped to the machine: no workspace can name a program of its own.
  const set = workspace.getConfiguration("scopedFastapi").get<string>("path", "").trim();
  if (!set) {
    return missing(interpreter);
  }
  const program = set.startsWith("~/") ? join(homedir(), set.slice(2)) : set;
  if (!isAbsolute(program)) {
    // Looked for in the folder that is opened, it might be anybody's.
    return { ...missing(interpreter), reason: `scopedFastapi.path must be an absolute path, not "${set}".` };
  }
  return { program, args: ["server"], environment };
}

/** Whether this is a command. */
export function isCommand(found: ServerCommand | Missing): found is ServerCommand {
  return "program" in found;
}

/** Calls back when another interpreter is chosen; there may be no Python extension to tell. */
export async function onOtherInterpreter(
  changed: () => void,
): Promise<{ dispose(): unknown } | undefined> {
  const python = await pythonExtension();
  return python?.environments.onDidChangeActiveEnvironmentPath(changed);
}

function missing(interpreter: Interpreter | undefined): Missing {
  if (interpreter === undefined) {
    const reason =
      "scoped-fastapi was not found: choose an interpreter that has it in the Python extension, " +
      "or set scopedFastapi.path.";
    return { reason, install: `pip install '${PACKAGE}'` };
  }
  const { program, version, isTooOld } = interpreter;
  const reason = isTooOld
    ? `scoped-fastapi needs Python 3.11 or newer, and the chosen interpreter ${program} is Python ${version}.`
    : `scoped-fastapi is not installed in the chosen interpreter ${program}.`;
  const quoted = /\s/.test(program) ? `"${program}"` : program;
  return { reason, install: `${quoted} -m pip install "${PACKAGE}"` };
}

async function pythonExtension(): Promise<PythonExtension | undefined> {
  try {
    return await PythonExtension.api();
  } catch {
    return undefined; // It is not installed, or is switched off: then the setting has a say.
  }
}

async function chosenInterpreter(log: LogOutputChannel): Promise<Interpreter | undefined> {
  const python = await pythonExtension();
  if (python === undefined) {
    log.info("The Python extension is not there.");
    return undefined;
  }
  const folder: Uri | undefined = workspace.workspaceFolders?.[0]?.uri;
  const active = python.environments.getActiveEnvironmentPath(folder);
  const resolved = await python.environments.resolveEnvironment(active);
  const program = resolved?.executable.uri?.fsPath;
  if (resolved === undefined || program === undefined) {
    log.info(`The Python extension has no interpreter (${active.path}).`);
    return undefined;
  }
  return { program, environment: folderOf(resolved), ...versionOf(resolved) };
}

function folderOf(resolved: Environment): string | undefined {
  // An interpreter of the system is in no environment: then the project's own is looked for.
  return resolved.environment?.folderUri?.fsPath;
}

function versionOf(resolved: Environment): Pick<Interpreter, "version" | "isTooOld"> {
  const { major, minor } = resolved.version ?? {};
  if (major === undefined || minor === undefined) {
    return { version: undefined, isTooOld: false };
  }
  return { version: `${major}.${minor}`, isTooOld: major < 3 || (major === 3 && minor < 11) };
}

function hasServer(program: string, log: LogOutputChannel): Promise<boolean> {
  const options = { cwd: homedir(), timeout: SECONDS_FOR_AN_ANSWER * 1000 };
  return new Promise((resolve) => {
    execFile(program, [SAFE_PATH, "-c", QUESTION], options, (error, stdout, stderr) => {
      const answer = stdout.trim() === "True";
      log.info(`${program} ${answer ? "has" : "does not have"} scoped-fastapi[server].`);
      if (error) {
        log.info(`${error.message}\n${stderr}`);
      }
      resolve(answer);
    });
  });
}
