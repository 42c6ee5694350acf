"""Translates botocore's shapes and members into Smithy shapes with traits."""

from . import naming
from .strict import PROSE, TranslationError, deprecated, require_known

SIMPLE = {"blob", "boolean", "double", "float", "integer", "long", "string", "timestamp"}
NUMBERS = {"double", "float", "integer", "long"}
LENGTHS = {"blob", "list", "map", "string"}
TIMESTAMP_FORMATS = {
    "iso8601": "date-time",
    "rfc822": "http-date",
    "unixTimestamp": "epoch-seconds",
}
SHAPE_KEYS = {"type", "deprecated", "sensitive", "box", *PROSE}
# Client-side or redundant: box tells SDKs of optional primitives, event marks what the stream's
# union lists already, synthetic marks shapes added for SDKs, xmlOrder repeats the member order.
IGNORED_STRUCTURE_KEYS = {"event", "synthetic", "xmlOrder"}
STRUCTURE_KEYS = {
    "members",
    "required",
    "payload",
    "union",
    "eventstream",
    "document",
    "exception",
    "error",
    "fault",
    "retryable",
    "locationName",
    "xmlNamespace",
}
# contextParam names a member that selects an endpoint, which is the client's business.
MEMBER_KEYS = {
    "shape",
    "location",
    "locationName",
    "queryName",
    "flattened",
    "xmlAttribute",
    "xmlNamespace",
    "streaming",
    "eventpayload",
    "eventheader",
    "idempotencyToken",
    "hostLabel",
    "enum",
    "jsonvalue",
    "timestampFormat",
    "deprecated",
    "box",
    "contextParam",
    *PROSE,
}
LOCATION_TRAITS = {
    "header": "smithy.api#httpHeader",
    "headers": "smithy.api#httpPrefixHeaders",
    "querystring": "smithy.api#httpQuery",
}
MARKERS = {
    "idempotencyToken": "smithy.api#idempotencyToken",
    "hostLabel": "smithy.api#hostLabel",
    "xmlAttribute": "smithy.api#xmlAttribute",
    "eventpayload": "smithy.api#eventPayload",
    "eventheader": "smithy.api#eventHeader",
}


