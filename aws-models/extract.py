#!/usr/bin/env python3
"""Extracts the project's AWS API descriptions from botocore's data files.

Run ``python3 aws-models/extract.py`` to regenerate every file under ``aws-models/models``, and
``python3 aws-models/extract.py --check`` to verify that the committed files equal a fresh
extraction. README.md in this folder says what is translated, and what is left out and why.
"""

import sys

from brume_models.command import main

if __name__ == "__main__":
    sys.exit(main())
