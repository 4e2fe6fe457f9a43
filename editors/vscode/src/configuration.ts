// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Level and checks, in clangd's words. clangd takes neither on its command line
// nor over the protocol: it reads a person's config.yaml, below
// $XDG_CONFIG_HOME. We give it one of our own, which begins with what the
// person's says.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const LEVELS = ['certain', 'likely', 'possible'] as const;
export type Level = (typeof LEVELS)[number];

export interface Wishes {
  /** undefined: as the project says. */
  level: Level | undefined;
  /** Globs as in clang-tidy's `Checks`. */
  checks: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** clangd's fragments that say this, one for each step of the order. */
function fragments({ level, checks }: Wishes, names: readonly string[]): object[] {
  const globs = checks
    .flatMap(entry => entry.split(','))
    .map(glob => glob.trim())
    .filter(glob => glob !== '');
  // Within a fragment, clangd removes after it has added.
  const steps: object[] = globs.map(glob =>
    glob.startsWith('-')
      ? { Diagnostics: { ClangTidy: { Remove: [glob.slice(1)] } } }
      : { Diagnostics: { ClangTidy: { Add: [glob] } } });
  if (level !== undefined) {
    const options = Object.fromEntries(names.map(name => [`${name}.Level`, level]));
    steps.push({ Diagnostics: { ClangTidy: { CheckOptions: options } } });
  }
  return steps;
}

/**
 * The text of a config.yaml; undefined if nothing is wished for. What is said
 * last counts in clangd. JSON is YAML, and needs no quoting of our own.
 */
export function configurationText(
  wishes: Wishes, names: readonly string[], persons = ''): string | undefined {
  const ours = fragments(wishes, names).map(step => JSON.stringify(step));
  if (ours.length === 0)
    return undefined;
  const documents = persons.trim() === '' ? ours : [persons.trimEnd(), ...ours];
  return documents.join('\n---\n') + '\n';
}

/** The folder in which clangd looks for clangd/config.yaml. */
export function configurationHome(environment: Environment): string {
  return environment['XDG_CONFIG_HOME'] ||
    path.join(environment['HOME'] || os.homedir(), '.config');
}

function personsText(environment: Environment): string {
  try {
    return fs.readFileSync(
      path.join(configurationHome(environment), 'clangd', 'config.yaml'), 'utf8');
  } catch {
    return ''; // most have none
  }
}

/**
 * Writes what is wished for below `folder`, and returns what has to be set in
 * the server's environment for it.
 */
export function writeConfiguration(
  folder: string, wishes: Wishes, names: readonly string[],
  environment: Environment): Record<string, string> {
  const text = configurationText(wishes, names, personsText(environment));
  if (text === undefined)
    return {};
  fs.mkdirSync(path.join(folder, 'clangd'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'clangd', 'config.yaml'), text);
  return { XDG_CONFIG_HOME: folder };
}
