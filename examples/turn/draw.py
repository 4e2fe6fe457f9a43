# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs `turn` in its three ways and draws Z3's memory over the queries.

usage: draw.py PROGRAM OUT.svg [QUERIES [LIMIT_MB [simple]]]

Prints a line for each way: queries answered, highest and last MB, CPU time of
each query. QUERIES (default 1000) is for the ways that get there.
"""
import csv
import subprocess
import sys

WAYS = [("deferred", "#c0392b", "given back after the turn"),
        ("release", "#1f6fb2", "release() in each iteration"),
        ("reuse", "#2e8b57", "reusable_solver")]
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 360, 60, 40, 30, 50


def run(program, mode, arguments):
    done = subprocess.run([program, mode, *arguments], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, universal_newlines=True)
    if done.returncode not in (0, 3):
        sys.exit("draw.py: %s %s: %s" % (program, mode, done.stderr))
    rows = [(int(r["query"]), int(r["z3_bytes"]) / 2**20, float(r["seconds"]))
            for r in csv.DictReader(done.stdout.splitlines())]
    return done.returncode == 3, rows


def draw(runs, limit, queries):
    top = 1.1 * limit
    x = lambda q: LEFT + (WIDTH - LEFT - RIGHT) * q / queries
    y = lambda mb: HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * mb / top
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" '
           'font-family="sans-serif" font-size="13">' % (WIDTH, HEIGHT),
           '<title>Z3\'s memory during one turn</title>',
           '<rect width="100%" height="100%" fill="white"/>']

    def line(x1, y1, x2, y2, color, more=""):
        out.append('<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s"%s/>'
                   % (x1, y1, x2, y2, color, more))

    def text(at, up, words, anchor="start", color="#333"):
        out.append('<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s">%s</text>'
                   % (at, up, anchor, color, words))

    for part in range(5):
        mb = limit * part / 4
        line(LEFT, y(mb), WIDTH - RIGHT, y(mb), "#ddd")
        text(LEFT - 8, y(mb) + 4, "%d" % mb, "end")
        q = queries * part // 4
        text(x(q), HEIGHT - BOTTOM + 20, "{:,}".format(q), "middle")
    text(LEFT - 8, TOP - 12, "MB", "end")
    text(WIDTH - RIGHT, HEIGHT - 12, "queries in one turn", "end")
    line(LEFT, y(limit), WIDTH - RIGHT, y(limit), "#888",
         ' stroke-dasharray="6 4"')
    text(WIDTH - RIGHT, y(limit) - 6, "memory_max_size", "end")
    for number, (mode, color, words) in enumerate(WAYS):
        died, rows = runs[mode]
        if died:
            failed = rows[-1][0] + 1
            rows = rows[:-1] or rows  # The last row is from after the turn.
        points = " ".join("%.1f,%.1f" % (x(q), y(mb)) for q, mb, _ in rows)
        dashes = ' stroke-dasharray="10 6"' if mode == "reuse" else ""
        out.append('<polyline points="%s" fill="none" stroke="%s" '
                   'stroke-width="2.5"%s/>' % (points, color, dashes))
        if died:
            q, mb, _ = rows[-1]
            out.append('<circle cx="%.1f" cy="%.1f" r="5" fill="%s"/>'
                       % (x(q), y(mb), color))
            text(x(q) + 10, y(mb) + 14, "out of memory in query %d" % failed,
                 color=color)
        up = TOP + 90 + 20 * number
        line(WIDTH - 280, up - 4, WIDTH - 250, up - 4, color,
             ' stroke-width="2.5"' + dashes)
        text(WIDTH - 240, up, words)
    return "\n".join(out + ["</svg>", ""])


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, target, *more = sys.argv[1:]
    queries, limit, *solver = more + ["1000", "200"][len(more):]
    runs = {}
    for mode, _, _ in WAYS:
        died, rows = runs[mode] = run(program, mode, [queries, limit, *solver])
        answered, last, spent = rows[-1]
        print("%-9s %7d queries  highest %6.1f MB  after the turn %6.1f MB  "
              "%8.1f us each%s"
              % (mode, answered, max(mb for _, mb, _ in rows), last,
                 1e6 * spent / max(answered, 1), "  OUT OF MEMORY" if died else ""),
              flush=True)
    with open(target, "w", encoding="utf-8") as file:
        file.write(draw(runs, float(limit), int(queries)))


if __name__ == "__main__":
    main()
