"""Translates botocore's operations: HTTP binding, authentication, checksums, paging, waiters."""

import re

from .own_traits import HTTP_CHECKSUM
from .strict import PROSE, TranslationError, deprecated, require_known

KNOWN = {
    "name",
    "http",
    "input",
    "output",
    "errors",
    "idempotent",
    "readonly",
    "deprecated",
    "auth",
    "authtype",
    "unsignedPayload",
    "endpoint",
    "httpChecksum",
    "httpChecksumRequired",
    "requestcompression",
    *PROSE,
}
# How SDKs find an endpoint: the client's business.
IGNORED = {
    "endpointdiscovery",
    "endpointoperation",
    "staticContextParams",
    "operationContextParams",
}
CHECKSUM_KEYS = {
    "requestAlgorithmMember",
    "requestChecksumRequired",
    "requestValidationModeMember",
    "responseAlgorithms",
}
REQUIRED_AUTHENTICATION = {None, "v4"}


class Operations:
    """The operations of one service, translated."""

    def __init__(self, facts, shape_id, model, paginated, waitable):
        self._facts = facts
        self._shape_id = shape_id
        self._model = model
        self._paginated = paginated
        self._waitable = waitable

    def translate(self):
        """Returns every operation by its absolute id, sorted by id."""
        operations = self._model["operations"]
        translated = {name: self._operation(name, operations[name]) for name in sorted(operations)}
        if self._facts.rest:
            _separate_uris(translated)
        return {self._shape_id(name): operation for name, operation in translated.items()}

    def _operation(self, name, operation):
        require_known(name, operation, KNOWN, IGNORED)
        if operation["name"] != name:
            raise TranslationError(f"{name}: named {operation['name']}")
        body = {"type": "operation"}
        for direction in ("input", "output"):
            target = operation.get(direction, {}).get("shape")
            body[direction] = {"target": self._shape_id(target) if target else "smithy.api#Unit"}
        require_known(
            f"{name} output", operation.get("output", {}), {"shape", "resultWrapper"}, PROSE
        )
        wrapper = operation.get("output", {}).get("resultWrapper", name + "Result")
        if wrapper != name + "Result":
            raise TranslationError(f"{name}: result wrapper {wrapper}")
        if operation.get("errors"):
            errors = dict.fromkeys(error["shape"] for error in operation["errors"])
            body["errors"] = [{"target": self._shape_id(error)} for error in errors]
        traits = self._traits(name, operation)
        return {**body, "traits": traits} if traits else body

    def _traits(self, name, operation):
        traits = deprecated(operation)
        if self._facts.rest:
            traits["smithy.api#http"] = self._http(name, operation)
        for key in ("readonly", "idempotent"):
            if operation.get(key):
                traits["smithy.api#" + key] = {}
        traits.update(_authentication(name, operation))
        if "endpoint" in operation:
            require_known(f"{name} endpoint", operation["endpoint"], {"hostPrefix"})
            traits["smithy.api#endpoint"] = operation["endpoint"]
        traits.update(_checksum(name, operation))
        if "requestcompression" in operation:
            require_known(
                f"{name} requestcompression", operation["requestcompression"], {"encodings"}
            )
            traits["smithy.api#requestCompression"] = operation["requestcompression"]
        if name in self._paginated:
            traits["smithy.api#paginated"] = self._paginated[name]
            traits.update(self._suppressed(operation, self._paginated[name]))
        if name in self._waitable:
            traits["smithy.waiters#waitable"] = self._waitable[name]
        return traits

    def _suppressed(self, operation, paginated):
        """DynamoDB pages with a map as token, which Smithy reports as a danger."""
        shapes = self._model["shapes"]
        member = shapes[operation["input"]["shape"]]["members"][paginated["inputToken"]]
        if shapes[member["shape"]]["type"] == "string":
            return {}
        return {"smithy.api#suppress": ["PaginatedTrait.WrongShapeType"]}

    def _http(self, name, operation):
        binding = operation["http"]
        require_known(f"{name} http", binding, {"method", "requestUri", "responseCode"})
        uri = binding["requestUri"]
        input_shape = operation.get("input", {}).get("shape")
        members = self._model["shapes"][input_shape]["members"] if input_shape else {}
        for member_name, member in members.items():
            if member.get("location") == "uri":
                label = member.get("locationName", member_name)
                uri = uri.replace(f"{{{label}}}", f"{{{member_name}}}")
                uri = uri.replace(f"{{{label}+}}", f"{{{member_name}+}}")
        return {"method": binding["method"], "uri": uri, "code": binding.get("responseCode", 200)}


def _separate_uris(operations):
    """Makes method and URI name one operation each, as Smithy demands, in the way of AWS's model.

    Some operations of S3 differ in a header or a query member only. A deprecated one has a
    successor which takes the same requests and answers in its stead: it is left out. The others
    get the literal ``x-id=<operation>``, which newer clients send and older ones do not.
    """
    by_route = {}
    for name, operation in operations.items():
        binding = operation["traits"]["smithy.api#http"]
        route = binding["method"], re.sub(r"{[^}+]*", "{", binding["uri"])
        by_route.setdefault(route, []).append(name)
    for names in by_route.values():
        if len(names) == 1:
            continue
        current = [
            name for name in names if "smithy.api#deprecated" not in operations[name]["traits"]
        ]
        for name in set(names).difference(current):
            del operations[name]
        for name in current if len(current) > 1 else ():
            binding = operations[name]["traits"]["smithy.api#http"]
            binding["uri"] += f"{'&' if '?' in binding['uri'] else '?'}x-id={name}"


def _authentication(name, operation):
    traits = {}
    schemes = operation.get("auth", [])
    kind = operation.get("authtype")
    if schemes == ["smithy.api#noAuth"] or kind == "none":
        traits["smithy.api#auth"] = []
        traits["smithy.api#optionalAuth"] = {}
    elif schemes:
        require_known(f"{name} auth", schemes, {"aws.auth#sigv4", "aws.auth#sigv4a"})
        traits["smithy.api#auth"] = schemes
    if operation.get("unsignedPayload") or kind == "v4-unsigned-body":
        traits["aws.auth#unsignedPayload"] = {}
    elif kind not in REQUIRED_AUTHENTICATION and kind != "none":
        raise TranslationError(f"{name}: no translation for authtype {kind}")
    return traits


def _checksum(name, operation):
    traits = {}
    if operation.get("httpChecksumRequired"):
        traits["smithy.api#httpChecksumRequired"] = {}
    if "httpChecksum" in operation:
        checksum = operation["httpChecksum"]
        require_known(f"{name} httpChecksum", checksum, CHECKSUM_KEYS)
        # aws.protocols#httpChecksum of the pinned Smithy release refuses S3's newer algorithms.
        traits[HTTP_CHECKSUM] = checksum
    return traits
