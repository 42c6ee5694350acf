"""The command line of the extraction tool."""

import argparse
import sys
import tempfile
from pathlib import Path

from . import pinned
from .ast import render
from .source import Botocore, SourceError, download
from .translation import TranslationError, translate

MODELS = Path(__file__).resolve().parent.parent / "models"


def main(arguments=None):
    """Extracts or checks; returns the exit status: 0, 1 when a check fails, 2 on an error."""
    options = _parser().parse_args(arguments)
    try:
        if options.botocore_path:
            return _run(options, Botocore(options.botocore_path))
        with tempfile.TemporaryDirectory() as folder:
            return _run(options, Botocore(download(options.botocore_version, folder)))
    except (SourceError, TranslationError) as error:
        print(f"extract.py: {error}", file=sys.stderr)
        return 2


def _parser():
    parser = argparse.ArgumentParser(description="Extracts AWS API descriptions from botocore.")
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--botocore-version",
        default=pinned.BOTOCORE_VERSION,
        help="release to download with pip (default: the pinned %(default)s)",
    )
    source.add_argument(
        "--botocore-path", help="a botocore wheel, or the folder which holds the botocore package"
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail when a committed extract differs from a fresh one",
    )
    parser.add_argument(
        "services", nargs="*", metavar="SERVICE", help="only these (default: every pinned service)"
    )
    return parser


def _run(options, botocore):
    services = options.services or pinned.SERVICES
    texts = {service: render(translate(botocore.service_files(service))) for service in services}
    if options.check:
        return _check(texts, complete=not options.services)
    MODELS.mkdir(exist_ok=True)
    for service, text in texts.items():
        (MODELS / f"{service}.json").write_text(text, encoding="utf-8")
    print(f"{len(texts)} services extracted from botocore {botocore.version}")
    return 0


def _check(texts, complete):
    differing = []
    for service, text in texts.items():
        file = MODELS / f"{service}.json"
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            differing.append(f"{file.name} differs from a fresh extraction")
    if complete:
        expected = {f"{service}.json" for service in texts}
        unexpected = sorted({file.name for file in MODELS.glob("*.json")} - expected)
        differing += [f"{name} is not a pinned service" for name in unexpected]
    for line in differing:
        print(line, file=sys.stderr)
    if not differing:
        print(f"{len(texts)} extracts are up to date")
    return 1 if differing else 0
