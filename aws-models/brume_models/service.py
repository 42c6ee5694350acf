"""Translates a service's metadata: identity, protocols, authentication and XML namespace."""

from .strict import TranslationError, require_known

KNOWN = {
    "apiVersion",
    "auth",
    "awsQueryCompatible",
    "checksumFormat",
    "endpointPrefix",
    "globalEndpoint",
    "jsonVersion",
    "protocol",
    "protocolSettings",
    "protocols",
    "serviceAbbreviation",
    "serviceFullName",
    "serviceId",
    "signatureVersion",
    "signingName",
    "targetPrefix",
    "uid",
    "xmlNamespace",
}
PROTOCOLS = {
    "ec2": "aws.protocols#ec2Query",
    "query": "aws.protocols#awsQuery",
    "rest-json": "aws.protocols#restJson1",
    "rest-xml": "aws.protocols#restXml",
    "smithy-rpc-v2-cbor": "smithy.protocols#rpcv2Cbor",
}
JSON_PROTOCOLS = {"1.0": "aws.protocols#awsJson1_0", "1.1": "aws.protocols#awsJson1_1"}
REST = {"rest-json", "rest-xml"}
XML = {"ec2", "query", "rest-xml"}
SIGNATURE_VERSIONS = {"v4", "s3", "s3v4"}


class ServiceFacts:
    """What the translation of shapes and operations needs to know about the service."""

    def __init__(self, model):
        self.metadata = model["metadata"]
        require_known("metadata", self.metadata, KNOWN)
        self.declared = self.metadata.get("protocols") or [self.metadata["protocol"]]
        if self.metadata["protocol"] not in self.declared:
            raise TranslationError("metadata: protocol is not one of protocols")
        self.rest = bool(REST.intersection(self.declared))
        self.xml = bool(XML.intersection(self.declared))
        self.rest_json = "rest-json" in self.declared
        self.rest_xml = "rest-xml" in self.declared
        self.query_errors = "query" in self.declared or "awsQueryCompatible" in self.metadata
        self.xml_namespace = self._xml_namespace(model)

    def traits(self):
        """The traits of the service shape."""
        metadata = self.metadata
        service = {"sdkId": metadata["serviceId"], "endpointPrefix": metadata["endpointPrefix"]}
        traits = {"aws.api#service": service, **self._authentication()}
        for protocol in self.declared:
            traits[self._protocol_trait(protocol)] = self._protocol_settings(protocol)
        if "awsQueryCompatible" in metadata:
            traits["aws.protocols#awsQueryCompatible"] = {}
        if self.xml_namespace:
            traits["smithy.api#xmlNamespace"] = {"uri": self.xml_namespace}
        return traits

    def _authentication(self):
        metadata = self.metadata
        if metadata["signatureVersion"] not in SIGNATURE_VERSIONS:
            raise TranslationError(f"metadata: signature version {metadata['signatureVersion']}")
        schemes = metadata.get("auth", ["aws.auth#sigv4"])
        require_known("metadata auth", schemes, {"aws.auth#sigv4", "aws.auth#sigv4a"})
        signing_name = metadata.get("signingName", metadata["endpointPrefix"])
        traits = {scheme: {"name": signing_name} for scheme in schemes}
        if len(schemes) > 1:
            traits["smithy.api#auth"] = list(schemes)
        return traits

    def _protocol_trait(self, protocol):
        if protocol == "json":
            return JSON_PROTOCOLS[self.metadata["jsonVersion"]]
        if protocol not in PROTOCOLS:
            raise TranslationError(f"metadata: no translation for protocol {protocol}")
        return PROTOCOLS[protocol]

    def _protocol_settings(self, protocol):
        # botocore's parser knows by itself that S3 answers errors without <ErrorResponse>; AWS's
        # own model states it with noErrorWrapping.
        if protocol == "rest-xml" and self.metadata["serviceId"] == "S3":
            return {"noErrorWrapping": True}
        settings = self.metadata.get("protocolSettings", {})
        require_known("metadata protocolSettings", settings, {"h2"})
        if settings.get("h2") == "eventstream":
            return {"http": ["http/1.1", "h2"], "eventStreamHttp": ["h2"]}
        if settings:
            raise TranslationError(f"metadata: no translation for h2 {settings['h2']}")
        return {}

    def _xml_namespace(self, model):
        """The service's namespace; for restXml, the one that all of its roots and payloads name."""
        stated = self.metadata.get("xmlNamespace")
        if stated or not self.rest_xml:
            return stated
        uses = [operation.get("input", {}) for operation in model["operations"].values()]
        for shape in model["shapes"].values():
            uses += shape.get("members", {}).values()
        uris = {use["xmlNamespace"]["uri"] for use in uses if "xmlNamespace" in use}
        if len(uris) > 1:
            raise TranslationError(f"more than one XML namespace: {sorted(uris)}")
        return uris.pop() if uris else None
