"""Lambda by boto3, the AWS SDK for Python: functions that run, from zip files and from S3.

The endpoint is in AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.

Source of truth: https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html.
"""

import base64
import io
import itertools
import json
import os
import unittest
import urllib.request
import zipfile

import boto3
from botocore.config import Config

ACCOUNTS = itertools.count(340_000_000_000)
REGION = "eu-central-1"
CODE = """
import json, os, urllib.request

def handler(event, context):
    print("seen", json.dumps(event))
    if event.get("fail"):
        raise ValueError("intended")
    return {"id": context.aws_request_id, "endpoint": os.environ.get("AWS_ENDPOINT_URL")}
"""


def client(service, account):
    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=os.environ["AWS_ENDPOINT_URL"],
        aws_access_key_id=account,
        aws_secret_access_key="secret",
        config=Config(retries={"total_max_attempts": 1}),
    )


def archive():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as zip_file:
        zip_file.writestr("index.py", CODE)
    return content.getvalue()


class Functions(unittest.TestCase):
    def setUp(self):
        self.account = str(next(ACCOUNTS))
        self.functions = client("lambda", self.account)

    def create(self, code):
        self.functions.create_function(
            FunctionName="f",
            Runtime="python3.12",
            Handler="index.handler",
            Role="arn:aws:iam::%s:role/lambda" % self.account,
            Code=code,
        )
        self.functions.get_waiter("function_active_v2").wait(FunctionName="f")

    def test_run_and_log(self):
        self.create({"ZipFile": archive()})
        answer = self.functions.invoke(FunctionName="f", Payload=b'{"a": 1}', LogType="Tail")
        payload = json.load(answer["Payload"])
        self.assertEqual(payload["id"], answer["ResponseMetadata"]["RequestId"])
        self.assertEqual(answer["ExecutedVersion"], "$LATEST")
        self.assertNotIn("FunctionError", answer)
        self.assertIn(b'seen {"a": 1}\n', base64.b64decode(answer["LogResult"]))
        with urllib.request.urlopen(payload["endpoint"] + "/_localstack/health") as health:
            self.assertEqual(health.status, 200)

    def test_fail_with_a_payload(self):
        self.create({"ZipFile": archive()})
        answer = self.functions.invoke(FunctionName="f", Payload=b'{"fail": true}')
        self.assertEqual(answer["FunctionError"], "Unhandled")
        self.assertEqual(json.load(answer["Payload"])["errorType"], "ValueError")

    def test_come_from_buckets_and_can_be_downloaded(self):
        bucket = "code-" + self.account
        buckets = client("s3", self.account)
        buckets.create_bucket(
            Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION}
        )
        buckets.put_object(Bucket=bucket, Key="code.zip", Body=archive())
        self.create({"S3Bucket": bucket, "S3Key": "code.zip"})
        location = self.functions.get_function(FunctionName="f")["Code"]["Location"]
        with urllib.request.urlopen(location) as download:
            names = zipfile.ZipFile(io.BytesIO(download.read())).namelist()
        self.assertEqual(names, ["index.py"])

    def test_take_messages_of_queues(self):
        queues = client("sqs", self.account)
        source = queues.create_queue(QueueName="source")["QueueUrl"]
        arn = queues.get_queue_attributes(QueueUrl=source, AttributeNames=["QueueArn"])
        self.create({"ZipFile": archive()})
        self.functions.create_event_source_mapping(
            FunctionName="f", EventSourceArn=arn["Attributes"]["QueueArn"]
        )
        queues.send_message(QueueUrl=source, MessageBody="hello")
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        for _ in range(600):
            left = queues.get_queue_attributes(QueueUrl=source, AttributeNames=names)
            if set(left["Attributes"].values()) == {"0"}:
                return
        self.fail("The message is still there")


if __name__ == "__main__":
    unittest.main(verbosity=2)
