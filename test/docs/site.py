#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Builds the site of docs/, strictly, and follows each link inside of it.

Exit status 77, with a word why, where mkdocs is not installed.
"""

import argparse
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent


class Page(HTMLParser):
    def __init__(self, file):
        super().__init__()
        self.links, self.names = [], set()
        self.feed(file.read_text())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.names.update(filter(None, (attributes.get("id"), attributes.get("name"))))
        for key in ("href", "src"):
            if attributes.get(key):
                self.links.append(attributes[key])


def dead_links(site):
    pages = {file: Page(file) for file in site.rglob("*.html")}
    for file, page in pages.items():
        if file.name == "404.html":  # its links are absolute
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link == ".":
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            where = f"{file.relative_to(site)}: '{link}'"
            if not target.is_file():
                yield f"{where}: no such file"
            elif parts.fragment and target in pages:
                if unquote(parts.fragment) not in pages[target].names:
                    yield f"{where}: no such heading"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True, type=Path)
    site = parser.parse_args().out.resolve()
    if not shutil.which("mkdocs"):
        print("docs-site: mkdocs is not installed; scripts/setup-debian does that")
        return 77
    command = ["mkdocs", "build", "--quiet", "--strict", "--clean", "-d", str(site)]
    if subprocess.run(command, cwd=ROOT).returncode:
        return 1
    if not (site / "search" / "search_index.json").is_file():
        print("docs-site: no search")
        return 1
    dead = sorted(set(dead_links(site)))
    print("\n".join(dead) if dead else "docs-site: built, no dead link")
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
