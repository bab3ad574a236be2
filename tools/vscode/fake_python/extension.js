// The part of the Python extension's interface that says which interpreter is chosen.
// The real one is in no registry that a test may count on.

const { EventEmitter, Uri } = require("vscode");

const program = process.env.TRY_VSCODE_INTERPRETER;
const prefix = process.env.TRY_VSCODE_PREFIX;

exports.activate = () => ({
  environments: {
    getActiveEnvironmentPath: () => ({ id: program, path: program }),
    onDidChangeActiveEnvironmentPath: new EventEmitter().event,
    resolveEnvironment: async () => ({
      id: program,
      path: program,
      executable: { uri: Uri.file(program), sysPrefix: prefix },
      environment: { type: "VirtualEnvironment", folderUri: Uri.file(prefix) },
      version: { major: 3, minor: 11, micro: 0 },
    }),
  },
});
