"""Names which botocore's data does not state: namespaces, service shapes and enum members."""

import re

from .strict import TranslationError


def namespace(service_id):
    """The namespace AWS itself publishes a service under: its id in lower case, letters only."""
    return "com.amazonaws." + re.sub(r"[^a-z0-9]", "", service_id.lower())


def service_shape_name(metadata):
    """The target prefix, which the RPC protocols send; without one, the service id."""
    return metadata.get("targetPrefix") or re.sub(r"[^A-Za-z0-9]", "", metadata["serviceId"])


def distinct_shape_names(shapes):
    """Maps each botocore shape to a name that no other shape has, whatever its case.

    Smithy compares names without case; botocore has pairs such as SNS's ``Endpoint`` and
    ``endpoint``. One of a pair is always a simple type, whose name no client ever sees: that one
    gets its type appended.
    """
    names, taken = {}, set()
    for name in sorted(shapes, key=lambda name: (shapes[name]["type"] != "structure", name)):
        kind = shapes[name]["type"]
        distinct = name if name.lower() not in taken else name + kind.capitalize()
        if distinct.lower() in taken or (distinct != name and kind == "structure"):
            raise TranslationError(
                f"{name}: no name that differs from the others by more than case"
            )
        taken.add(distinct.lower())
        names[name] = distinct
    return names


def enum_member_names(values):
    """Maps each enum value to a member name that no other value has, whatever its case."""
    names = {}
    taken = set()
    for value in values:
        base = re.sub(r"[^A-Za-z0-9_]", "_", value)
        if not re.match(r"_*[A-Za-z]", base):
            base = "V" + base
        name = base
        number = 2
        while name.lower() in taken:
            name = f"{base}_{number}"
            number += 1
        taken.add(name.lower())
        names[value] = name
    return names
