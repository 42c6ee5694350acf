"""SQS by the AWS CLI.

Version 1, which has the legacy addresses of SQS built in and prefers them to AWS_ENDPOINT_URL; so
the endpoint is given as an option, as awslocal does.

Source of truth: https://docs.aws.amazon.com/cli/latest/reference/sqs/ and
https://docs.aws.amazon.com/cli/v1/userguide/cli-usage-returncodes.html (255: version 1 failed, for
whatever reason).
"""

import itertools
import json
import os
import subprocess
import sys
import unittest

ACCOUNTS = itertools.count(400_000_000_000)
REFUSED = 255
ENDPOINT = os.environ["AWS_ENDPOINT_URL"]


class SqsCommands(unittest.TestCase):
    def setUp(self):
        self.environment = dict(
            os.environ,
            AWS_ACCESS_KEY_ID=str(next(ACCOUNTS)),
            AWS_SECRET_ACCESS_KEY="secret",
            AWS_DEFAULT_REGION="us-east-1",
            AWS_DEFAULT_OUTPUT="json",
            AWS_PAGER="",
            AWS_MAX_ATTEMPTS="1",
        )

    def run_aws(self, *arguments):
        return subprocess.run(
            [sys.executable, "-m", "awscli", "--endpoint-url", ENDPOINT, "sqs", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def aws(self, *arguments):
        result = self.run_aws(*arguments)
        self.assertEqual(0, result.returncode, result.stderr)
        return json.loads(result.stdout) if result.stdout.strip() else None

    def test_the_life_of_a_message(self):
        url = self.aws("create-queue", "--queue-name", "orders")["QueueUrl"]
        self.assertEqual([url], self.aws("list-queues")["QueueUrls"])
        sent = self.aws(
            "send-message",
            "--queue-url",
            url,
            "--message-body",
            "a <b> & ä",
            "--message-attributes",
            '{"n": {"DataType": "Number", "StringValue": "7"}}',
        )
        (message,) = self.aws(
            "receive-message", "--queue-url", url, "--message-attribute-names", "All"
        )["Messages"]
        self.assertEqual(sent["MessageId"], message["MessageId"])
        self.assertEqual("a <b> & ä", message["Body"])
        self.assertEqual("7", message["MessageAttributes"]["n"]["StringValue"])
        self.aws(
            "delete-message",
            "--queue-url",
            url,
            "--receipt-handle",
            message["ReceiptHandle"],
        )
        self.assertIsNone(self.aws("receive-message", "--queue-url", url))

    def test_fifo_and_batches(self):
        url = self.aws(
            "create-queue",
            "--queue-name",
            "orders.fifo",
            "--attributes",
            "FifoQueue=true,ContentBasedDeduplication=true",
        )["QueueUrl"]
        sent = self.aws(
            "send-message-batch",
            "--queue-url",
            url,
            "--entries",
            "Id=1,MessageBody=one,MessageGroupId=g",
            "Id=2,MessageBody=one,MessageGroupId=g",
            "Id=3,MessageBody=two,MessageGroupId=g",
        )
        self.assertEqual(3, len(sent["Successful"]))
        messages = self.aws(
            "receive-message",
            "--queue-url",
            url,
            "--max-number-of-messages",
            "10",
            "--attribute-names",
            "All",
        )["Messages"]
        self.assertEqual(["one", "two"], [message["Body"] for message in messages])
        attributes = self.aws(
            "get-queue-attributes", "--queue-url", url, "--attribute-names", "All"
        )["Attributes"]
        self.assertEqual("2", attributes["ApproximateNumberOfMessagesNotVisible"])

    def test_a_refusal(self):
        result = self.run_aws("get-queue-url", "--queue-name", "nowhere")
        self.assertEqual(REFUSED, result.returncode)
        self.assertIn(
            "An error occurred (AWS.SimpleQueueService.NonExistentQueue) when calling the"
            " GetQueueUrl operation: The specified queue does not exist.",
            result.stderr,
        )


if __name__ == "__main__":
    unittest.main(verbosity=2)
