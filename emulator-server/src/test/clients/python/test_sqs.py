"""SQS by boto3, the AWS SDK for Python.

Run twice: by the newest botocore, which speaks JSON, and by the last one that speaks the query
protocol. The endpoint is in AWS_ENDPOINT_URL; every test has an account of its own, which is its
access key.

Source of truth: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html,
the page of each operation.
"""

import itertools
import json
import os
import unittest
import zlib

import boto3
import botocore
from botocore.config import Config
from botocore.exceptions import ClientError

QUERY_PROTOCOL = tuple(map(int, botocore.__version__.split("."))) < (1, 31, 81)
ACCOUNTS = itertools.count(300_000_000_000 + zlib.crc32(botocore.__version__.encode()))


def client(account):
    return boto3.client(
        "sqs",
        region_name="us-east-1",
        aws_access_key_id=account,
        aws_secret_access_key="secret",
        config=Config(retries={"total_max_attempts": 1}),
    )


class SqsCase(unittest.TestCase):
    def setUp(self):
        self.account = str(next(ACCOUNTS))
        self.sqs = client(self.account)
        self.url = self.sqs.create_queue(QueueName="orders")["QueueUrl"]

    def refused(self, code, status, text, call, **arguments):
        with self.assertRaises(ClientError) as refusal:
            call(**arguments)
        response = refusal.exception.response
        self.assertEqual(code, response["Error"]["Code"])
        self.assertEqual(status, response["ResponseMetadata"]["HTTPStatusCode"])
        if text is not None:
            self.assertEqual(text, response["Error"]["Message"])
        self.assertTrue(response["ResponseMetadata"]["RequestId"])

    def receive(self, url=None, **arguments):
        response = self.sqs.receive_message(
            QueueUrl=url or self.url,
            MaxNumberOfMessages=10,
            AttributeNames=["All"],
            MessageAttributeNames=["All"],
            **arguments,
        )
        return response.get("Messages", [])

    def counts(self, url=None):
        attributes = self.sqs.get_queue_attributes(
            QueueUrl=url or self.url, AttributeNames=["All"]
        )["Attributes"]
        names = ("", "NotVisible", "Delayed")
        return [int(attributes["ApproximateNumberOfMessages" + name]) for name in names]

    def arn(self, name):
        return "arn:aws:sqs:us-east-1:%s:%s" % (self.account, name)


