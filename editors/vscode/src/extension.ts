// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The part that is tied to VS Code: settings in, messages out, one client.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/node';
import { checkNames } from './checks';
import { type Editor, mayStart } from './clangd';
import { LEVELS } from './configuration';
import { CannotStart, type Place, type Settings, serverCommand } from './server';

const CLANGD = 'llvm-vs-code-extensions.vscode-clangd';

function settings(): Settings {
  const ours = vscode.workspace.getConfiguration('z3tidy');
  const level = ours.get<string>('level');
  return {
    path: ours.get<string>('path', 'z3-clangd'),
    arguments: ours.get<string[]>('arguments', []),
    level: LEVELS.find(known => known === level),
    checks: ours.get<string[]>('checks', []),
  };
}

function turnOff(section: string): PromiseLike<void> {
  const target = vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  return vscode.workspace.getConfiguration(section).update('enable', false, target);
}

const editor: Editor = {
  clangdIsInstalled: () => vscode.extensions.getExtension(CLANGD) !== undefined,
  clangdIsRunning: () => vscode.extensions.getExtension(CLANGD)?.isActive ?? false,
  clangdIsOn: () => vscode.workspace.getConfiguration('clangd').get('enable', true),
  turnClangdOff: () => turnOff('clangd'),
  turnOurselvesOff: () => turnOff('z3tidy'),
  reload: () => vscode.commands.executeCommand('workbench.action.reloadWindow'),
  ask: (question, ...answers) =>
    vscode.window.showWarningMessage(question, ...answers),
};

class Session implements vscode.Disposable {
  private readonly log = vscode.window.createOutputChannel('z3tidy', { log: true });
  private readonly scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'z3tidy-'));
  private client: LanguageClient | undefined;
  /** Starts and stops come one after the other. */
  private queue: Promise<void> = Promise.resolve();

  showLog(): void {
    this.log.show();
  }

  restart(): Promise<void> {
    this.queue = this.queue.then(() => this.stopNow()).then(() => this.startNow())
      .catch((error: unknown) => this.tell(error));
    return this.queue;
  }

  stop(): Promise<void> {
    this.queue = this.queue.then(() => this.stopNow())
      .catch((error: unknown) => this.log.error(String(error)));
    return this.queue;
  }

  private async startNow(): Promise<void> {
    if (!vscode.workspace.getConfiguration('z3tidy').get('enable', true)) {
      this.log.info('off: z3tidy.enable');
      return;
    }
    const place: Place = {
      environment: process.env,
      workspace: vscode.workspace.workspaceFolders?.[0]?.uri.fsPath,
      scratch: this.scratch,
    };
    const { command, args, env } = serverCommand(settings(), checkNames, place);
    if (!await mayStart(editor)) {
      this.log.info('not started, because the clangd extension is on');
      return;
    }
    this.log.info([command, ...args].join(' '));
    const options: LanguageClientOptions = {
      documentSelector: ['c', 'cpp'].map(language => ({ scheme: 'file', language })),
      diagnosticCollectionName: 'z3tidy',
      outputChannel: this.log,
    };
    this.client = new LanguageClient('z3tidy', 'z3tidy', {
      command, args, options: { env: { ...process.env, ...env } },
    }, options);
    await this.client.start();
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose();
  }

  private async tell(error: unknown): Promise<void> {
    const problem = error instanceof Error ? error.message : String(error);
    this.log.error(problem);
    const [answer, act] = error instanceof CannotStart
      ? ['Open the setting', () => void vscode.commands.executeCommand(
          'workbench.action.openSettings', 'z3tidy.path')] as const
      : ['Show the log', () => this.log.show()] as const;
    // Nobody waits for the answer: a restart must not either.
    void vscode.window
      .showErrorMessage(`z3tidy could not start z3-clangd: ${problem}`, answer)
      .then(given => { if (given === answer) act(); });
  }

  dispose(): void {
    this.log.dispose();
    fs.rmSync(this.scratch, { recursive: true, force: true });
  }
}

let session: Session | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const one = session = new Session();
  context.subscriptions.push(
    one,
    vscode.commands.registerCommand('z3tidy.restart', () => one.restart()),
    vscode.commands.registerCommand('z3tidy.showLog', () => one.showLog()),
    vscode.workspace.onDidChangeConfiguration(change => {
      const matters = ['enable', 'path', 'arguments', 'level', 'checks'].some(
        name => change.affectsConfiguration(`z3tidy.${name}`));
      if (matters)
        void one.restart();
    }));
  // Not awaited: a question may be open for long, and the commands are there.
  void one.restart();
}

export function deactivate(): Promise<void> | undefined {
  return session?.stop();
}
