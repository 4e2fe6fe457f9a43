# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What mkdocs.yml needs besides: pages and files from outside of docs/.

CONTRIBUTING.md and CHANGELOG.md are pages of the site. A link to another file
of the tree brings that file along; one to a folder becomes plain text.
"""

import logging
import os
import re
from pathlib import Path

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("CONTRIBUTING.md", "CHANGELOG.md")
LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<path>[^)\s#:]+)(?P<anchor>#[^)]*)?\)")
# Warnings below "mkdocs" make a strict build fail.
log = logging.getLogger("mkdocs.docs_site")


def folder_of(file):
    """Where a page stands in the tree."""
    top = ROOT if file.src_uri in PAGES else ROOT / "docs"
    return (top / file.src_uri).parent


def outside(file, path):
    """A link's target as seen from the top, or None if it is of docs/."""
    target = os.path.relpath(folder_of(file) / path, ROOT)
    return None if Path(target).parts[0] == "docs" else target


def on_files(files, config):
    def add(path):
        if not files.get_file_from_path(path):
            files.append(
                File(path, str(ROOT), config["site_dir"], config["use_directory_urls"])
            )

    for page in PAGES:
        add(page)
    for file in files.documentation_pages():
        for link in LINK.finditer(Path(file.abs_src_path).read_text()):
            target = outside(file, link["path"])
            if target and (ROOT / target).is_file() and not target.endswith(".md"):
                add(target)
    return files


def on_page_markdown(markdown, page, config, files):
    here = os.path.dirname(page.file.src_uri)

    def moved(link):
        target = outside(page.file, link["path"])
        if target is None:
            target = os.path.relpath(folder_of(page.file) / link["path"], ROOT / "docs")
        elif (ROOT / target).is_dir():
            return link["text"]
        elif target == "README.md":
            target = "index.md"
        path = os.path.relpath(target, here or ".")
        return f"[{link['text']}]({path}{link['anchor'] or ''})"

    return LINK.sub(moved, markdown)


def on_nav(nav, config, files):
    for file in files.documentation_pages():
        if file.page not in nav.pages:
            log.warning("mkdocs.yml: the page '%s' is not in nav", file.src_uri)
    return nav
