// Opening what the server names: places in the words of the protocol.

import {
  commands,
  type Location as EditorLocation,
  Position,
  Range,
  type TextDocumentShowOptions,
  Uri,
} from "vscode";
import type { Location, Position as ProtocolPosition } from "vscode-languageclient/node";

/** Open a place in the editor. */
export async function open(location: Location): Promise<void> {
  const options: TextDocumentShowOptions = { selection: range(location) };
  await commands.executeCommand("vscode.open", Uri.parse(location.uri), options);
}

/** The list of references of VS Code, for the command of a lens. */
export async function showReferences(given: unknown[]): Promise<void> {
  const [uri, at, places] = given as [string, ProtocolPosition, Location[]];
  const found: Pick<EditorLocation, "uri" | "range">[] = places.map((one) => ({
    uri: Uri.parse(one.uri),
    range: range(one),
  }));
  await commands.executeCommand("editor.action.showReferences", Uri.parse(uri), position(at), found);
}

/** Where a place is, for people: `books.py:12`. */
export function shortName(location: Location): string {
  const name = Uri.parse(location.uri).path.split("/").pop() ?? location.uri;
  return `${name}:${location.range.start.line + 1}`;
}

function range({ range: { start, end } }: Location): Range {
  return new Range(position(start), position(end));
}

function position({ line, character }: ProtocolPosition): Position {
  return new Position(line, character);
}
