"""Traits of the project's own that extracts use; an extract defines those which it uses."""

HTTP_CHECKSUM = "brume.protocols#httpChecksum"
_ALGORITHMS = "brume.protocols#ChecksumAlgorithms"
_DEFINITIONS = {
    HTTP_CHECKSUM: {
        HTTP_CHECKSUM: {
            "type": "structure",
            "members": {
                "requestAlgorithmMember": {"target": "smithy.api#String"},
                "requestChecksumRequired": {"target": "smithy.api#Boolean"},
                "requestValidationModeMember": {"target": "smithy.api#String"},
                "responseAlgorithms": {"target": _ALGORITHMS},
            },
            "traits": {"smithy.api#trait": {"selector": "operation"}},
        },
        _ALGORITHMS: {"type": "list", "member": {"target": "smithy.api#String"}},
    },
}


def used_definitions(shapes):
    """The definitions of those own traits that some of the translated shapes have."""
    used = {trait for shape in shapes.values() for trait in shape.get("traits", {})}
    definitions = {}
    for trait in sorted(used & _DEFINITIONS.keys()):
        definitions.update(_DEFINITIONS[trait])
    return definitions
