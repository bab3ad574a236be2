// Runs pytest in CPython 3.14, which the npm package `pyodide` brings to Node:
//
//     node run.mjs PYODIDE FOLDERS DIRECTORY ARGUMENT ...
//
// PYODIDE is the folder of the package. FOLDERS, joined by the separator of PATH, are put on
// `sys.path`. They and DIRECTORY, the current one, are seen where they are outside; nothing else is.

import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, joined, directory, ...given] = process.argv.slice(2);
const folders = joined.split(delimiter).map((folder) => resolve(folder));

const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true);
const python = await loadPyodide({
  indexURL: pyodide,
  env: { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1" },
});

const mounted = [];
for (const folder of [resolve(directory), ...folders].sort((a, b) => a.length - b.length)) {
  if (mounted.some((outer) => folder === outer || folder.startsWith(join(outer, "/")))) continue;
  python.FS.mkdirTree(folder);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, folder);
  mounted.push(folder);
}
python.FS.chdir(resolve(directory));

python.globals.set("folders", python.toPy(folders));
python.globals.set("given", python.toPy(given));
process.exitCode = python.runPython(`
import sys
sys.path[:0] = folders
import pytest
int(pytest.main(given))
`);
