#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Looks at a page of reports, in Chromium where that is installed.

    check_html.py PAGE.html RUN.json ROOT
"""

import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile


class Page(html.parser.HTMLParser):
    """The data in its script elements, and whatever it would load."""

    def __init__(self):
        super().__init__()
        self.scripts, self.current, self.loads = {}, None, []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "script":
            self.current = attributes.get("id", "code")
            assert self.current not in self.scripts, "an element too many"
            self.scripts[self.current] = ""
        self.loads += [attributes[name] for name in ("src", "href")
                       if name in attributes]

    def handle_endtag(self, tag):
        if tag == "script":
            self.current = None

    def handle_data(self, data):
        if self.current:
            self.scripts[self.current] += data


def check_lines(extra, reports, root):
    """The lines are those of the sources, and all that a path needs are there."""
    for file, lines in extra["lines"].items():
        with open(os.path.join(root, file), encoding="utf-8") as stream:
            source = stream.read().split("\n")
        for number, text in lines.items():
            assert source[int(number) - 1] == text, (file, number)
    for report in reports:
        for step in [report, *report["path"]]:
            assert str(step["line"]) in extra["lines"][step["file"]], step


# Opens each report, walks its path to the end, and tells what is to be seen.
DRIVE = """
<script>
for (const entry of document.querySelectorAll(".report")) entry.open = true;
setTimeout(() => {
  const seen = [];
  for (const entry of document.querySelectorAll(".report")) {
    const next = [...entry.querySelectorAll(".steps button")].pop();
    let clicks = 0;
    while (next && !next.disabled) { next.click(); ++clicks; }
    seen.push({ title: entry.querySelector("summary").textContent,
                clicks, arcs: entry.querySelectorAll("path").length,
                fixes: [...entry.querySelectorAll(".fix .code")].map(code =>
                  [...code.querySelectorAll(".row:not(.gap)")].map(row => [
                    row.querySelector("[data-sign]").dataset.sign,
                    row.lastChild.textContent])),
                now: entry.querySelector(".row.now")?.textContent || "",
                bold: entry.querySelectorAll("b").length });
  }
  document.title = "seen " + JSON.stringify(seen);
}, 500);
</script>
"""


def is_subsequence(some, lines):
    rest = iter(lines)
    return all(line in rest for line in some)


def check_fix(fix, rows, root):
    """The rows are what the edits make of the file."""
    [file] = {edit["file"] for edit in fix["edits"]}
    with open(os.path.join(root, file), "rb") as stream:
        before = after = stream.read()
    for edit in sorted(fix["edits"], key=lambda edit: -edit["offset"]):
        end = edit["offset"] + edit["length"]
        after = after[:edit["offset"]] + edit["text"].encode() + after[end:]
    before, after = ([line or " " for line in text.decode().split("\n")]
                     for text in (before, after))
    assert is_subsequence([text for sign, text in rows if sign != "+"], before), rows
    assert is_subsequence([text for sign, text in rows if sign != "−"], after), rows
    signs = [sign for sign, _ in rows]
    assert signs.count("+") or signs.count("−"), rows
    assert (signs.count("+") - signs.count("−") == len(after) - len(before)), rows


def in_browser(page, reports, root):
    browser = shutil.which("chromium")
    if not browser:
        return
    shown = [r for r in reports if not r["silenced"] and not r.get("known")]
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "page.html")
        with open(page, encoding="utf-8") as stream:
            text = stream.read()
        with open(copy, "w", encoding="utf-8") as stream:
            stream.write(text.replace("</body>", DRIVE + "</body>"))
        dom = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu",
             "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update",
             "--disable-sync", f"--user-data-dir={folder}/profile",
             "--virtual-time-budget=5000", "--dump-dom", f"file://{copy}"],
            capture_output=True, text=True, timeout=120, check=True).stdout
    title = re.search(r"<title>seen (.*?)</title>", dom, re.DOTALL)
    assert title, dom[:2000]
    seen = json.loads(html.unescape(title[1]))
    assert len(seen) == len(shown), seen
    for entry in seen:
        report = next(r for r in shown
                      if r["message"] in entry["title"]
                      and f"{r['file']}:{r['line']}" in entry["title"])
        steps = len(report["path"]) + 1
        assert entry["clicks"] == (steps if steps > 1 else 0), entry
        assert steps == 1 or report["message"] in entry["now"], entry
        # All steps of these programs are in one file: an arc to each but one.
        assert entry["arcs"] == steps - 1, entry
        assert len(entry["fixes"]) == len(report["fixes"]), entry
        for fix, rows in zip(report["fixes"], entry["fixes"]):
            check_fix(fix, rows, root)
        assert entry["bold"] == 0, "text of a source has become an element"


def main():
    page_path, run_path, root = sys.argv[1:]
    page = Page()
    with open(page_path, encoding="utf-8") as stream:
        page.feed(stream.read())
    with open(run_path, encoding="utf-8") as stream:
        run = json.load(stream)
    assert json.loads(page.scripts["run"]) == run
    assert page.loads == [], page.loads
    assert not re.search(r"@import|url\(|fetch\(|\bimport\b",
                         page.scripts["code"])
    extra = json.loads(page.scripts["extra"])
    reports = run["reports"]
    check_lines(extra, reports, root)
    in_browser(page_path, reports, root)
    print(f"{len(reports)} reports, {len(extra['lines'])} files")


if __name__ == "__main__":
    main()
