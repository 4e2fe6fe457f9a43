// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command that the extension starts, against a real z3-clangd ($Z3_CLANGD),
// with the protocol packages of VS Code's own client.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as lsp from 'vscode-languageserver-protocol/node';
import { checkNames } from '../src/checks';
import { type Settings, serverCommand } from '../src/server';

const SERVER = process.env['Z3_CLANGD'] ?? '';
const skip = SERVER === '' && 'Z3_CLANGD does not name a z3-clangd';

// By docs/analysis.md a leak of what this function made is certain, and one in
// a loop that costs too much is likely at most.
const LEAK = `#include <z3.h>
void ask(Z3_context ctx, int n) {
  Z3_solver s = Z3_mk_solver(ctx);
  Z3_solver_inc_ref(ctx, s);
  Z3_solver_push(ctx, s);
}
void each(Z3_context ctx, unsigned n) {
  for (unsigned i = 0; i < n; i++) {
    Z3_solver s = Z3_mk_solver(ctx);
    Z3_solver_inc_ref(ctx, s);
    Z3_solver_check(ctx, s);
    Z3_solver_dec_ref(ctx, s);
  }
}
`;

async function codes(wishes: Partial<Settings>): Promise<string[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'z3tidy-test-'));
  const environment = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder };
  const { command, args, env } = serverCommand(
    { path: SERVER, arguments: ['--log=error'], level: undefined, checks: [], ...wishes },
    checkNames,
    { environment, workspace: folder, scratch: path.join(folder, 'scratch') });
  const server = spawn(command, args, { cwd: folder, env: { ...environment, ...env } });
  const connection = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(server.stdout), new lsp.StreamMessageWriter(server.stdin));
  try {
    connection.listen();
    await connection.sendRequest(lsp.InitializeRequest.type, {
      processId: process.pid, rootUri: pathToFileURL(folder).href,
      capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true } } },
    });
    await connection.sendNotification(lsp.InitializedNotification.type, {});
    const uri = pathToFileURL(path.join(folder, 'a.c')).href;
    // clangd also tells of its configuration's files.
    const published = new Promise<lsp.PublishDiagnosticsParams>(resolve =>
      connection.onNotification(lsp.PublishDiagnosticsNotification.type,
        params => { if (params.uri === uri) resolve(params); }));
    await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'c', version: 1, text: LEAK },
    });
    const { diagnostics } = await published;
    await connection.sendRequest(lsp.ShutdownRequest.type);
    await connection.sendNotification(lsp.ExitNotification.type);
    return diagnostics.map(d => String(d.code)).sort();
  } finally {
    connection.dispose();
    server.kill();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const options = { skip, timeout: 120_000 };

test('without settings, the checks are on', options, async () => {
  assert.deepEqual(await codes({}), ['z3-handle-leak', 'z3-loop-creation']);
});

test('the level reaches the checks', options, async () => {
  assert.deepEqual(await codes({ level: 'certain' }), ['z3-handle-leak']);
});

test('checks are turned off, and on alone', options, async () => {
  assert.deepEqual(await codes({ checks: ['-z3-handle-leak'] }), ['z3-loop-creation']);
  assert.deepEqual(await codes({ checks: ['-z3-*', 'z3-handle-leak'] }), ['z3-handle-leak']);
});
