#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Packages what is built, and looks at what is in the two packages.

Exit status 77, with a word why, where Debian's tools are not installed.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

FILES = {
    "z3tidy": {
        "usr/bin/z3-tidy": "-rwxr-xr-x",
        "usr/bin/z3-trace": "-rwxr-xr-x",
        "usr/lib/libz3trace.so": "-rw-r--r--",
        "usr/lib/z3tidy.so": "-rw-r--r--",
        "usr/lib/z3tidy-{llvm}/clang.so": "-rw-r--r--",
        "usr/lib/z3tidy-{llvm}/tidy.so": "-rw-r--r--",
        "usr/share/z3tidy/z3tidy.schema.json": "-rw-r--r--",
        "usr/share/doc/z3tidy/copyright": "-rw-r--r--",
        "usr/share/doc/z3tidy/changelog.gz": "-rw-r--r--",
        "usr/share/lintian/overrides/z3tidy": "-rw-r--r--",
        "usr/share/man/man1/z3-tidy.1.gz": "-rw-r--r--",
        "usr/share/man/man1/z3-trace.1.gz": "-rw-r--r--",
        "usr/share/doc/z3tidy/docs/checks/z3-handle-leak.md": "-rw-r--r--",
    },
    "libz3raii-dev": {
        "usr/include/z3raii/z3raii.h": "-rw-r--r--",
        "usr/include/z3raii/annotations.h": "-rw-r--r--",
        "usr/share/cmake/z3tidy/z3tidy-config.cmake": "-rw-r--r--",
        "usr/share/cmake/z3tidy/Z3TidyTarget.cmake": "-rw-r--r--",
        "usr/share/pkgconfig/z3raii.pc": "-rw-r--r--",
        "usr/share/doc/libz3raii-dev/copyright": "-rw-r--r--",
        "usr/share/doc/libz3raii-dev/changelog.gz": "-rw-r--r--",
    },
}
DEPENDS = {
    "z3tidy": ["libclang-common-{llvm}-dev", "libclang-cpp{llvm}", "libz3-4", "libc6"],
    "libz3raii-dev": ["libz3-dev"],
}


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def content(package):
    """The mode of each file in it."""
    lines = [line.split() for line in run("dpkg-deb", "-c", package).splitlines()]
    return {words[5].removeprefix("./"): (words[0], words[1]) for words in lines}


def complaints(name, package, llvm, clangd):
    found = content(package)
    expected = {file.format(llvm=llvm): mode for file, mode in FILES[name].items()}
    if name == "z3tidy" and clangd:
        expected["usr/bin/z3-clangd"] = "-rwxr-xr-x"
        expected["usr/share/man/man1/z3-clangd.1.gz"] = "-rw-r--r--"
    for file, mode in expected.items():
        if found.get(file) != (mode, "root/root"):
            yield f"{name}: {file}: {found.get(file, 'missing')}"
    other = FILES["libz3raii-dev" if name == "z3tidy" else "z3tidy"]
    for file in sorted(found.keys() & {file.format(llvm=llvm) for file in other}):
        yield f"{name}: {file} belongs into the other package"
    for file in found:
        if not file.startswith("usr/"):
            yield f"{name}: {file} is outside of /usr"
    depends = run("dpkg-deb", "-f", package, "Depends").replace("\n", "").split(", ")
    names = {one.split()[0] for one in depends}
    for needed in DEPENDS[name]:
        if needed.format(llvm=llvm) not in names:
            yield f"{name}: does not depend on {needed.format(llvm=llvm)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--llvm", required=True)
    parser.add_argument("--clangd", action="store_true", help="z3-clangd is built")
    args = parser.parse_args()
    for tool in ("cpack", "dpkg-deb", "dpkg-shlibdeps"):
        if not shutil.which(tool):
            print(f"packages: {tool} is not installed; scripts/setup-debian does that")
            return 77
    shutil.rmtree(args.out, ignore_errors=True)
    package = [str(ROOT / "scripts" / "package"), "--no-build"]
    run(*package, "--llvm", args.llvm, "--out", str(args.out))
    wrong = []
    for name in FILES:
        packages = list(args.out.glob(f"{name}_*.deb"))
        if len(packages) != 1:
            wrong.append(f"{name}: {len(packages)} packages")
            continue
        wrong += complaints(name, str(packages[0]), args.llvm, args.clangd)
    if shutil.which("lintian"):
        said = subprocess.run(
            ["lintian", "--allow-root", "--no-cfg", *map(str, args.out.glob("*.deb"))],
            stdout=subprocess.PIPE, text=True, check=False)
        wrong += said.stdout.splitlines()
    print("\n".join(wrong) if wrong else "packages: both as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
