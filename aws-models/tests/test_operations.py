"""Operations and services: bindings, protocols, authentication, paging and waiting.

Sources: the Smithy 2.0 specification and its AWS traits; AWS's own model of S3 for ``x-id``.
"""

import unittest

from service_under_translation import get, structure, traits, translated

from brume_models.strict import TranslationError


class Services(unittest.TestCase):
    def test_every_declared_protocol_is_a_trait_and_the_target_prefix_names_the_service(self):
        shapes = translated(
            metadata={
                "protocol": "smithy-rpc-v2-cbor",
                "protocols": ["smithy-rpc-v2-cbor", "json", "query"],
                "jsonVersion": "1.0",
                "awsQueryCompatible": {},
                "targetPrefix": "DemoVersion2020",
                "signingName": "signed",
                "xmlNamespace": "http://example.com/",
            }
        )
        service = traits(shapes, "DemoVersion2020")
        self.assertEqual({"sdkId": "Demo", "endpointPrefix": "demo"}, service["aws.api#service"])
        self.assertEqual({"name": "signed"}, service["aws.auth#sigv4"])
        protocols = {"rpcv2Cbor", "awsJson1_0", "awsQuery", "awsQueryCompatible"}
        self.assertLessEqual(protocols, {trait.split("#")[-1] for trait in service})

    def test_s3_does_not_wrap_its_errors(self):
        shapes = translated(metadata={"serviceId": "S3", "signatureVersion": "s3"})
        self.assertEqual({"noErrorWrapping": True}, traits(shapes, "S3")["aws.protocols#restXml"])

    def test_an_unknown_protocol_is_refused(self):
        with self.assertRaisesRegex(TranslationError, "no translation for protocol telepathy"):
            translated(metadata={"protocol": "telepathy"})


class Bindings(unittest.TestCase):
    def test_uri_labels_take_the_names_of_their_members(self):
        shapes = translated(
            {
                "In": structure(
                    {
                        "apiId": {"shape": "Text", "location": "uri", "locationName": "api_id"},
                        "path": {"shape": "Text", "location": "uri", "locationName": "proxy"},
                    },
                    required=["apiId", "path"],
                )
            },
            {"Get": get("/apis/{api_id}/{proxy+}", input={"shape": "In"})},
        )
        expected = {"method": "GET", "uri": "/apis/{apiId}/{path+}", "code": 200}
        self.assertEqual(expected, traits(shapes, "Get")["http"])
        self.assertEqual({"required": {}, "httpLabel": {}}, traits(shapes, "In$apiId"))

    def test_a_map_in_the_query_string_takes_all_that_is_left(self):
        shapes = translated(
            {
                "Map": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
                "In": structure({"Rest": {"shape": "Map", "location": "querystring"}}),
            }
        )
        self.assertEqual({"httpQueryParams": {}}, traits(shapes, "In$Rest"))

    def test_operations_of_one_uri_are_told_apart_and_superseded_ones_left_out(self):
        shapes = translated(
            {
                "In": structure(
                    {"Key": {"shape": "Text", "location": "uri", "locationName": "Key"}},
                    required=["Key"],
                )
            },
            {
                "GetObject": get("/{Key+}", input={"shape": "In"}),
                "ListParts": get("/{Key+}", input={"shape": "In"}),
                "GetRules": get("/{Key+}?rules", input={"shape": "In"}),
                "GetOldRules": get("/{Key+}?rules", input={"shape": "In"}, deprecated=True),
            },
        )
        self.assertEqual("/{Key+}?x-id=GetObject", traits(shapes, "GetObject")["http"]["uri"])
        self.assertEqual("/{Key+}?x-id=ListParts", traits(shapes, "ListParts")["http"]["uri"])
        self.assertEqual("/{Key+}?rules", traits(shapes, "GetRules")["http"]["uri"])
        self.assertNotIn("GetOldRules", shapes)

    def test_an_operation_without_authentication_has_an_empty_list_of_schemes(self):
        shapes = translated(
            operations={"Get": get("/", authtype="none", auth=["smithy.api#noAuth"])}
        )
        self.assertEqual([], traits(shapes, "Get")["auth"])
        self.assertEqual({}, traits(shapes, "Get")["optionalAuth"])

    def test_an_unsigned_body_is_a_trait(self):
        shapes = translated(operations={"Get": get("/", authtype="v4-unsigned-body")})
        self.assertEqual({}, traits(shapes, "Get")["aws.auth#unsignedPayload"])

    def test_another_result_wrapper_than_the_query_protocols_is_refused(self):
        with self.assertRaisesRegex(TranslationError, "Get: result wrapper Odd"):
            translated(
                {"Out": structure({})},
                {"Get": get("/", output={"shape": "Out", "resultWrapper": "Odd"})},
            )


