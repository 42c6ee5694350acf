"""Shapes and members: what Smithy says in other words than botocore.

Sources: the Smithy 2.0 specification, and botocore's serializers and parsers, which define what
its data means.
"""

import unittest

from service_under_translation import structure, traits, translated

from brume_models.strict import TranslationError


class XmlNames(unittest.TestCase):
    def test_a_flattened_list_marks_its_members_and_takes_the_name_of_its_element(self):
        shapes = translated(
            {
                "Tags": {
                    "type": "list",
                    "member": {"shape": "Text", "locationName": "Tag"},
                    "flattened": True,
                },
                "Holder": structure(
                    {"Tags": "Tags", "Other": {"shape": "Text", "locationName": "o"}}
                ),
            }
        )
        self.assertEqual({"xmlFlattened": {}, "xmlName": "Tag"}, traits(shapes, "Holder$Tags"))
        self.assertEqual({"xmlName": "o"}, traits(shapes, "Holder$Other"))
        self.assertNotIn("traits", shapes["Tags"])

    def test_a_payload_is_named_where_its_shape_is_not_its_root(self):
        shapes = translated(
            {
                "Hold": structure({}),
                "Renamed": structure(
                    {"Body": {"shape": "Hold", "locationName": "Body"}}, payload="Body"
                ),
                "Plain": structure(
                    {"Body": {"shape": "Hold", "locationName": "Hold"}}, payload="Body"
                ),
            }
        )
        self.assertEqual({"httpPayload": {}, "xmlName": "Body"}, traits(shapes, "Renamed$Body"))
        self.assertEqual({"httpPayload": {}}, traits(shapes, "Plain$Body"))

    def test_the_one_namespace_of_payloads_is_the_services(self):
        namespace = {"uri": "http://example.com/"}
        shapes = translated(
            {
                "Hold": structure({}),
                "Put": structure(
                    {"Body": {"shape": "Hold", "xmlNamespace": namespace}}, payload="Body"
                ),
            }
        )
        self.assertEqual(namespace, traits(shapes, "Demo")["xmlNamespace"])
        self.assertEqual({"httpPayload": {}}, traits(shapes, "Put$Body"))

    def test_a_namespace_of_a_shape_is_on_the_members_that_target_it(self):
        namespace = {"prefix": "xsi", "uri": "http://www.w3.org/2001/XMLSchema-instance"}
        kind = {"shape": "Text", "locationName": "xsi:type", "xmlAttribute": True}
        shapes = translated(
            {
                "Grantee": structure({"Type": kind}, xmlNamespace=namespace),
                "Grant": structure({"Grantee": "Grantee"}),
            }
        )
        self.assertEqual({"xmlNamespace": namespace}, traits(shapes, "Grant$Grantee"))
        self.assertEqual({}, traits(shapes, "Grantee"))
        self.assertEqual(
            {"xmlAttribute": {}, "xmlName": "xsi:type"}, traits(shapes, "Grantee$Type")
        )

    def test_ec2_sends_the_query_name_and_answers_the_location_name(self):
        member = {"shape": "Text", "locationName": "addressSet", "queryName": "Addresses"}
        shapes = translated({"S": structure({"A": member})}, metadata={"protocol": "ec2"})
        self.assertEqual(
            {"xmlName": "addressSet", "aws.protocols#ec2QueryName": "Addresses"},
            traits(shapes, "S$A"),
        )


class Streams(unittest.TestCase):
    def test_a_blob_streamed_by_some_members_only_becomes_two_shapes(self):
        shapes = translated(
            {
                "Body": {"type": "blob"},
                "Whole": structure({"Body": "Body"}),
                "Streamed": structure(
                    {"Body": {"shape": "Body", "streaming": True}}, payload="Body"
                ),
            }
        )
        self.assertEqual({"streaming": {}}, traits(shapes, "StreamingBody"))
        self.assertEqual({}, traits(shapes, "Body"))
        self.assertEqual(
            "com.amazonaws.demo#StreamingBody", shapes["Streamed"]["members"]["Body"]["target"]
        )
        self.assertEqual("", traits(shapes, "Streamed$Body")["default"])
        self.assertEqual("com.amazonaws.demo#Body", shapes["Whole"]["members"]["Body"]["target"])

    def test_an_event_stream_is_a_streaming_union(self):
        shapes = translated(
            {
                "Record": structure(
                    {"Payload": {"shape": "Text", "eventpayload": True}}, event=True
                ),
                "Records": structure({"Record": "Record"}, eventstream=True),
            }
        )
        self.assertEqual("union", shapes["Records"]["type"])
        self.assertEqual({"streaming": {}}, traits(shapes, "Records"))
        self.assertEqual({"eventPayload": {}}, traits(shapes, "Record$Payload"))


