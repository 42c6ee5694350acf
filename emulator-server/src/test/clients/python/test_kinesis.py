"""Kinesis Data Streams by boto3, the AWS SDK for Python, and by the AWS CLI.

The endpoint is in AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.

Source of truth: https://docs.aws.amazon.com/kinesis/latest/APIReference/Welcome.html, the page of
each operation.
"""

import itertools
import json
import os
import subprocess
import sys
import unittest

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNTS = itertools.count(350_000_000_000)
ENDPOINT = os.environ["AWS_ENDPOINT_URL"]


class Kinesis(unittest.TestCase):
    def setUp(self):
        self.account = str(next(ACCOUNTS))
        self.client = boto3.client(
            "kinesis",
            region_name="us-east-1",
            endpoint_url=ENDPOINT,
            aws_access_key_id=self.account,
            aws_secret_access_key="secret",
            config=Config(retries={"total_max_attempts": 1}),
        )
        self.client.create_stream(StreamName="s", ShardCount=2)
        self.client.get_waiter("stream_exists").wait(StreamName="s")
        self.arn = f"arn:aws:kinesis:us-east-1:{self.account}:stream/s"

    def read(self, shard, **position):
        iterator = self.client.get_shard_iterator(
            StreamName="s", ShardId=shard, **(position or {"ShardIteratorType": "TRIM_HORIZON"})
        )["ShardIterator"]
        return self.client.get_records(ShardIterator=iterator)

    def test_records_are_put_and_read(self):
        put = self.client.put_record(StreamName="s", PartitionKey="a", Data=b"\x00\xff")
        self.assertEqual(200, put["ResponseMetadata"]["HTTPStatusCode"])
        answer = self.read(put["ShardId"])
        self.assertEqual(b"\x00\xff", answer["Records"][0]["Data"])
        self.assertEqual(put["SequenceNumber"], answer["Records"][0]["SequenceNumber"])
        self.assertEqual(0, answer["MillisBehindLatest"])

    def test_many_records_are_put_at_once(self):
        entries = [{"PartitionKey": str(i), "Data": str(i).encode()} for i in range(500)]
        answer = self.client.put_records(StreamARN=self.arn, Records=entries)
        self.assertEqual(0, answer["FailedRecordCount"])
        read = [
            int(record["Data"])
            for shard in self.client.list_shards(StreamName="s")["Shards"]
            for record in self.read(shard["ShardId"])["Records"]
        ]
        self.assertEqual(list(range(500)), sorted(read))

    def test_lists_are_paged(self):
        for name in ("t", "u"):
            self.client.create_stream(StreamName=name, ShardCount=1)
        pages = self.client.get_paginator("list_streams").paginate(PaginationConfig={"PageSize": 1})
        self.assertEqual(["s", "t", "u"], [name for page in pages for name in page["StreamNames"]])
        # botocore's paginator names the stream beside the token, which AWS refuses.
        first = self.client.list_shards(StreamName="s", MaxResults=1)
        second = self.client.list_shards(NextToken=first["NextToken"], MaxResults=1)
        self.assertEqual([1, 1], [len(page["Shards"]) for page in (first, second)])
        self.assertNotIn("NextToken", second)

    def test_a_subscription_pushes_records(self):
        self.client.put_record(StreamName="s", PartitionKey="a", Data=b"x")
        consumer = self.client.register_stream_consumer(StreamARN=self.arn, ConsumerName="c")
        arn = consumer["Consumer"]["ConsumerARN"]
        stream = self.client.subscribe_to_shard(
            ConsumerARN=arn,
            ShardId="shardId-000000000000",
            StartingPosition={"Type": "TRIM_HORIZON"},
        )["EventStream"]
        event = next(iter(stream))["SubscribeToShardEvent"]
        self.assertEqual([b"x"], [record["Data"] for record in event["Records"]])
        self.assertEqual(
            event["Records"][0]["SequenceNumber"], event["ContinuationSequenceNumber"]
        )
        stream.close()

    def test_refusals_have_codes_and_words(self):
        with self.assertRaises(ClientError) as refusal:
            self.client.describe_stream(StreamName="nothing")
        error = refusal.exception.response["Error"]
        self.assertEqual("ResourceNotFoundException", error["Code"])
        self.assertEqual(f"Stream nothing under account {self.account} not found.", error["Message"])

    def test_the_command_line(self):
        def aws(*arguments):
            result = subprocess.run(
                [sys.executable, "-m", "awscli", "--endpoint-url", ENDPOINT, "kinesis", *arguments],
                env=dict(
                    os.environ,
                    AWS_ACCESS_KEY_ID=self.account,
                    AWS_SECRET_ACCESS_KEY="secret",
                    AWS_DEFAULT_REGION="us-east-1",
                    AWS_DEFAULT_OUTPUT="json",
                    AWS_PAGER="",
                ),
                capture_output=True,
                text=True,
                timeout=120,
            )
            self.assertEqual(0, result.returncode, result.stderr)
            return json.loads(result.stdout) if result.stdout.strip() else None

        put = aws("put-record", "--stream-name", "s", "--partition-key", "b", "--data", "hello")
        self.assertEqual("shardId-000000000001", put["ShardId"])
        split = ["--shard-to-split", "shardId-000000000001"]
        aws(
            "split-shard",
            "--stream-name",
            "s",
            *split,
            "--new-starting-hash-key",
            "250000000000000000000000000000000000000",
        )
        shards = aws("list-shards", "--stream-name", "s")["Shards"]
        self.assertEqual(4, len(shards))
        self.assertIn("EndingSequenceNumber", shards[1]["SequenceNumberRange"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
