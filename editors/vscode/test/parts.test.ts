// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { checkNames } from '../src/checks';
import { type Editor, mayStart, RELOAD, TURN_CLANGD_OFF, TURN_US_OFF } from '../src/clangd';
import { configurationText, writeConfiguration } from '../src/configuration';
import { CannotStart, findServer, type Place, serverCommand } from '../src/server';

function inFolder(name: string, body: (folder: string) => void): void {
  test(name, () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'z3tidy-test-'));
    try {
      body(folder);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
}

function program(...parts: string[]): string {
  const file = path.join(...parts);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, '#!/bin/sh\n', { mode: 0o755 });
  return file;
}

const at = (folder: string, more: Partial<Place> = {}): Place => ({
  environment: { PATH: path.join(folder, 'bin'), HOME: folder },
  workspace: folder,
  scratch: path.join(folder, 'scratch'),
  ...more,
});

test('nothing wished for leaves clangd as it is', () => {
  assert.equal(configurationText({ level: undefined, checks: [] }, ['z3-a'], 'Index: {}'),
    undefined);
});

test('what the person says comes first, then the checks in their order, then the level', () => {
  const text = configurationText(
    { level: 'possible', checks: ['-z3-*, z3-a', '-z3-b'] }, ['z3-a', 'z3-b'],
    'CompileFlags:\n  Add: [-DX]\n');
  assert.deepEqual(text?.trimEnd().split('\n---\n'), [
    'CompileFlags:\n  Add: [-DX]',
    '{"Diagnostics":{"ClangTidy":{"Remove":["z3-*"]}}}',
    '{"Diagnostics":{"ClangTidy":{"Add":["z3-a"]}}}',
    '{"Diagnostics":{"ClangTidy":{"Remove":["z3-b"]}}}',
    '{"Diagnostics":{"ClangTidy":{"CheckOptions":' +
      '{"z3-a.Level":"possible","z3-b.Level":"possible"}}}}',
  ]);
});

test('the registry has checks with levels', () => {
  assert.ok(checkNames.includes('z3-handle-leak'));
  assert.ok(checkNames.every(name => name.startsWith('z3-')));
});

inFolder("the person's config.yaml is kept", folder => {
  const own = path.join(folder, '.config', 'clangd', 'config.yaml');
  fs.mkdirSync(path.dirname(own), { recursive: true });
  fs.writeFileSync(own, 'If: {PathMatch: x}\n');
  const scratch = path.join(folder, 's');
  assert.deepEqual(
    writeConfiguration(scratch, { level: 'certain', checks: [] }, ['z3-a'], { HOME: folder }),
    { XDG_CONFIG_HOME: scratch });
  assert.match(fs.readFileSync(path.join(scratch, 'clangd', 'config.yaml'), 'utf8'),
    /^If: \{PathMatch: x\}\n---\n\{.*certain/);
  assert.equal(fs.readFileSync(own, 'utf8'), 'If: {PathMatch: x}\n');
});

inFolder('the server is found in PATH, at home and in the workspace', folder => {
  const inPath = program(folder, 'bin', 'z3-clangd');
  const other = program(folder, 'tools', 'z3-clangd');
  assert.equal(findServer('z3-clangd', at(folder)), inPath);
  assert.equal(findServer('', at(folder)), inPath);
  assert.equal(findServer('~/tools/z3-clangd', at(folder)), other);
  assert.equal(findServer('tools/z3-clangd', at(folder)), other);
  assert.equal(findServer('${workspaceFolder}/tools/z3-clangd', at(folder)), other);
});

inFolder('what can not be found is said with its setting', folder => {
  const says = (setting: string, words: RegExp, more: Partial<Place> = {}) =>
    assert.throws(() => findServer(setting, at(folder, more)),
      (error: unknown) => error instanceof CannotStart && words.test(error.message));
  says('z3-clangd', /^'z3-clangd' is not in PATH; .* z3tidy\.path/);
  says('/nowhere/z3-clangd', /'\/nowhere\/z3-clangd', which does not exist$/);
  fs.writeFileSync(path.join(folder, 'text'), '');
  says('./text', /is not a program that can be run$/);
  says(folder, /is not a program that can be run$/);
  says('build/z3-clangd', /needs an open folder$/, { workspace: undefined });
});

inFolder('arguments are filled in', folder => {
  program(folder, 'bin', 'z3-clangd');
  const { args, env } = serverCommand(
    { path: 'z3-clangd', arguments: ['--compile-commands-dir=${workspaceFolder}/b'],
      level: undefined, checks: [] }, ['z3-a'], at(folder));
  assert.deepEqual(args, [`--compile-commands-dir=${folder}/b`]);
  assert.deepEqual(env, {});
});

/** An editor that has clangd, and notes what is done to it. */
function editor(state: Partial<Record<'installed' | 'running' | 'on', boolean>>,
  ...answers: string[]): Editor & { done: string[] } {
  const done: string[] = [];
  return {
    done,
    clangdIsInstalled: () => state.installed ?? true,
    clangdIsRunning: () => state.running ?? false,
    clangdIsOn: () => state.on ?? true,
    turnClangdOff: async () => { done.push('clangd off'); },
    turnOurselvesOff: async () => { done.push('z3tidy off'); },
    reload: async () => { done.push('reload'); },
    ask: async () => { done.push('asked'); return answers.shift(); },
  };
}

test('alone, or with a clangd that is off, nothing is asked', async () => {
  for (const one of [editor({ installed: false }), editor({ on: false })]) {
    assert.equal(await mayStart(one), true);
    assert.deepEqual(one.done, []);
  }
});

test('beside a clangd that is on, nothing is started unasked', async () => {
  const one = editor({ running: true });
  assert.equal(await mayStart(one), false);
  assert.deepEqual(one.done, ['asked']);
});

test('either can be turned off', async () => {
  const idle = editor({}, TURN_CLANGD_OFF);
  assert.equal(await mayStart(idle), true);
  assert.deepEqual(idle.done, ['asked', 'clangd off']);
  const running = editor({ running: true }, TURN_CLANGD_OFF, RELOAD);
  assert.equal(await mayStart(running), false);
  assert.deepEqual(running.done, ['asked', 'clangd off', 'asked', 'reload']);
  const ours = editor({}, TURN_US_OFF);
  assert.equal(await mayStart(ours), false);
  assert.deepEqual(ours.done, ['asked', 'z3tidy off']);
});
