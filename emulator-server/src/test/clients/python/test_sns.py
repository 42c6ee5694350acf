"""SNS by boto3. The endpoint is in AWS_ENDPOINT_URL; every test has an account of its own.

Source of truth: https://docs.aws.amazon.com/sns/latest/api/welcome.html, the page of each operation.
"""

import itertools
import json
import queue
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNTS = itertools.count(530_000_000_000)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.got.put((self.headers, body))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


class Topics(unittest.TestCase):
    def setUp(self):
        self.account = str(next(ACCOUNTS))
        self.sns = self.client("sns")
        self.topic = self.sns.create_topic(Name="news")["TopicArn"]

    def client(self, service):
        return boto3.client(
            service,
            region_name="us-east-1",
            aws_access_key_id=self.account,
            aws_secret_access_key="secret",
            config=Config(retries={"total_max_attempts": 1}),
        )

    def test_messages_come_to_queues(self):
        sqs = self.client("sqs")
        url = sqs.create_queue(QueueName="inbox")["QueueUrl"]
        self.sns.subscribe(
            TopicArn=self.topic,
            Protocol="sqs",
            Endpoint=f"arn:aws:sqs:us-east-1:{self.account}:inbox",
            Attributes={"FilterPolicy": json.dumps({"kind": ["a"]})},
        )
        for kind in "ab":
            self.sns.publish(
                TopicArn=self.topic,
                Message=kind,
                MessageAttributes={"kind": {"DataType": "String", "StringValue": kind}},
            )
        message = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=10)["Messages"][0]
        self.assertEqual("a", json.loads(message["Body"])["Message"])

    def test_endpoints_confirm_and_get_raw_messages(self):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
        server.got = queue.Queue()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            arn = self.sns.subscribe(
                TopicArn=self.topic,
                Protocol="http",
                Endpoint=f"http://127.0.0.1:{server.server_port}/in",
                Attributes={"RawMessageDelivery": "true"},
                ReturnSubscriptionArn=True,
            )["SubscriptionArn"]
            headers, body = server.got.get(timeout=20)
            self.assertEqual("SubscriptionConfirmation", headers["x-amz-sns-message-type"])
            self.sns.confirm_subscription(TopicArn=self.topic, Token=json.loads(body)["Token"])
            self.sns.publish(TopicArn=self.topic, Message="hello")
            headers, body = server.got.get(timeout=20)
            self.assertEqual("hello", body)
            self.assertEqual(arn, headers["x-amz-sns-subscription-arn"])
            self.assertEqual("Keep-Alive", headers["Connection"])
        finally:
            server.shutdown()
            server.server_close()

    def test_devices_and_phones(self):
        application = self.sns.create_platform_application(
            Name="app",
            Platform="APNS",
            Attributes={"PlatformPrincipal": "p", "PlatformCredential": "c"},
        )["PlatformApplicationArn"]
        endpoint = self.sns.create_platform_endpoint(
            PlatformApplicationArn=application, Token="t"
        )["EndpointArn"]
        self.sns.publish(TargetArn=endpoint, Message="hello")
        self.sns.set_endpoint_attributes(EndpointArn=endpoint, Attributes={"Enabled": "false"})
        with self.assertRaises(self.sns.exceptions.EndpointDisabledException):
            self.sns.publish(TargetArn=endpoint, Message="hello")
        self.sns.publish(PhoneNumber="+15551234567", Message="hello")
        with self.assertRaises(ClientError) as refused:
            self.sns.publish(PhoneNumber="+1a", Message="hello")
        self.assertEqual("InvalidParameter", refused.exception.response["Error"]["Code"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
