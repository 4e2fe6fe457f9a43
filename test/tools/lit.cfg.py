# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Tests of the hosts: the plugin, z3-tidy, and what they say to bad input.
# Set by lit.site.cfg.py: bin_dir, lib_dir, llvm_prefix, llvm_version.

import glob
import importlib.util
import os
import shutil
import subprocess
import sys

import lit.formats

config.name = "z3tidy-tools"
config.test_source_root = os.path.dirname(__file__)
config.test_format = lit.formats.ShTest(execute_external=True)
config.suffixes = [".test", ".c"]
config.excludes = ["Inputs", "clangd"]

tree = os.path.dirname(os.path.dirname(config.test_source_root))
config.environment["PATH"] = os.pathsep.join(
    [config.bin_dir, os.path.join(config.llvm_prefix, "bin"),
     os.environ["PATH"]])
config.environment["HOME"] = os.environ.get("HOME", "/")
if "Z3TIDY_SARIF_SCHEMA" in os.environ:
    config.environment["Z3TIDY_SARIF_SCHEMA"] = os.environ[
        "Z3TIDY_SARIF_SCHEMA"]
config.substitutions += [
    ("%plugin", os.path.join(config.lib_dir, "z3tidy.so")),
    ("%checks", os.path.join(config.lib_dir, f"z3tidy-{config.llvm_version}",
                             "tidy.so")),
    ("%llvm", config.llvm_version),
    ("%make_project", os.path.join(config.test_source_root,
                                   "make_project.sh")),
    ("%root", tree),
    ("%cmake_dir", os.path.join(tree, "cmake")),
    ("%python", sys.executable),
    ("%inputs", os.path.join(config.test_source_root, "Inputs")),
]

if (shutil.which(f"run-clang-tidy-{config.llvm_version}")
        and shutil.which(f"clang-tidy-diff-{config.llvm_version}.py")):
    config.available_features.add("clang-tidy-scripts")
for tool in ("git", "ccache"):
    if shutil.which(tool):
        config.available_features.add(tool)

# To mount a small disk without being root.
if shutil.which("unshare") and subprocess.run(
        ["unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=8k none /mnt"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
    config.available_features.add("small-disk")

for module in ("jsonschema", "yaml"):
    if importlib.util.find_spec(module):
        config.available_features.add(module)

# A clang-tidy of another LLVM, to see the plugin refuse it.
for other in sorted(glob.glob("/usr/bin/clang-tidy-*")):
    version = other.rsplit("-", 1)[1]
    if version.isdigit() and version != config.llvm_version:
        config.available_features.add("other-clang-tidy")
        config.substitutions += [("%other_version", version),
                                 ("%other_tidy", other)]
        break
