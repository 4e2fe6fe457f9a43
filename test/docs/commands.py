#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Each command in the documentation: run here, by another test, or not, and why.

  commands.py --build DIR [--list]

Takes the lines of all ```sh blocks of README.md, CONTRIBUTING.md, docs/ and the
extension's README, and what stands between single backquotes and is one of our
programs or a tool with arguments. One that no list below has fails the test, and
so does an entry that stands nowhere in the documentation.

What is run here is run in a copy of test/docs/project, a work tree of git that is
built by CMake, in the order of the pages; files are put back after each block.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# Command: exit status, and what the output has (a regular expression).
RUN = {
    "cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON":
        (0, "Build files have been written"),
    "z3-tidy --self-test": (0, "^z3-tidy: self-test passed"),
    "z3-tidy -p build --sarif z3-tidy.sarif --html z3-tidy.html":
        (1, "check.c:6:19: warning: "),
    "z3-tidy -p build --sarif z3-tidy.sarif": (1, "check.c:6:19: warning: "),
    "z3-tidy -p build --baseline z3tidy-baseline.json --update-baseline":
        (0, "1 new, 0 known"),
    "z3-tidy -p build --baseline z3tidy-baseline.json": (0, "0 new, 1 known"),
    "z3-tidy -p build --baseline known.json --update-baseline":
        (0, "1 new, 0 known"),
    "z3-tidy -p build --changed-since origin/main": (0, " 0 files, 0 reports"),
    "cmake -B build '-DCMAKE_CXX_CLANG_TIDY=z3-tidy;--quiet;"
    "--warnings-as-errors=z3-*'": (0, "Build files have been written"),
    "run-clang-tidy-19 -clang-tidy-binary z3-tidy -p build":
        (0, r"check.c:6:19: warning: .*\[z3-loop-creation\]"),
    "git diff -U0 --no-prefix origin/main | clang-tidy-diff-19.py -p0 "
    "-clang-tidy-binary z3-tidy -path build": (0, "No relevant changes found"),
    "build/llvm-19/bin/z3-tidy --self-test": (0, "^z3-tidy: self-test passed"),
    "z3-tidy check.c -- -Iinclude -DNDEBUG": (0, "check.c:6:19: warning: "),
    "z3-tidy -p build": (1, "check.c:6:19: warning: "),
    "run-clang-tidy-19 -load \"$PWD/build/llvm-19/lib/z3tidy.so\" "
    "-p build -checks='-*,z3-*'":
        (0, r"check.c:6:19: warning: .*\[z3-loop-creation\]"),
    "clang-19 -fplugin=\"$PWD/build/llvm-19/lib/z3tidy.so\" -Iinclude "
    "-c check.c": (0, r"check.c:6:19: warning: .*\[z3-loop-creation\]"),
    "z3-tidy --fix check.c -- -Iinclude":
        (0, r"clang-tidy applied \d+ of \d+ suggested fixes"),
    "z3-trace ./program arguments...":
        (0, "check.c:6:19: note: unreleased-at-context-delete: 3 solvers"),
    "z3-trace ./program":
        (0, "check.c:6:19: note: unreleased-at-context-delete: 3 solvers"),
    "bear -- make": (0, ""),
    "meson setup builddir": (0, "Build targets in project: "),
    "z3-tidy -p builddir": (1, "check.c:6:19: warning: "),
    "meson compile -C builddir z3-tidy": (1, "check.c:6:19: warning: "),
    "bazel build //:z3-tidy --action_env=PATH":
        (1, "check.c:6:19: warning: "),
    "pkg-config z3raii": (0, ""),
    "pkg-config --cflags --libs z3raii": (0, "-lz3"),
}

# Command: what is run for it, where it has names for the reader to fill in.
RUN_AS = {
    "z3-tidy -p . -j1":
        ("z3-tidy -p build -j1", 1, "check.c:6:19: warning: "),
    "z3-tidy -p . -j2":
        ("z3-tidy -p build -j2", 1, "check.c:6:19: warning: "),
    "z3-tidy -j1 file.c -- -Iinclude":
        ("z3-tidy -j1 check.c -- -Iinclude", 1, "check.c:6:19: warning: "),
    "z3-tidy --stats FILE -- OPTIONS":
        ("z3-tidy --stats check.c -- -Iinclude", 0, "1 units with Z3"),
    "z3-tidy --stats":
        ("z3-tidy --stats check.c -- -Iinclude", 0, "1 units with Z3"),
    "z3-tidy FILE":
        ("z3-tidy other.cpp", 0, "note: no compile_commands.json for"),
    "z3-tidy -p":
        ("z3-tidy -p build", 1, "check.c:6:19: warning: "),
    "test/fuzz/fuzz.py --tidy build/llvm-19/bin/z3-tidy --seed 7 --count 20000":
        ("TREE/test/fuzz/fuzz.py --tidy build/llvm-19/bin/z3-tidy --seed 7 "
         "--count 20", 0, ""),
    "bench/driver --files 40 --rounds 3":
        ("TREE/bench/driver --tidy BUILD/bin/z3-tidy --files 2 "
         "--plain 1 --rounds 1", 0, "all outputs"),
    "cmake --install build/llvm-19 --component runtime --prefix DIR":
        ("cmake --install build/llvm-19 --component runtime --prefix prefix", 0,
         "z3raii.h"),
    "bench/overhead --only generated --rounds 3":
        ("TREE/bench/overhead --only generated --rounds 1 --max-size 100 "
         "--build build/llvm-19", 0, r"\| 1\d\d \|"),
}

# Command: the test that runs it, or the same with other names.
ELSEWHERE = {
    "mkdocs build --strict": "docs-site",
    "bench/peers": "bench-peers",
    "bench/peers test/programs/*/*.c": "bench-peers",
    "bench/peers --list --only ownership FILE": "bench-peers",
    "bench/clangd --rounds 60": "bench-clangd",
    "z3-trace --snapshot USR1 ./server &": "trace/driver",
    "kill -USR1 $!": "trace/driver",
    "ctest -R programs-truth": "programs-truth",
    "scripts/test -R NAME": "registry",
    "scripts/test -R checks": "checks/patterns-are-silent",
    "scripts/test -R programs": "programs-analysis",
    "scripts/test -R fuzz": "fuzz",
    "scripts/test -R docs": "docs-site",
    "scripts/test -R matrix": "matrix-14",
    "scripts/test -R bench-peers": "bench-peers",
    "scripts/package --no-build": "packages",
    "clang -fplugin=": "tools",
    "clang -fplugin=z3tidy.so": "tools",
}

# Command: why no test runs it.
NOT_RUN = {
    "scripts/demo": "builds all; run by hand before a release",
    "scripts/test": "is what runs this test",
    "scripts/test -N": "asks ctest; the names are checked here",
    "scripts/setup-debian": "installs packages, as root",
    "scripts/build": "has run: this test needs its build",
    "scripts/build z3-tidy": "the same",
    "scripts/build z3-clangd": "the same",
    "scripts/build --llvm 16": "needs another LLVM; scripts/test-matrix does it",
    "scripts/setup-debian --llvm 16": "the same",
    "scripts/build --llvm 16 z3tidy-plugin": "the same",
    "cmake --install build/llvm-16 --component plugin --prefix /opt/z3tidy":
        "the same",
    "clang-tidy-16 -load /opt/z3tidy/lib/z3tidy.so '--checks=-*,z3-*' solve.c "
    "-- -Iinclude": "the same",
    "clang-16 -fplugin=/opt/z3tidy/lib/z3tidy.so -Iinclude -c solve.c":
        "the same",
    "clang-tidy-16 -load /opt/z3tidy/lib/z3tidy.so '--checks=-*,z3-*' "
    "--list-checks": "the same",
    "scripts/package": "builds all; the test 'packages' does the rest",
    "sudo apt-get install ./build/z3tidy_*.deb ./build/libz3raii-dev_*.deb":
        "installs packages, as root; scripts/try-packages does it in a chroot",
    "scripts/test-matrix --hosts 22": "takes minutes; run by hand",
    "scripts/test-matrix --chroot": "the same, as root",
    "mkdocs serve": "does not end",
    "bench/fixes": "takes minutes; run for the table on the page",
    "scripts/real-code DIR": "needs projects that are not here",
    "scripts/real-code DIR --print": "the same",
    "bench/overhead --only real --rounds 3": "needs Z3's source",
    "bench/driver --files 5000": "takes minutes; a smaller one is run",
    "scripts/new-check z3-my-check \"what it reports\"": "changes the tree",
    "scripts/format --check": "a matter of who edits, not of users",
    "valgrind --tool=drd": "names another tool, as a comparison",
    "clang --analyze": "the same",
    "node && context": "is C++",
    "test/fuzz/fuzz.py --tidy build/llvm-19/bin/z3-tidy --replay failure.c":
        "there is no failure to replay",
    "test/fuzz/mutants.py --tidy build/llvm-19/bin/z3-tidy "
    "--z3-trace build/llvm-19/bin/z3-trace FILE":
        "broken programs may do anything",
}

TOOLS = ("z3-tidy", "z3-trace", "z3-clangd", "scripts/", "bench/", "cmake ",
         "ctest", "mkdocs", "run-clang-tidy", "test/", "apt", "sudo", "npm",
         "clang-tidy-", "debootstrap", "pkg-config", "bear", "git ", "valgrind",
         "clang ", "node ", "./")


def pages():
    yield from (ROOT / name for name in
                ("README.md", "CONTRIBUTING.md", "editors/vscode/README.md"))
    yield from sorted((ROOT / "docs").rglob("*.md"))


def blocks(text):
    """The commands of each ```sh block, and of each backquoted one."""
    plain = text
    for match in re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S):
        blank = "\n" * match[0].count("\n")
        plain = plain.replace(match[0], blank, 1)
        if match[1] in ("sh", "bash", "console"):
            lines = [re.sub(r"\s{2,}#.*", "", line).strip()
                     for line in match[2].splitlines()]
            yield match.start(), [line for line in lines if line]
    for match in re.finditer(r"`([^`]+)`", plain):
        command = " ".join(match[1].split())
        if " " in command and command.startswith(TOOLS):
            yield match.start(), [command]


def all_blocks():
    for page in pages():
        for _, commands in sorted(blocks(page.read_text(encoding="utf-8"))):
            yield page.relative_to(ROOT), commands


class Project:
    """The work tree that commands are run in."""

    def __init__(self, folder, build):
        self.folder = folder / "project"
        self.build = build
        shutil.copytree(HERE / "project", self.folder)
        self.environment = {
            **os.environ,
            "PATH": os.pathsep.join([str(build / "bin"), os.environ["PATH"]]),
            "HOME": str(folder),
        }
        (self.folder / ".gitignore").write_text("/build/\n/builddir/\n/bazel-*\n/program\n/prefix/\n")
        self.add_snippets()
        git = "git -c user.name=t -c user.email=t@example.com"
        for command in ("git init -q -b main", "git add .",
                        f"{git} commit -qm all",
                        "git update-ref refs/remotes/origin/main HEAD",
                        "cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
                        "make"):
            self.shell(command, check=True)
        (self.folder / "build/llvm-19").symlink_to(build)
        self.shell("cmake --install build/llvm-19 --component runtime "
                   "--prefix prefix", check=True)
        [found] = self.folder.glob("prefix/**/z3raii.pc")
        self.environment["PKG_CONFIG_PATH"] = str(found.parent)

    def add_snippets(self):
        """What docs/ci.md says that one writes into a build description."""
        text = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
        for language, file in (("meson", "meson.build"),
                               ("starlark", "BUILD.bazel")):
            with (self.folder / file).open("a", encoding="utf-8") as stream:
                stream.writelines(re.findall(
                    rf"^```{language}\n(.*?)^```$", text, re.M | re.S))
        (self.folder / "WORKSPACE").touch()
        # No server stays behind.
        (self.folder / ".bazelrc").write_text(
            f"startup --batch --output_user_root={self.folder.parent}/bazel\n")

    def shell(self, command, check=False):
        return subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=check)

    def put_back(self):
        self.shell("git checkout -q . && git clean -qfd", check=True)


def run(project, command, status, pattern):
    """What is wrong with it; None if nothing is, a reason if it can't be run."""
    tool = command.split()[0]
    if not shutil.which(tool, path=project.environment["PATH"]) and (
            "/" not in tool):
        return None, f"{tool} is not installed"
    done = project.shell(command.replace("TREE", str(ROOT)).replace(
        "BUILD", str(project.build)))
    if done.returncode != status:
        return f"exit status {done.returncode}, not {status}\n{done.stdout}", ""
    if not re.search(pattern, done.stdout, re.M):
        return f"no '{pattern}' in what it says:\n{done.stdout}", ""
    return None, ""


