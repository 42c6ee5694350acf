"""CloudWatch Logs by boto3, the AWS SDK for Python, and by the AWS CLI.

The endpoint is in AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.

Source of truth:
https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html.
"""

import gzip
import itertools
import json
import os
import subprocess
import sys
import threading
import time
import unittest

import boto3
from botocore.config import Config

ACCOUNTS = itertools.count(360_000_000_000)
REGION = "eu-central-1"


def client(service, account):
    # The prefix would be "stream-localhost", a name that no machine knows.
    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=os.environ["AWS_ENDPOINT_URL"],
        aws_access_key_id=account,
        aws_secret_access_key="secret",
        config=Config(retries={"total_max_attempts": 1}, inject_host_prefix=False),
    )


def now():
    return int(time.time() * 1000)


class Logs(unittest.TestCase):
    def setUp(self):
        self.account = str(next(ACCOUNTS))
        self.logs = client("logs", self.account)
        self.logs.create_log_group(logGroupName="g")
        self.logs.create_log_stream(logGroupName="g", logStreamName="s")

    def put(self, *messages):
        events = [{"timestamp": now(), "message": message} for message in messages]
        self.logs.put_log_events(logGroupName="g", logStreamName="s", logEvents=events)

    def test_live_tail(self):
        arn = "arn:aws:logs:%s:%s:log-group:g" % (REGION, self.account)
        session = self.logs.start_live_tail(
            logGroupIdentifiers=[arn], logEventFilterPattern="ERROR"
        )["responseStream"]
        events = iter(session)
        self.assertEqual(next(events)["sessionStart"]["logGroupIdentifiers"], [arn])
        threading.Timer(0.1, self.put, ["INFO one", "ERROR two"]).start()
        seen = []
        while not seen:
            seen = next(events)["sessionUpdate"]["sessionResults"]
        session.close()
        self.assertEqual([event["message"] for event in seen], ["ERROR two"])

    def test_follow(self):
        # As "aws logs tail --follow" of the CLI's version 2 does: searches from the last event on.
        begin = now() - 60_000
        seen = set()
        for i in range(3):
            self.put("message %d" % i)
            pages = self.logs.get_paginator("filter_log_events").paginate(
                logGroupName="g", startTime=begin, interleaved=True
            )
            fresh = []
            for page in pages:
                fresh += [event for event in page["events"] if event["eventId"] not in seen]
            seen.update(event["eventId"] for event in fresh)
            begin = max(event["timestamp"] for event in fresh)
            self.assertEqual([event["message"] for event in fresh], ["message %d" % i])

    def test_export(self):
        bucket = "logs-" + self.account
        buckets = client("s3", self.account)
        buckets.create_bucket(
            Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION}
        )
        self.put("one", "two")
        task = self.logs.create_export_task(
            logGroupName="g", fromTime=0, to=now() + 1000, destination=bucket
        )["taskId"]
        for _ in range(600):
            found = self.logs.describe_export_tasks(taskId=task)["exportTasks"][0]
            if found["status"]["code"] in ("COMPLETED", "FAILED"):
                break
            time.sleep(0.1)
        self.assertEqual(found["status"]["code"], "COMPLETED")
        key = "exportedlogs/%s/s/000000.gz" % task
        content = buckets.get_object(Bucket=bucket, Key=key)["Body"].read()
        lines = gzip.decompress(content).decode().splitlines()
        self.assertEqual([line.split(" ", 1)[1] for line in lines], ["one", "two"])

    def test_command_line(self):
        self.put('{"level": "ERROR"}')
        environment = dict(
            os.environ,
            AWS_ACCESS_KEY_ID=self.account,
            AWS_SECRET_ACCESS_KEY="secret",
            AWS_DEFAULT_REGION=REGION,
        )

        def aws(*arguments):
            command = [sys.executable, "-m", "awscli", "logs", *arguments, "--output", "json"]
            done = subprocess.run(command, env=environment, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            return json.loads(done.stdout or "{}")

        found = aws(
            "filter-log-events",
            "--log-group-name",
            "g",
            "--filter-pattern",
            '{ $.level = "ERROR" }',
        )
        self.assertEqual(len(found["events"]), 1)
        aws("put-retention-policy", "--log-group-name", "g", "--retention-in-days", "7")
        self.assertEqual(aws("describe-log-groups")["logGroups"][0]["retentionInDays"], 7)
        kept = aws("put-query-definition", "--name", "q", "--query-string", "limit 1")
        listed = aws("describe-query-definitions")["queryDefinitions"]
        self.assertEqual(listed[0]["queryDefinitionId"], kept["queryDefinitionId"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
