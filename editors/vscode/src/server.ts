// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which program is started, and how. Knows nothing of VS Code.

import fs from 'node:fs';
import path from 'node:path';
import { type Environment, type Wishes, writeConfiguration } from './configuration';

export interface Settings extends Wishes {
  path: string;
  arguments: readonly string[];
}

export interface Place {
  environment: Environment;
  /** The first folder of the workspace, if there is one. */
  workspace: string | undefined;
  /** Where we may write; made when it is needed. */
  scratch: string;
}

export interface Command {
  command: string;
  args: string[];
  env: Record<string, string>;
}

/** What can not be started, in words for the person who set it. */
export class CannotStart extends Error {}

export function fillIn(text: string, { environment, workspace }: Place): string {
  const home = environment['HOME'];
  if (home && (text === '~' || text.startsWith('~/')))
    text = home + text.slice(1);
  if (!text.includes('${workspaceFolder}'))
    return text;
  if (workspace === undefined)
    throw new CannotStart(`'${text}' needs an open folder`);
  return text.replaceAll('${workspaceFolder}', workspace);
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The program's full path. */
export function findServer(setting: string, place: Place): string {
  const name = fillIn(setting.trim() || 'z3-clangd', place);
  if (name.includes('/')) {
    if (!path.isAbsolute(name) && place.workspace === undefined)
      throw new CannotStart(`z3tidy.path is '${name}', which needs an open folder`);
    const file = path.resolve(place.workspace ?? '/', name);
    if (isProgram(file))
      return file;
    throw new CannotStart(fs.existsSync(file)
      ? `z3tidy.path is '${file}', which is not a program that can be run`
      : `z3tidy.path is '${file}', which does not exist`);
  }
  for (const folder of (place.environment['PATH'] ?? '').split(path.delimiter))
    if (folder !== '' && isProgram(path.join(folder, name)))
      return path.join(folder, name);
  throw new CannotStart(`'${name}' is not in PATH; install z3tidy, or say in ` +
    'z3tidy.path where it is');
}

/** What to start. Writes the server's configuration on the way. */
export function serverCommand(
  settings: Settings, names: readonly string[], place: Place): Command {
  return {
    command: findServer(settings.path, place),
    args: settings.arguments.map(argument => fillIn(argument, place)),
    env: writeConfiguration(place.scratch, settings, names, place.environment),
  };
}