def tests_of(build):
    listed = subprocess.run(["ctest", "-N"], cwd=build, capture_output=True,
                            text=True, check=True).stdout
    names = set(re.findall(r"Test +#\d+: (\S+)", listed))
    # Some are there only where the programs that they need are.
    for file in (ROOT / "test").rglob("CMakeLists.txt"):
        names.update(re.findall(r'add_test\(NAME "?([\w/-]+)', file.read_text()))
    return names


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, type=Path)
    parser.add_argument("--list", action="store_true",
                        help="print the commands and where they are run")
    options = parser.parse_args()
    build = options.build.resolve()
    tests = tests_of(build)
    wrong, counts, seen = [], {"run": 0, "elsewhere": 0, "not": 0}, set()
    with tempfile.TemporaryDirectory(prefix="z3tidy-docs-",
                                     ignore_cleanup_errors=True) as name:
        project = None if options.list else Project(Path(name), build)
        for page, commands in all_blocks():
            for command in commands:
                where = f"{page}: {command}"
                seen.add(command)
                if command in RUN or command in RUN_AS:
                    counts["run"] += 1
                    how = RUN_AS.get(command) or (command, *RUN[command])
                    if options.list:
                        print(f"run: {where}")
                        continue
                    problem, skipped = run(project, *how)
                    if problem:
                        wrong.append(f"{where}: {problem}")
                    if skipped:
                        print(f"not run: {where}: {skipped}")
                elif command in ELSEWHERE:
                    counts["elsewhere"] += 1
                    if options.list:
                        print(f"by {ELSEWHERE[command]}: {where}")
                    if ELSEWHERE[command] not in tests:
                        wrong.append(f"{where}: there is no test "
                                     f"'{ELSEWHERE[command]}'")
                elif command in NOT_RUN:
                    counts["not"] += 1
                    if options.list:
                        print(f"not run: {where}: {NOT_RUN[command]}")
                else:
                    wrong.append(f"{where}: nothing runs it; see {__file__}")
            if project:
                project.put_back()
    for command in [*RUN, *RUN_AS, *ELSEWHERE, *NOT_RUN]:
        if command not in seen:
            wrong.append(f"no page has '{command}' any more")
    print("\n".join(wrong))
    print(f"docs-commands: {counts['run']} run here, {counts['elsewhere']} by "
          f"other tests, {counts['not']} not run")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
