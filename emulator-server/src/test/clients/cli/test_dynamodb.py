"""DynamoDB by the AWS CLI. The endpoint is in AWS_ENDPOINT_URL.

Source of truth: https://docs.aws.amazon.com/cli/latest/reference/dynamodb/
"""

import json
import os
import subprocess
import sys
import unittest


def aws(*arguments):
    environment = dict(
        os.environ,
        AWS_ACCESS_KEY_ID="580000000000",
        AWS_SECRET_ACCESS_KEY="secret",
        AWS_DEFAULT_REGION="us-east-1",
    )
    result = subprocess.run(
        [sys.executable, "-m", "awscli", "dynamodb", *arguments, "--output", "json"],
        env=environment,
        capture_output=True,
        text=True,
    )
    return result.returncode, json.loads(result.stdout or "{}"), result.stderr


class DynamoDb(unittest.TestCase):
    def test_tables_and_items(self):
        made = aws(
            "create-table",
            "--table-name",
            "music",
            "--attribute-definitions",
            "AttributeName=artist,AttributeType=S",
            "--key-schema",
            "AttributeName=artist,KeyType=HASH",
            "--billing-mode",
            "PAY_PER_REQUEST",
        )[1]
        self.assertEqual("CREATING", made["TableDescription"]["TableStatus"])
        self.assertEqual(0, aws("wait", "table-exists", "--table-name", "music")[0])
        for artist in "abc":
            item = json.dumps({"artist": {"S": artist}, "n": {"N": "1.50"}})
            self.assertEqual(0, aws("put-item", "--table-name", "music", "--item", item)[0])
        found = aws("get-item", "--table-name", "music", "--key", '{"artist": {"S": "b"}}')[1]
        self.assertEqual({"artist": {"S": "b"}, "n": {"N": "1.5"}}, found["Item"])
        scanned = aws("scan", "--table-name", "music", "--page-size", "1")[1]
        self.assertEqual(3, scanned["Count"])
        statement = "SELECT artist FROM music WHERE artist IN ['a', 'c']"
        selected = aws("execute-statement", "--statement", statement)[1]["Items"]
        self.assertEqual(["a", "c"], sorted(item["artist"]["S"] for item in selected))
        code, _, error = aws("describe-table", "--table-name", "none")
        self.assertNotEqual(0, code)
        self.assertIn("ResourceNotFoundException", error)
        self.assertIn("Table: none not found", error)
        deleted = aws("delete-table", "--table-name", "music")[1]["TableDescription"]
        self.assertEqual("DELETING", deleted["TableStatus"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