class Queues(SqsCase):
    def test_create_find_list_delete(self):
        self.assertTrue(self.url.endswith("/%s/orders" % self.account))
        self.assertEqual(self.url, self.sqs.get_queue_url(QueueName="orders")["QueueUrl"])
        other = self.sqs.create_queue(QueueName="other")["QueueUrl"]
        self.assertCountEqual([self.url, other], self.sqs.list_queues()["QueueUrls"])
        self.assertEqual(
            [other], self.sqs.list_queues(QueueNamePrefix="oth")["QueueUrls"]
        )
        self.sqs.delete_queue(QueueUrl=other)
        self.assertEqual([self.url], self.sqs.list_queues()["QueueUrls"])
        self.refused(
            "AWS.SimpleQueueService.QueueDeletedRecently",
            400,
            "You must wait 60 seconds after deleting a queue before you can create another with"
            " the same name.",
            self.sqs.create_queue,
            QueueName="other",
        )

    def test_pages(self):
        for number in range(5):
            self.sqs.create_queue(QueueName="page-%d" % number)
        pages = list(
            self.sqs.get_paginator("list_queues").paginate(
                QueueNamePrefix="page-", PaginationConfig={"PageSize": 2}
            )
        )
        urls = [url for page in pages for url in page.get("QueueUrls", [])]
        self.assertEqual(5, len(set(urls)))
        self.assertEqual(5, len(urls))
        self.assertGreaterEqual(len(pages), 3)

    def test_same_and_other_attributes(self):
        attributes = {"VisibilityTimeout": "11", "DelaySeconds": "0"}
        url = self.sqs.create_queue(QueueName="same", Attributes=attributes)["QueueUrl"]
        self.assertEqual(
            url, self.sqs.create_queue(QueueName="same", Attributes=attributes)["QueueUrl"]
        )
        self.refused(
            "QueueAlreadyExists",
            400,
            "A queue already exists with the same name and a different value for attribute"
            " VisibilityTimeout",
            self.sqs.create_queue,
            QueueName="same",
            Attributes={"VisibilityTimeout": "12"},
        )

    def test_attributes(self):
        self.sqs.set_queue_attributes(
            QueueUrl=self.url, Attributes={"VisibilityTimeout": "7", "DelaySeconds": "1"}
        )
        self.assertEqual(
            {"VisibilityTimeout": "7", "QueueArn": self.arn("orders")},
            self.sqs.get_queue_attributes(
                QueueUrl=self.url, AttributeNames=["VisibilityTimeout", "QueueArn"]
            )["Attributes"],
        )
        self.refused(
            "InvalidAttributeValue",
            400,
            "Invalid value for the parameter VisibilityTimeout.",
            self.sqs.set_queue_attributes,
            QueueUrl=self.url,
            Attributes={"VisibilityTimeout": "43201"},
        )
        self.refused(
            "InvalidAttributeName",
            400,
            "Unknown Attribute Colour.",
            self.sqs.set_queue_attributes,
            QueueUrl=self.url,
            Attributes={"Colour": "blue"},
        )

    def test_tags(self):
        self.sqs.tag_queue(QueueUrl=self.url, Tags={"team": "shop", "ä": "ö"})
        self.sqs.untag_queue(QueueUrl=self.url, TagKeys=["team"])
        self.assertEqual({"ä": "ö"}, self.sqs.list_queue_tags(QueueUrl=self.url)["Tags"])
        tagged = self.sqs.create_queue(QueueName="tagged", tags={"a": "b"})["QueueUrl"]
        self.assertEqual({"a": "b"}, self.sqs.list_queue_tags(QueueUrl=tagged)["Tags"])

    def test_permissions(self):
        self.sqs.add_permission(
            QueueUrl=self.url,
            Label="friends",
            AWSAccountIds=["111122223333", "444455556666"],
            Actions=["SendMessage", "ReceiveMessage"],
        )
        policy = json.loads(
            self.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=["Policy"])[
                "Attributes"
            ]["Policy"]
        )
        self.assertEqual("friends", policy["Statement"][0]["Sid"])
        self.sqs.remove_permission(QueueUrl=self.url, Label="friends")
        self.assertNotIn(
            "Attributes",
            self.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=["Policy"]),
        )

    def test_missing_queue(self):
        # The query protocol kept its old sentence when JSON came.
        text = "The specified queue does not exist" + (
            " for this wsdl version." if QUERY_PROTOCOL else "."
        )
        self.refused(
            "AWS.SimpleQueueService.NonExistentQueue",
            400,
            text,
            self.sqs.get_queue_url,
            QueueName="nowhere",
        )
        with self.assertRaises(self.sqs.exceptions.QueueDoesNotExist):
            self.sqs.send_message(QueueUrl=self.url + "x", MessageBody="lost")

    def test_bad_names(self):
        for name in ("a b", "a.b", "x" * 81, "a.fifo"):
            self.refused(
                "InvalidParameterValue",
                400,
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in"
                " length",
                self.sqs.create_queue,
                QueueName=name,
            )

    def test_purge(self):
        self.sqs.send_message(QueueUrl=self.url, MessageBody="gone")
        self.sqs.purge_queue(QueueUrl=self.url)
        self.assertEqual([0, 0, 0], self.counts())
        self.refused(
            "AWS.SimpleQueueService.PurgeQueueInProgress",
            403,
            "Only one PurgeQueue operation on orders is allowed every 60 seconds.",
            self.sqs.purge_queue,
            QueueUrl=self.url,
        )


