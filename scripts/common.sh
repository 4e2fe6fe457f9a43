# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# shellcheck shell=bash
# shellcheck disable=SC2034
# What the scripts beside this file share. Sourced, never run.

set -euo pipefail

# The LLVM that the tree is written for; its compiler builds every other one too.
home_llvm=19

# `cd` prints the directory when CDPATH is set.
root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
program=$(basename -- "$0")

# say WORDS...: one line about what happens next.
say() { printf '%s: %s\n' "$program" "$*"; }

# die WORDS...: one line about what is wrong, and exit status 1.
die() {
  printf '%s: %s\n' "$program" "$*" >&2
  exit 1
}

# usage_error WORDS...: the same for a wrong command line, exit status 2.
usage_error() {
  printf '%s: %s (see %s --help)\n' "$program" "$*" "$program" >&2
  exit 2
}

# print_help FILE: the comment block at the top of a script is its help.
print_help() {
  awk 'NR <= 2 { next } /^#/ { sub(/^# ?/, ""); print; next } { exit }' "$1"
}

# check_llvm N: N must be a number.
check_llvm() {
  case $1 in
    '' | *[!0-9]*) usage_error "--llvm needs a major version, not '$1'" ;;
  esac
}

# Runs a command as root: directly, or through sudo.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

can_be_root() { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null; }

# make_system SUITE DIR: a clean Debian there, if there is none yet.
make_system() {
  [ ! -x "$2/usr/bin/apt-get" ] || return 0
  [ "$(id -u)" = 0 ] || die "needs root"
  command -v debootstrap >/dev/null ||
    die "debootstrap is missing; apt-get install debootstrap"
  say "making a clean $1"
  mkdir -p "$2"
  debootstrap --variant=minbase "$1" "$2" http://deb.debian.org/debian \
    >"$2.log" 2>&1 ||
    die "$1 can't be had: $(grep -m 1 -E '^[EW]:' "$2.log" || tail -n 1 "$2.log")"
  rm -f "$2.log"
}

# in_system DIR COMMANDS: there, with nothing of this system's environment.
in_system() {
  chroot "$1" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root \
    DEBIAN_FRONTEND=noninteractive bash -ec "$2"
}