class Names(unittest.TestCase):
    def test_of_names_that_differ_by_case_only_the_simple_type_gives_way(self):
        shapes = translated(
            {
                "endpoint": {"type": "string"},
                "Endpoint": structure({"Url": "endpoint"}),
            }
        )
        self.assertEqual("structure", shapes["Endpoint"]["type"])
        self.assertEqual(
            "com.amazonaws.demo#endpointString", shapes["Endpoint"]["members"]["Url"]["target"]
        )

    def test_enum_values_are_exact_and_their_names_distinct(self):
        shapes = translated({"E": {"type": "string", "enum": ["a-b", "a_b", "A_B", "2xx", "s3:*"]}})
        values = {
            name: member["traits"]["smithy.api#enumValue"]
            for name, member in shapes["E"]["members"].items()
        }
        self.assertEqual(
            {"a_b": "a-b", "a_b_2": "a_b", "A_B_3": "A_B", "V2xx": "2xx", "s3__": "s3:*"}, values
        )

    def test_a_uri_member_leaves_the_json_name_to_the_body_member_that_sends_it(self):
        shapes = translated(
            {
                "Put": structure(
                    {
                        "httpMethod": {
                            "shape": "Text",
                            "location": "uri",
                            "locationName": "http_method",
                        },
                        "integrationHttpMethod": {"shape": "Text", "locationName": "httpMethod"},
                    }
                )
            },
            metadata={"protocol": "rest-json"},
        )
        self.assertEqual("httpMethod", traits(shapes, "Put$integrationHttpMethod")["jsonName"])
        self.assertEqual("http_method", traits(shapes, "Put$httpMethod")["jsonName"])


class Errors(unittest.TestCase):
    def test_query_services_carry_code_and_status(self):
        error = {"code": "Demo.Gone", "httpStatusCode": 404, "senderFault": True}
        shapes = translated(
            {"Gone": structure({}, exception=True, error=error)},
            metadata={"protocol": "query", "xmlNamespace": "http://example.com/"},
        )
        expected = {
            "error": "client",
            "httpError": 404,
            "aws.protocols#awsQueryError": {"code": "Demo.Gone", "httpResponseCode": 404},
        }
        self.assertEqual(expected, traits(shapes, "Gone"))

    def test_a_fault_or_a_status_from_500_on_is_the_servers(self):
        shapes = translated(
            {
                "Fault": structure({}, exception=True, fault=True),
                "Down": structure({}, exception=True, error={"httpStatusCode": 503}),
            }
        )
        self.assertEqual({"error": "server"}, traits(shapes, "Fault"))
        self.assertEqual({"error": "server", "httpError": 503}, traits(shapes, "Down"))


class Constraints(unittest.TestCase):
    def test_bounds_are_a_range_of_numbers_and_a_length_of_the_rest(self):
        shapes = translated(
            {
                "Number": {"type": "integer", "min": 1, "max": 10},
                "Blob": {"type": "blob", "max": 5},
                "Word": {"type": "string", "min": 0, "pattern": "[a-z]*"},
            }
        )
        self.assertEqual({"range": {"min": 1, "max": 10}}, traits(shapes, "Number"))
        self.assertEqual({"length": {"max": 5}}, traits(shapes, "Blob"))
        self.assertEqual({"length": {"min": 0}, "pattern": "[a-z]*"}, traits(shapes, "Word"))

    def test_prose_is_dropped_and_deprecation_stays(self):
        shapes = translated(
            {
                "Old": {
                    "type": "string",
                    "documentation": "<p>Words.</p>",
                    "deprecated": True,
                    "deprecatedMessage": "More words.",
                }
            }
        )
        self.assertEqual({"type": "string", "traits": {"smithy.api#deprecated": {}}}, shapes["Old"])


class Strictness(unittest.TestCase):
    def test_an_unknown_key_of_a_member_is_refused(self):
        with self.assertRaisesRegex(TranslationError, r"demo: S\$A: no translation for newKey"):
            translated({"S": structure({"A": {"shape": "Text", "newKey": True}})})

    def test_a_wire_name_that_the_json_protocol_would_ignore_is_refused(self):
        with self.assertRaisesRegex(TranslationError, r"S\$A: a wire name"):
            translated(
                {"S": structure({"A": {"shape": "Text", "locationName": "a"}})},
                metadata={"protocol": "json", "jsonVersion": "1.1"},
            )


if __name__ == "__main__":
    unittest.main()
