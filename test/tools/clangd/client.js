// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An editor without a screen: it speaks with a clangd through the packages that
// VS Code itself uses, and keeps the text of its documents.

'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const rpc = require('vscode-jsonrpc/node');
const lsp = require('vscode-languageserver-protocol/node');

/// Long, because test machines are busy; what is well takes less than a second.
const PATIENCE_MS = 120_000;

function withPatience(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`waited in vain for ${what}`)), PATIENCE_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/// The offset of a position; columns are UTF-16, as in JavaScript.
function offsetOf(text, { line, character }) {
  let start = 0;
  for (let i = 0; i < line; ++i) {
    const end = text.indexOf('\n', start);
    if (end < 0)
      return text.length;
    start = end + 1;
  }
  return Math.min(start + character, text.length);
}

function applyEdits(text, edits) {
  const placed = edits.map((edit, order) => ({
    begin: offsetOf(text, edit.range.start),
    end: offsetOf(text, edit.range.end),
    newText: edit.newText,
    order,
  }));
  placed.sort((a, b) => b.begin - a.begin || b.order - a.order);
  for (const { begin, end, newText } of placed)
    text = text.slice(0, begin) + newText + text.slice(end);
  return text;
}

class Document {
  constructor(file, text) {
    this.uri = pathToFileURL(file).href;
    this.text = text;
    this.version = 1;
  }
}

class Client {
  constructor(server, { folder, args = [], env = {} }) {
    this.folder = folder;
    this.published = new Map(); // uri -> the newest diagnostics
    this.history = []; // all of them
    this.waiting = [];
    this.stderr = '';
    this.process = spawn(server, ['--log=error', ...args], {
      cwd: folder,
      // No configuration of the person who runs the tests.
      env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder,
             XDG_CACHE_HOME: path.join(folder, 'cache'), ...env },
    });
    this.process.stderr.on('data', chunk => { this.stderr += chunk; });
    this.ended = new Promise(resolve => {
      this.process.on('exit', (code, signal) => {
        this.exit = { code, signal };
        resolve(this.exit);
        this.wake();
      });
    });
    this.connection = rpc.createMessageConnection(
      new rpc.StreamMessageReader(this.process.stdout),
      new rpc.StreamMessageWriter(this.process.stdin));
    this.connection.onError(() => {}); // seen as the end of the process
    this.connection.onNotification(
      lsp.PublishDiagnosticsNotification.type, params => {
        this.published.set(params.uri, { ...params, at: performance.now() });
        this.history.push(params);
        this.wake();
      });
    this.connection.onRequest(lsp.WorkDoneProgressCreateRequest.type, () => {});
    this.connection.listen();
  }

  static async start(server, options) {
    const client = new Client(server, options);
    client.answer = await client.request(lsp.InitializeRequest.type, {
      processId: process.pid,
      rootUri: pathToFileURL(client.folder).href,
      capabilities: {
        textDocument: {
          publishDiagnostics: {
            relatedInformation: true, versionSupport: true,
            codeDescriptionSupport: true,
          },
          codeAction: {
            codeActionLiteralSupport: {
              codeActionKind: { valueSet: ['quickfix', 'refactor'] },
            },
          },
          completion: { completionItem: { snippetSupport: false } },
          hover: { contentFormat: ['plaintext'] },
        },
      },
    });
    await client.notify(lsp.InitializedNotification.type, {});
    return client;
  }

  request(type, params) {
    const died = this.ended.then(({ code, signal }) => {
      throw new Error(`the server ended (${code ?? signal}): ${this.stderr}`);
    });
    died.catch(() => {});
    return withPatience(
      Promise.race([this.connection.sendRequest(type, params), died]),
      type.method);
  }

  notify(type, params) {
    return this.connection.sendNotification(type, params);
  }

  async open(name, text) {
    const document = new Document(path.join(this.folder, name), text);
    await this.notify(lsp.DidOpenTextDocumentNotification.type, {
      textDocument: {
        uri: document.uri, version: document.version, text,
        languageId: /\.c$/.test(name) ? 'c' : 'cpp',
      },
    });
    return document;
  }

  close(document) {
    return this.notify(lsp.DidCloseTextDocumentNotification.type,
                       { textDocument: { uri: document.uri } });
  }

  /// Sends all of the text, or one edit of it as an editor does. AtOnce: without
  /// clangd's wait for more to be typed.
  async change(document, text, edit, atOnce = false) {
    document.text = text;
    ++document.version;
    await this.notify(lsp.DidChangeTextDocumentNotification.type, {
      textDocument: { uri: document.uri, version: document.version },
      contentChanges: [edit ?? { text }],
      ...atOnce && { wantDiagnostics: true },
    });
  }

  /// What somebody who types inserts at an offset.
  type(document, offset, inserted) {
    const before = document.text.slice(0, offset).split('\n');
    const at = { line: before.length - 1, character: before.at(-1).length };
    return this.change(
      document,
      document.text.slice(0, offset) + inserted + document.text.slice(offset),
      { range: { start: at, end: at }, text: inserted });
  }

  /// The diagnostics of the newest text, and nothing older.
  async diagnostics(document) {
    const version = document.version;
    const isThere = () => this.published.get(document.uri)?.version >= version;
    await withPatience(new Promise((resolve, reject) => {
      const look = () => {
        if (isThere())
          resolve();
        else if (this.exit)
          reject(new Error(`the server has ended: ${this.stderr}`));
        else
          this.waiting.push(look);
      };
      look();
    }), `diagnostics of version ${version}`);
    return this.published.get(document.uri).diagnostics;
  }

  wake() {
    for (const look of this.waiting.splice(0))
      look();
  }

  /// The quick fixes that an editor offers at a diagnostic.
  async fixes(document, diagnostic) {
    const actions = await this.request(lsp.CodeActionRequest.type, {
      textDocument: { uri: document.uri },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic], only: ['quickfix'] },
    });
    return actions.filter(
      action => action.diagnostics?.some(d => d.message === diagnostic.message));
  }

  async applyFix(document, action) {
    const { changes, documentChanges } = action.edit;
    const edits = changes
      ? changes[document.uri]
      : documentChanges.flatMap(change => change.edits);
    assert.ok(edits, `'${action.title}' does not edit the document at hand`);
    await this.change(document, applyEdits(document.text, edits));
  }

  /// Ends the server as an editor does; gives its exit status.
  async stop() {
    if (!this.exit) {
      await this.request(lsp.ShutdownRequest.type, undefined);
      await this.notify(lsp.ExitNotification.type);
    }
    const { code, signal } =
      await withPatience(this.ended, 'the end of the server');
    this.connection.dispose();
    return code ?? signal;
  }

  /// For the end of a test that has failed.
  kill() {
    if (!this.exit)
      this.process.kill('SIGKILL');
  }
}

function temporaryFolder() {
  return fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'z3-clangd-')));
}

module.exports = { Client, lsp, temporaryFolder };