class Paging(unittest.TestCase):
    SHAPES = {
        "Count": {"type": "integer"},
        "Key": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
        "Items": {"type": "list", "member": {"shape": "Text"}},
        "In": structure({"Token": "Text", "Key": "Key", "Number": "Count", "Max": "Count"}),
        "Out": structure(
            {"Next": "Text", "NextKey": "Key", "Items": "Items", "NextNumber": "Count"}
        ),
    }
    OPERATIONS = {"Get": get("/", input={"shape": "In"}, output={"shape": "Out"})}

    def paginated(self, **paginator):
        shapes = translated(self.SHAPES, self.OPERATIONS, paginators={"Get": paginator})
        return traits(shapes, "Get")

    def test_tokens_page_size_and_items(self):
        found = self.paginated(
            input_token="Token", output_token="Next", limit_key="Max", result_key=["Items"]
        )
        expected = {
            "inputToken": "Token",
            "outputToken": "Next",
            "pageSize": "Max",
            "items": "Items",
        }
        self.assertEqual(expected, found["paginated"])

    def test_a_map_as_token_suppresses_what_smithy_reports(self):
        found = self.paginated(input_token="Key", output_token="NextKey")
        self.assertEqual({"inputToken": "Key", "outputToken": "NextKey"}, found["paginated"])
        self.assertEqual(["PaginatedTrait.WrongShapeType"], found["suppress"])

    def test_what_smithy_cannot_express_is_left_out(self):
        several = self.paginated(input_token=["Token", "Key"], output_token=["Next", "NextKey"])
        expression = self.paginated(input_token="Token", output_token="Next || Items[-1]")
        number = self.paginated(input_token="Number", output_token="NextNumber")
        for found in (several, expression, number):
            self.assertNotIn("paginated", found)


class Waiting(unittest.TestCase):
    def test_acceptors_by_path_error_and_status(self):
        def acceptor(matcher, expected, state, **more):
            return {"matcher": matcher, "expected": expected, "state": state, **more}

        waiter = {
            "operation": "Get",
            "delay": 300,
            "maxAttempts": 5,
            "acceptors": [
                acceptor("pathAll", "done", "success", argument="Items[].State"),
                acceptor("path", True, "success", argument="length(Items) > `0`"),
                acceptor("status", 404, "retry"),
                acceptor("status", 301, "success"),
                acceptor("error", "Gone", "failure"),
            ],
        }
        shapes = translated(operations={"Get": get("/")}, waiters={"Done": waiter})
        found = traits(shapes, "Get")["smithy.waiters#waitable"]["Done"]
        self.assertEqual((300, 300), (found["minDelay"], found["maxDelay"]))
        all_done = {"path": "Items[].State", "expected": "done", "comparator": "allStringEquals"}
        some = {"path": "length(Items) > `0`", "expected": "true", "comparator": "booleanEquals"}
        expected = [
            {"state": "success", "matcher": {"output": all_done}},
            {"state": "success", "matcher": {"output": some}},
            {"state": "retry", "matcher": {"errorType": "NotFound"}},
            {"state": "failure", "matcher": {"errorType": "Gone"}},
        ]
        self.assertEqual(expected, found["acceptors"])


if __name__ == "__main__":
    unittest.main()