class Shapes:
    """The shapes of one service, translated; ``roots`` gives traits of inputs as XML roots."""

    def __init__(self, facts, namespace, botocore_shapes, roots):
        self._facts = facts
        self._namespace = namespace
        self._source = botocore_shapes
        self._roots = roots
        self._names = naming.distinct_shape_names(botocore_shapes)
        self._streaming = self._streaming_blobs()
        self._extra = {}

    def translate(self):
        """Returns every shape by its absolute id, sorted by id."""
        shapes = {self.id(name): self._shape(name, shape) for name, shape in self._source.items()}
        shapes.update(self._extra)
        return dict(sorted(shapes.items()))

    def id(self, name):
        """The absolute id of a shape of this service."""
        return f"{self._namespace}#{self._names.get(name, name)}"

    def _streaming_blobs(self):
        """Maps each blob that some member streams to the name of its streaming shape.

        botocore marks the member, Smithy the shape: a blob that other members do not stream
        keeps its name for those, and the streamed one becomes a shape of its own.
        """
        streamed, whole = set(), set()
        for shape in self._source.values():
            for member in shape.get("members", {}).values():
                (streamed if member.get("streaming") else whole).add(member["shape"])
        return {name: f"Streaming{name}" if name in whole else name for name in streamed}

    def _shape(self, name, shape):
        kind = shape["type"]
        if kind == "structure":
            return self._structure(name, shape)
        traits = {**deprecated(shape), **_sensitive(shape)}
        if kind == "list":
            require_known(
                name,
                shape,
                SHAPE_KEYS,
                {"member", "min", "max", "flattened", "sparse", "locationName"},
            )
            body = {"type": "list", "member": self._element(name, shape["member"], "member")}
            return _with_traits(body, {**traits, **_collection(name, shape)})
        if kind == "map":
            require_known(
                name, shape, SHAPE_KEYS, {"key", "value", "min", "max", "flattened", "sparse"}
            )
            body = {
                "type": "map",
                "key": self._element(name, shape["key"], "key"),
                "value": self._element(name, shape["value"], "value"),
            }
            return _with_traits(body, {**traits, **_collection(name, shape)})
        if kind in SIMPLE:
            return self._simple(name, shape, traits)
        raise TranslationError(f"{name}: no translation for type {kind}")

    def _simple(self, name, shape, traits):
        kind = shape["type"]
        require_known(
            name,
            shape,
            SHAPE_KEYS,
            {"enum", "pattern", "min", "max", "timestampFormat", "streaming", "requiresLength"},
        )
        traits.update(_constraints(name, shape))
        if "timestampFormat" in shape:
            traits["smithy.api#timestampFormat"] = TIMESTAMP_FORMATS[shape["timestampFormat"]]
        if shape.get("streaming") or self._streaming.get(name) == name:
            traits["smithy.api#streaming"] = {}
        elif name in self._streaming:
            streaming = {**traits, "smithy.api#streaming": {}}
            self._extra[self.id(self._streaming[name])] = {"type": kind, "traits": streaming}
        if shape.get("requiresLength"):
            traits["smithy.api#requiresLength"] = {}
        if "enum" in shape:
            return _with_traits(_enum(name, shape["enum"]), traits)
        return _with_traits({"type": kind}, traits)

    def _structure(self, name, shape):
        require_known(name, shape, SHAPE_KEYS, STRUCTURE_KEYS, IGNORED_STRUCTURE_KEYS)
        if shape.get("document"):
            return _with_traits({"type": "document"}, {**deprecated(shape), **_sensitive(shape)})
        union = shape.get("union") or shape.get("eventstream")
        required = set(shape.get("required", ()))
        members = {}
        for member_name, member in shape["members"].items():
            traits = {"smithy.api#required": {}} if member_name in required and not union else {}
            if self._streams_bytes(member) and not traits:
                # Smithy wants one of required and default of a streaming blob.
                traits["smithy.api#default"] = ""
            traits.update(self._member_traits(name, shape, member_name, member))
            target = {"target": self.id(self._member_target(name, member_name, member))}
            members[member_name] = _with_traits(target, traits)
        self._separate_json_names(shape, members)
        body = {"type": "union" if union else "structure", "members": members}
        return _with_traits(body, self._structure_traits(name, shape))

    def _separate_json_names(self, shape, members):
        """Gives a member of the URI its label as JSON name where a body member takes its name.

        API Gateway's PutIntegration sends ``httpMethod`` in the body for another member than the
        one of that name, which is in the URI. Smithy wants distinct names even so.
        """
        taken = {member.get("traits", {}).get("smithy.api#jsonName") for member in members.values()}
        for name in taken & members.keys():
            if shape["members"][name].get("location") == "uri":
                members[name]["traits"]["smithy.api#jsonName"] = shape["members"][name][
                    "locationName"
                ]

    def _structure_traits(self, name, shape):
        traits = {**deprecated(shape), **_sensitive(shape)}
        if shape.get("eventstream"):
            traits["smithy.api#streaming"] = {}
        traits.update(self._error(name, shape))
        if shape.get("locationName", name) != name:
            traits["smithy.api#xmlName"] = shape["locationName"]
        traits.update(self._roots.get(name, {}))
        return traits

    def _error(self, name, shape):
        if not shape.get("exception"):
            return {}
        error = shape.get("error", {})
        require_known(f"{name} error", error, {"code", "httpStatusCode", "senderFault"})
        status = error.get("httpStatusCode")
        server = shape.get("fault") or (status or 400) >= 500
        traits = {"smithy.api#error": "server" if server else "client"}
        if status:
            traits["smithy.api#httpError"] = status
        if "code" in error and self._facts.query_errors:
            default_status = 500 if server else 400
            query_error = {"code": error["code"], "httpResponseCode": status or default_status}
            traits["aws.protocols#awsQueryError"] = query_error
        elif error.get("code", name) != name:
            raise TranslationError(f"{name}: error code {error['code']} without a query protocol")
        if "retryable" in shape:
            require_known(f"{name} retryable", shape["retryable"], {"throttling"})
            throttling = shape["retryable"].get("throttling")
            traits["smithy.api#retryable"] = {"throttling": True} if throttling else {}
        return traits

    def _member_target(self, structure_name, member_name, member):
        target = member["shape"]
        if member.get("streaming"):
            return self._streaming[target]
        if "enum" in member:
            # API Gateway v2 restricts two members whose shape is the plain string type.
            target = structure_name + member_name
            self._extra[self.id(target)] = _enum(target, member["enum"])
        return target

    def _streams_bytes(self, member):
        return member.get("streaming") or self._source[member["shape"]].get("streaming")

    def _member_traits(self, structure_name, structure, name, member):
        place = f"{structure_name}${name}"
        require_known(place, member, MEMBER_KEYS)
        traits = deprecated(member)
        for key, trait in MARKERS.items():
            if member.get(key):
                traits[trait] = {}
        if member.get("jsonvalue"):
            traits["smithy.api#mediaType"] = "application/json"
        if "timestampFormat" in member:
            traits["smithy.api#timestampFormat"] = TIMESTAMP_FORMATS[member["timestampFormat"]]
        if "location" in member:
            traits.update(self._location(place, name, member))
        elif structure.get("payload") == name:
            traits["smithy.api#httpPayload"] = {}
            if self._facts.xml:
                # The name of a payload's root is by default that of its shape.
                traits.update(self._xml_naming(member["shape"], member))
        else:
            traits.update(self._body_naming(place, name, member))
        return traits

    def _location(self, place, name, member):
        if not self._facts.rest:
            raise TranslationError(f"{place}: an HTTP location without an HTTP-bound protocol")
        location = member["location"]
        if location == "uri":
            return {"smithy.api#httpLabel": {}}
        if location == "statusCode":
            return {"smithy.api#httpResponseCode": {}}
        if location == "querystring" and self._source[member["shape"]]["type"] == "map":
            return {"smithy.api#httpQueryParams": {}}
        if location not in LOCATION_TRAITS:
            raise TranslationError(f"{place}: no translation for location {location}")
        traits = {LOCATION_TRAITS[location]: member.get("locationName", name)}
        if location == "header" and member.get("locationName", name).lower() == "content-length":
            # AWS binds it where the length is that of the object; Smithy calls that a danger.
            traits["smithy.api#suppress"] = ["HttpHeaderTrait"]
        return traits

    def _body_naming(self, place, name, member):
        wire_name = member.get("locationName", name)
        if self._facts.xml:
            return self._xml_naming(name, member)
        if wire_name == name:
            return {}
        if self._facts.rest_json:
            return {"smithy.api#jsonName": wire_name}
        raise TranslationError(f"{place}: a wire name where the protocol takes the member's name")

    def _xml_naming(self, name, entry):
        """The XML traits of a member, or of an input as a root."""
        traits = {}
        target = self._source.get(entry.get("shape"), {})
        flattened = entry.get("flattened") or ("shape" in entry and target.get("flattened"))
        wire_name = entry.get("locationName", target.get("locationName", name))
        if flattened:
            traits["smithy.api#xmlFlattened"] = {}
            # A flattened list has no wrapper: where its element has a name, that one is sent.
            wire_name = target.get("member", {}).get("locationName", wire_name)
        if wire_name != name:
            traits["smithy.api#xmlName"] = wire_name
        if "queryName" in entry:
            traits["aws.protocols#ec2QueryName"] = entry["queryName"]
        traits.update(self._xml_namespace(entry))
        return traits

    def _xml_namespace(self, entry):
        # botocore lets a member inherit its shape's namespace; Smithy looks at the member alone.
        target = self._source.get(entry.get("shape"), {})
        namespace = entry.get("xmlNamespace", target.get("xmlNamespace"))
        if not namespace or namespace["uri"] == self._facts.xml_namespace:
            return {}
        return {"smithy.api#xmlNamespace": dict(sorted(namespace.items(), reverse=True))}

    def input_root(self, name, entry):
        """The traits which an operation's use of its input gives the input as an XML root."""
        return self._xml_naming(
            name, {key: value for key, value in entry.items() if key != "shape"}
        )

    def _element(self, name, entry, default_wire_name):
        require_known(f"{name} {default_wire_name}", entry, {"shape", "locationName"}, PROSE)
        traits = {}
        if entry.get("locationName", default_wire_name) != default_wire_name:
            traits["smithy.api#xmlName"] = entry["locationName"]
        traits.update(self._xml_namespace(entry))
        return _with_traits({"target": self.id(entry["shape"])}, traits)


def _with_traits(body, traits):
    return {**body, "traits": traits} if traits else body


def _sensitive(shape):
    return {"smithy.api#sensitive": {}} if shape.get("sensitive") else {}


def _collection(name, shape):
    traits = _constraints(name, shape)
    if shape.get("sparse"):
        traits["smithy.api#sparse"] = {}
    return traits


def _constraints(name, shape):
    traits = {}
    bounds = {bound: shape[bound] for bound in ("min", "max") if bound in shape}
    if bounds and shape["type"] in NUMBERS:
        traits["smithy.api#range"] = bounds
    elif bounds and shape["type"] in LENGTHS:
        traits["smithy.api#length"] = bounds
    elif bounds:
        raise TranslationError(f"{name}: no translation for bounds of a {shape['type']}")
    if "pattern" in shape:
        traits["smithy.api#pattern"] = shape["pattern"]
    return traits


def _enum(name, values):
    if "" in values:
        raise TranslationError(f"{name}: an empty enum value")
    members = {
        member: {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": value}}
        for value, member in naming.enum_member_names(values).items()
    }
    return {"type": "enum", "members": members}
