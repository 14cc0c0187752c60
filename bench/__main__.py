"""`./run bench`: every promise in figures (design section 12), as ratios in one run.

Without a word after it, pages and PDF; `drafters`, 200 people writing at once on
PostgreSQL; `writers`, two browsers in one part for a minute; `checks`, all 45 of them on
a long strategy; `imports`, files of 50,000 figures.
"""

import sys
from importlib import import_module

KINDS = {
    "pages": "bench.pages",
    "drafters": "bench.drafters",
    "writers": "bench.writers",
    "thread": "bench.thread",
    "checks": "bench.checks",
    "imports": "bench.imports",
}


def main() -> None:
    kind = sys.argv[1] if len(sys.argv) > 1 else "pages"
    if kind not in KINDS:
        raise SystemExit(f"./run bench [{' | '.join(KINDS)}]")
    import_module(KINDS[kind]).main()


if __name__ == "__main__":
    main()
