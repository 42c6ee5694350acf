"""MkDocs' hook: puts the table of a service's operations into its page, in place of <!-- support: ID… -->.

The operations are those of docs/coverage.md, which ./brume docs generates from the code.
"""

import re
from pathlib import Path

COVERAGE = Path(__file__).resolve().parent.parent / "docs" / "coverage.md"
MARK = re.compile(r"<!-- support: ([a-z0-9 ]+) -->")


def operations(text, name):
    """The operations of a section of the document: a set of those that are done, and one of the others."""
    section = re.search(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", text, re.M | re.S).group(1)
    sets = []
    for head in ("Done", "Missing"):
        names = re.search(rf"^{head}: (.*?)\.\n", section, re.M | re.S).group(1)
        sets.append(set() if names == "none" else set(re.split(r",\s+", names)))
    return sets


def table(text, service):
    name = re.search(rf"^\| (.+?) \| `{service}` \|", text, re.M).group(1)
    done, missing = operations(text, name)
    rows = [f"| {operation} | {'yes' if operation in done else 'no: 501'} |" for operation in sorted(done | missing)]
    head = f"{name}: {len(done)} of {len(done) + len(missing)} operations.\n\n| operation | done |\n| --- | --- |\n"
    return head + "\n".join(rows) + "\n"


def on_page_markdown(markdown, **_):
    text = COVERAGE.read_text("utf-8")
    return MARK.sub(lambda mark: "\n".join(table(text, service) for service in mark.group(1).split()), markdown)