class Messages(SqsCase):
    """botocore itself verifies the MD5 of every body that it receives."""

    def test_send_receive_delete(self):
        body = 'a <b> & "c" \'d\' \t\n\r ä€𐍈 %20+'
        attributes = {
            "text": {"DataType": "String", "StringValue": "ä & <"},
            "number": {"DataType": "Number.int", "StringValue": "7"},
            "bytes": {"DataType": "Binary", "BinaryValue": bytes(range(256))},
        }
        sent = self.sqs.send_message(
            QueueUrl=self.url,
            MessageBody=body,
            MessageAttributes=attributes,
            MessageSystemAttributes={
                "AWSTraceHeader": {"DataType": "String", "StringValue": "Root=1-5759e988"}
            },
        )
        (message,) = self.receive()
        self.assertEqual(sent["MessageId"], message["MessageId"])
        self.assertEqual(body, message["Body"])
        self.assertEqual(attributes, message["MessageAttributes"])
        self.assertEqual(sent["MD5OfMessageBody"], message["MD5OfBody"])
        self.assertEqual(sent["MD5OfMessageAttributes"], message["MD5OfMessageAttributes"])
        self.assertEqual("1", message["Attributes"]["ApproximateReceiveCount"])
        self.assertEqual("Root=1-5759e988", message["Attributes"]["AWSTraceHeader"])
        self.assertEqual([0, 1, 0], self.counts())
        self.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])
        self.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])
        self.assertEqual([0, 0, 0], self.counts())

    def test_batches(self):
        sent = self.sqs.send_message_batch(
            QueueUrl=self.url,
            Entries=[
                {"Id": "good", "MessageBody": "one"},
                {"Id": "late", "MessageBody": "two", "DelaySeconds": 901},
                {
                    "Id": "attribute",
                    "MessageBody": "three",
                    "MessageAttributes": {"a": {"DataType": "String", "StringValue": "b"}},
                },
            ],
        )
        self.assertCountEqual(
            ["good", "attribute"], [entry["Id"] for entry in sent["Successful"]]
        )
        (failed,) = sent["Failed"]
        self.assertEqual("late", failed["Id"])
        self.assertEqual("InvalidParameterValue", failed["Code"])
        self.assertIs(True, failed["SenderFault"])
        messages = self.receive()
        changed = self.sqs.change_message_visibility_batch(
            QueueUrl=self.url,
            Entries=[
                {"Id": "a", "ReceiptHandle": messages[0]["ReceiptHandle"], "VisibilityTimeout": 0},
                {"Id": "b", "ReceiptHandle": "nonsense", "VisibilityTimeout": 0},
            ],
        )
        self.assertEqual(["a"], [entry["Id"] for entry in changed["Successful"]])
        self.assertEqual("ReceiptHandleIsInvalid", changed["Failed"][0]["Code"])
        deleted = self.sqs.delete_message_batch(
            QueueUrl=self.url,
            Entries=[{"Id": "x", "ReceiptHandle": messages[1]["ReceiptHandle"]}],
        )
        self.assertEqual(["x"], [entry["Id"] for entry in deleted["Successful"]])
        self.assertEqual([1, 0, 0], self.counts())

    def test_bad_batches(self):
        def refused(code, text, ids):
            self.refused(
                "AWS.SimpleQueueService." + code,
                400,
                text,
                self.sqs.send_message_batch,
                QueueUrl=self.url,
                Entries=[{"Id": id, "MessageBody": "b"} for id in ids],
            )

        refused("BatchEntryIdsNotDistinct", "Id a repeated.", ["a", "a"])
        refused(
            "TooManyEntriesInBatchRequest",
            "Maximum number of entries per request are 10. You have sent 11.",
            map(str, range(11)),
        )
        refused("InvalidBatchEntryId", None, ["a b"])
        if not QUERY_PROTOCOL:  # which cannot write an empty list
            refused("EmptyBatchRequest", None, [])
        self.refused(
            "AWS.SimpleQueueService.BatchRequestTooLong",
            400,
            "Batch requests cannot be longer than 1048576 bytes. You have sent 1048578 bytes.",
            self.sqs.send_message_batch,
            QueueUrl=self.url,
            Entries=[{"Id": id, "MessageBody": "x" * 524_289} for id in ("a", "b")],
        )
        self.assertEqual([0, 0, 0], self.counts())

    def test_limits(self):
        largest = "x" * 1_048_576
        self.sqs.send_message(QueueUrl=self.url, MessageBody=largest)
        self.assertEqual(largest, self.receive()[0]["Body"])
        self.refused(
            "InvalidParameterValue",
            400,
            "One or more parameters are invalid. Reason: Message must be shorter than 1048576"
            " bytes.",
            self.sqs.send_message,
            QueueUrl=self.url,
            MessageBody=largest + "x",
        )
        self.refused(
            "InvalidMessageContents",
            400,
            None,
            self.sqs.send_message,
            QueueUrl=self.url,
            MessageBody="a\u0001",
        )
        self.refused(
            "MissingParameter",
            400,
            "The request must contain the parameter MessageBody.",
            self.sqs.send_message,
            QueueUrl=self.url,
            MessageBody="",
        )
        self.refused(
            "InvalidParameterValue",
            400,
            "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and"
            " 10, if provided.",
            self.sqs.receive_message,
            QueueUrl=self.url,
            MaxNumberOfMessages=11,
        )

    def test_handles(self):
        self.refused(
            "ReceiptHandleIsInvalid",
            404,
            'The input receipt handle "nonsense" is not a valid receipt handle.',
            self.sqs.delete_message,
            QueueUrl=self.url,
            ReceiptHandle="nonsense",
        )

    def test_a_timeout_ends_while_a_receive_waits(self):
        self.sqs.send_message(QueueUrl=self.url, MessageBody="again")
        (first,) = self.receive(VisibilityTimeout=1)
        (second,) = self.receive(WaitTimeSeconds=20)
        self.assertEqual(first["MessageId"], second["MessageId"])
        self.assertEqual("2", second["Attributes"]["ApproximateReceiveCount"])

    def test_an_empty_long_poll(self):
        self.assertEqual([], self.receive(WaitTimeSeconds=1))


