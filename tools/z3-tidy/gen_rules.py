#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What SARIF and the pages say of each check, from the registry and the docs.

    gen_rules.py CHECKS_JSON DOCS_FOLDER OUT
"""

import json
import pathlib
import re
import sys

from embed import literal


def plain(text):
    """A page without its generated sections' marks and its relative links."""
    text = re.sub(r"<!--.*?-->\n?", "", text, flags=re.DOTALL)
    text = re.sub(r"\[([^\]]*)\]\((?!https?:)[^)]*\)", r"\1", text)
    return text.strip() + "\n"


def main():
    registry, docs, out = map(pathlib.Path, sys.argv[1:])
    checks = json.loads(registry.read_text(encoding="utf-8"))["checks"]
    with out.open("w", encoding="utf-8") as stream:
        stream.write("// Made by gen_rules.py; do not edit.\n")
        for check in checks:
            page = plain((docs / f"{check['name']}.md").read_text("utf-8"))
            fields = [check["name"], check["headline"], page]
            is_on = "true" if check["default"] == "on" else "false"
            stream.write("{" + ",\n".join(map(literal, fields))
                         + f", {is_on}}},\n")


if __name__ == "__main__":
    main()
