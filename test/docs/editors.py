#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What docs/editors.md says that one writes into an editor's configuration.

  editors.py --clangd PATH

Neovim (before 0.11) and Emacs are started with their piece, without a screen, and
must show a report; where one is not installed, that is said. The others' pieces
must at least be of their language. Also what docs/ shows of .clang-tidy and of
model files.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
LEAK = """\
#include <z3.h>
void lost(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
}
"""
REPORT = "'s' (a Z3 solver) is lost and never released"

NEOVIM = """
vim.cmd('filetype on')
vim.cmd('edit a.c')
local found = vim.wait(120000, function()
  return #vim.diagnostic.get(0) > 0
end, 50)
local first = vim.diagnostic.get(0)[1]
print(first and first.message or 'no report')
vim.cmd(found and 'qall!' or 'cquit 1')
"""

EMACS = """
(require 'eglot)
(load-file "piece.el")
(setq eglot-sync-connect 60 eglot-autoshutdown t)
(remove-hook 'flymake-diagnostic-functions 'flymake-proc-legacy-flymake)
(find-file "a.c")
(c-mode)
(setq flymake-diagnostic-functions nil)
;; Emacs without a screen draws nothing: what eglot makes for Flymake is asked.
(let (found)
  (advice-add 'eglot--make-diag :before
              (lambda (_buffer _begin _end _type message &rest _)
                (setq found message))
              '((name . listen)))
  (apply #'eglot--connect (eglot--guess-contact))
  (let ((tries 0))
    (while (and (not found) (< tries 1200))
      (setq tries (1+ tries))
      (accept-process-output nil 0.1)))
  (princ (format "%s\\n" (or found "no report")))
  (kill-emacs (if found 0 1)))
"""


def piece(page, language, number=0):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)[number]


def start(command, folder, **more):
    environment = {**os.environ, "HOME": str(folder)}
    for name in ("CONFIG", "CACHE", "DATA", "STATE"):
        environment[f"XDG_{name}_HOME"] = str(folder / name.lower())
    done = subprocess.run(command, cwd=folder, env=environment, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=300, check=False,
                          **more)
    return done.returncode, done.stdout


def version(command, pattern):
    if not shutil.which(command):
        return None
    said = subprocess.run([command, "--version"], capture_output=True, text=True,
                          check=True).stdout
    return tuple(map(int, re.search(pattern, said).groups()))


def neovim(server, folder):
    found = version("nvim", r"v(\d+)\.(\d+)")
    if not found:
        return "not tried: Neovim is not installed", None
    newer = found >= (0, 11)
    text = piece("editors.md", "lua", 0 if newer else 1)
    (folder / "init.lua").write_text(
        text.replace("/path/to/z3-clangd", server) + NEOVIM)
    status, said = start(["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n",
                          "-c", "luafile init.lua"], folder)
    return "tried", None if status == 0 and REPORT in said else said


def emacs(server, folder):
    if not version("emacs", r"Emacs (\d+)\.(\d+)"):
        return "not tried: Emacs is not installed", None
    if start(["emacs", "--batch", "--eval", "(require 'eglot)"], folder)[0]:
        return "not tried: Emacs has no eglot", None
    (folder / "piece.el").write_text(
        piece("editors.md", "elisp").replace("/path/to/z3-clangd", server))
    (folder / "try.el").write_text(EMACS)
    status, said = start(["emacs", "--batch", "-l", "try.el"], folder)
    return "tried", None if status == 0 and REPORT in said else said


def helix(_server, _folder):
    import tomllib  # Python 3.11
    told = tomllib.loads(piece("editors.md", "toml"))
    servers = [one["language-servers"] for one in told["language"]]
    ok = servers == [list(told["language-server"])] * 2
    return "of its language", None if ok else str(told)


def vscode(_server, _folder):
    told = json.loads(piece("editors.md", "json"))
    return "of its language", None if list(told) == ["clangd.path"] else str(told)


def configuration(_server, folder):
    tidy = shutil.which("z3-tidy")
    (folder / ".clang-tidy").write_text(piece("getting-started.md", "yaml"))
    status, said = start([tidy, "--verify-config"], folder)
    ok = status == 0 and "No config errors detected" in said
    return "tried", None if ok else said


def models(_server, folder):
    """Each piece of a model file in docs/teaching.md is one."""
    with open(ROOT / "docs/z3tidy.schema.json", encoding="utf-8") as stream:
        schema = json.load(stream)
    try:
        import jsonschema
    except ImportError:
        return "not tried: python3-jsonschema is not installed", None
    text = (ROOT / "docs/teaching.md").read_text(encoding="utf-8")
    checked = 0
    for block in re.findall(r"^```yaml\n(.*?)^```$", text, re.M | re.S):
        told = json.loads(json.dumps(yaml.safe_load(block)))
        if "CheckOptions" in told:
            continue
        checked += 1
        for error in jsonschema.Draft7Validator(schema).iter_errors(told):
            return "tried", f"{block}{error.message}"
    return "tried", None if checked > 2 else f"only {checked} pieces"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clangd", required=True, type=Path)
    server = parser.parse_args().clangd.resolve()
    os.environ["PATH"] = f"{server.parent}{os.pathsep}{os.environ['PATH']}"
    failed = False
    for what in (neovim, emacs, helix, vscode, configuration, models):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
            folder = Path(name).resolve()
            (folder / "a.c").write_text(LEAK)
            try:
                how, wrong = what(str(server), folder)
            except ModuleNotFoundError as error:
                how, wrong = f"not tried: {error}", None
            print(f"{what.__name__}: {wrong or how}")
            failed |= wrong is not None
    return failed


if __name__ == "__main__":
    sys.exit(main())
