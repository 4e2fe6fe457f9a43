// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Getting along with the clangd extension. z3-clangd is a whole clangd: with
// both, all is said twice, and VS Code lets only one of them have clangd's
// commands. So ours waits until the other is off.

/** What we ask of VS Code, for tests without it. */
export interface Editor {
  clangdIsInstalled(): boolean;
  clangdIsRunning(): boolean;
  /** clangd.enable */
  clangdIsOn(): boolean;
  turnClangdOff(): PromiseLike<void>;
  turnOurselvesOff(): PromiseLike<void>;
  reload(): PromiseLike<void>;
  ask(question: string, ...answers: string[]): PromiseLike<string | undefined>;
}

export const TURN_CLANGD_OFF = 'Turn clangd off here';
export const TURN_US_OFF = 'Turn z3tidy off here';
export const RELOAD = 'Reload the window';

/** Whether z3-clangd may start now. */
export async function mayStart(editor: Editor): Promise<boolean> {
  if (!editor.clangdIsInstalled())
    return true;
  if (editor.clangdIsOn()) {
    const answer = await editor.ask(
      'z3tidy has not started z3-clangd, because the clangd extension is on: ' +
      'z3-clangd does all that clangd does, and both would say everything twice.',
      TURN_CLANGD_OFF, TURN_US_OFF);
    if (answer === TURN_US_OFF)
      await editor.turnOurselvesOff();
    if (answer !== TURN_CLANGD_OFF)
      return false;
    await editor.turnClangdOff();
  }
  if (!editor.clangdIsRunning())
    return true;
  // It reads clangd.enable only when it is started.
  if (await editor.ask(
    'clangd is off from the next start of this window on; z3-clangd starts then.',
    RELOAD) === RELOAD)
    await editor.reload();
  return false;
}