class Fifo(SqsCase):
    def setUp(self):
        super().setUp()
        self.fifo = self.sqs.create_queue(
            QueueName="orders.fifo",
            Attributes={"FifoQueue": "true", "ContentBasedDeduplication": "true"},
        )["QueueUrl"]

    def send(self, body, group="g", **arguments):
        return self.sqs.send_message(
            QueueUrl=self.fifo, MessageBody=body, MessageGroupId=group, **arguments
        )

    def test_order_and_groups(self):
        for body in ("a1", "a2"):
            self.send(body, "a")
        self.send("b1", "b")
        first = self.sqs.receive_message(QueueUrl=self.fifo, AttributeNames=["All"])["Messages"]
        self.assertEqual(["a1"], [message["Body"] for message in first])
        self.assertEqual("a", first[0]["Attributes"]["MessageGroupId"])
        self.assertEqual(["b1"], [message["Body"] for message in self.receive(self.fifo)])
        self.sqs.delete_message(QueueUrl=self.fifo, ReceiptHandle=first[0]["ReceiptHandle"])
        self.assertEqual(["a2"], [message["Body"] for message in self.receive(self.fifo)])

    def test_deduplication(self):
        first = self.send("body")
        second = self.send("body")
        self.assertEqual(first["MessageId"], second["MessageId"])
        self.assertEqual(first["SequenceNumber"], second["SequenceNumber"])
        self.send("body", MessageDeduplicationId="another")
        self.assertEqual(2, len(self.receive(self.fifo)))

    def test_refusals(self):
        self.refused(
            "MissingParameter",
            400,
            "The request must contain the parameter MessageGroupId.",
            self.sqs.send_message,
            QueueUrl=self.fifo,
            MessageBody="body",
        )
        self.refused(
            "InvalidParameterValue",
            400,
            "Value 1 for parameter DelaySeconds is invalid. Reason: The request include parameter"
            " that is not valid for this queue type.",
            self.send,
            body="body",
            DelaySeconds=1,
        )


class DeadLetters(SqsCase):
    def setUp(self):
        super().setUp()
        self.dead = self.sqs.create_queue(QueueName="dead")["QueueUrl"]
        policy = {"deadLetterTargetArn": self.arn("dead"), "maxReceiveCount": 1}
        self.sqs.set_queue_attributes(
            QueueUrl=self.url, Attributes={"RedrivePolicy": json.dumps(policy)}
        )

    def test_a_message_goes_there_and_back(self):
        self.assertEqual(
            [self.url], self.sqs.list_dead_letter_source_queues(QueueUrl=self.dead)["queueUrls"]
        )
        self.sqs.send_message(QueueUrl=self.url, MessageBody="poison")
        self.receive(VisibilityTimeout=0)
        self.assertEqual([], self.receive())
        (buried,) = self.receive(self.dead, WaitTimeSeconds=20, VisibilityTimeout=0)
        self.assertEqual("poison", buried["Body"])
        self.assertEqual(self.arn("orders"), buried["Attributes"]["DeadLetterQueueSourceArn"])

        self.sqs.start_message_move_task(SourceArn=self.arn("dead"))
        (moved,) = self.receive(WaitTimeSeconds=20)
        self.assertEqual("poison", moved["Body"])
        # The count is approximate: it follows the message.
        for _ in range(1000):
            (task,) = self.sqs.list_message_move_tasks(SourceArn=self.arn("dead"))["Results"]
            if task["ApproximateNumberOfMessagesMoved"]:
                break
        self.assertEqual(1, task["ApproximateNumberOfMessagesMoved"])
        self.assertEqual(self.arn("dead"), task["SourceArn"])

    def test_refusals(self):
        self.refused(
            "ResourceNotFoundException",
            404,
            None,
            self.sqs.start_message_move_task,
            SourceArn=self.arn("nowhere"),
        )


if __name__ == "__main__":
    if os.environ.get("BRUME_EXPECT_QUERY_PROTOCOL", "") == "yes":
        assert QUERY_PROTOCOL, botocore.__version__
    unittest.main(verbosity=2)
