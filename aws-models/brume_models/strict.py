"""Refuses what the translation does not know, so that a new botocore key is never lost."""


class TranslationError(Exception):
    """The botocore data says something this tool has no translation for."""


def require_known(place, entry, *known):
    """Raises when an entry of botocore's data has a key beyond the known ones."""
    unknown = set(entry).difference(*known)
    if unknown:
        raise TranslationError(f"{place}: no translation for {', '.join(sorted(unknown))}")


def deprecated(entry):
    """The deprecated trait of an entry, without its message, which is prose."""
    return {"smithy.api#deprecated": {}} if entry.get("deprecated") else {}


PROSE = {"documentation", "documentationUrl", "deprecatedMessage", "deprecatedSince"}
