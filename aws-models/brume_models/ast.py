"""Writes a Smithy JSON AST with one shape a line, so that a change of a shape is a line's diff."""

import json


def render(ast):
    """Returns the text of an AST file: stable, compact, one metadata entry and one shape a line."""
    lines = ['{"smithy":' + _compact(ast["smithy"]) + ","]
    lines += _block("metadata", ast["metadata"], ",")
    lines += _block("shapes", ast["shapes"], "")
    lines.append("}")
    return "\n".join(lines) + "\n"


def _block(name, entries, end):
    body = [f"{_compact(key)}:{_compact(value)}" for key, value in entries.items()]
    return [f'"{name}":{{', *(line + "," for line in body[:-1]), *body[-1:], "}" + end]


def _compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
