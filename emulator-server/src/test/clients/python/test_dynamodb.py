"""DynamoDB by boto3, the AWS SDK for Python: its client, and its tables of Python's own values.

The endpoint is in AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.

Source of truth: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/Welcome.html, the page
of each operation, and
https://docs.aws.amazon.com/boto3/latest/guide/dynamodb.html.
"""

import itertools
import os
import unittest
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from boto3.dynamodb.types import Binary
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNTS = itertools.count(340_000_000_000)


class DynamoDb(unittest.TestCase):
    def setUp(self):
        resource = boto3.resource(
            "dynamodb",
            region_name="us-east-1",
            endpoint_url=os.environ["AWS_ENDPOINT_URL"],
            aws_access_key_id=str(next(ACCOUNTS)),
            aws_secret_access_key="secret",
            config=Config(retries={"total_max_attempts": 1}),
        )
        self.client = resource.meta.client
        self.table = resource.create_table(
            TableName="movies",
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[
                {"AttributeName": "year", "KeyType": "HASH"},
                {"AttributeName": "title", "KeyType": "RANGE"},
            ],
            AttributeDefinitions=[
                {"AttributeName": "year", "AttributeType": "N"},
                {"AttributeName": "title", "AttributeType": "S"},
                {"AttributeName": "genre", "AttributeType": "S"},
            ],
            GlobalSecondaryIndexes=[
                {
                    "IndexName": "by-genre",
                    "KeySchema": [{"AttributeName": "genre", "KeyType": "HASH"}],
                    "Projection": {"ProjectionType": "ALL"},
                }
            ],
        )
        self.table.wait_until_exists()

    def refused(self, code, call, **arguments):
        with self.assertRaises(ClientError) as refusal:
            call(**arguments)
        self.assertEqual(code, refusal.exception.response["Error"]["Code"])
        return refusal.exception.response

    def fill(self):
        with self.table.batch_writer() as batch:
            for i in range(60):
                batch.put_item(
                    Item={
                        "year": 2000 + i % 3,
                        "title": "m%03d" % i,
                        "genre": "g%d" % (i % 2),
                        "rating": Decimal(i) / 2,
                    }
                )

    def test_values_come_back_as_they_are(self):
        item = {
            "year": 2000,
            "title": "all",
            "number": Decimal("1.5"),
            "bytes": Binary(b"\x00\xff"),
            "nothing": None,
            "truth": True,
            "words": {"a", "b"},
            "numbers": {Decimal(1), Decimal("2.5")},
            "map": {"list": [1, "x", {}], "empty": ""},
        }
        self.table.put_item(Item=item)
        key = {"year": 2000, "title": "all"}
        self.assertEqual(item, self.table.get_item(Key=key)["Item"])
        self.assertEqual(
            {"map": {"list": ["x"]}},
            self.table.get_item(Key=key, ProjectionExpression="#m.#l[1]",
                ExpressionAttributeNames={"#m": "map", "#l": "list"})["Item"],
        )

    def test_queries_and_scans(self):
        self.fill()
        found = self.table.query(
            KeyConditionExpression=Key("year").eq(2001) & Key("title").begins_with("m0"),
            FilterExpression=Attr("rating").between(10, 20),
            ScanIndexForward=False,
        )["Items"]
        self.assertEqual(["m%03d" % i for i in (40, 37, 34, 31, 28, 25, 22)],
            [item["title"] for item in found])
        by_genre = self.table.query(
            IndexName="by-genre", KeyConditionExpression=Key("genre").eq("g1"), Select="COUNT"
        )
        self.assertEqual(30, by_genre["Count"])
        pages = self.client.get_paginator("scan").paginate(
            TableName="movies", PaginationConfig={"PageSize": 7}
        )
        self.assertEqual(60, len(pages.build_full_result()["Items"]))

    def test_updates(self):
        key = {"year": 2000, "title": "x"}
        for expected in (1, 2):
            counted = self.table.update_item(
                Key=key,
                UpdateExpression="ADD hits :one SET seen = list_append(if_not_exists(seen, :none), :now)",
                ExpressionAttributeValues={":one": 1, ":none": [], ":now": ["t"]},
                ReturnValues="ALL_NEW",
            )["Attributes"]
            self.assertEqual(expected, counted["hits"])
            self.assertEqual(["t"] * expected, counted["seen"])
        failure = self.refused(
            "ConditionalCheckFailedException",
            self.table.delete_item,
            Key=key,
            ConditionExpression=Attr("hits").gt(5),
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
        self.assertEqual({"N": "2"}, failure["Item"]["hits"])

    def test_transactions(self):
        put = {"Put": {"TableName": "movies", "Item": {"year": 1, "title": "a"}}}
        check = {
            "ConditionCheck": {
                "TableName": "movies",
                "Key": {"year": 2, "title": "b"},
                "ConditionExpression": "attribute_exists(title)",
            }
        }
        failure = self.refused(
            "TransactionCanceledException",
            self.client.transact_write_items,
            TransactItems=[put, check],
        )
        self.assertEqual(
            ["None", "ConditionalCheckFailed"],
            [reason["Code"] for reason in failure["CancellationReasons"]],
        )
        self.assertNotIn("Item", self.table.get_item(Key={"year": 1, "title": "a"}))
        self.client.transact_write_items(TransactItems=[put])
        self.assertIn("Item", self.table.get_item(Key={"year": 1, "title": "a"}))

    def test_statements(self):
        self.fill()
        found = self.client.execute_statement(
            Statement="SELECT title FROM movies WHERE year = ? AND title > ?",
            Parameters=[2002, "m05"],
        )["Items"]
        self.assertEqual(["m050", "m053", "m056", "m059"], [item["title"] for item in found])

    def test_tables_go(self):
        self.table.delete()
        self.table.wait_until_not_exists()
        self.refused("ResourceNotFoundException", self.table.scan)


if __name__ == "__main__":
    unittest.main(verbosity=2)
