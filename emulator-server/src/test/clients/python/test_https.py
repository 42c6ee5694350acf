"""HTTPS on the port that serves HTTP, by boto3: the server's certificate is in AWS_CA_BUNDLE.

Source of truth: docs/decisions/0010-front-end.md; AWS_CA_BUNDLE:
https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html
"""

import os
import socket
import unittest
import urllib.parse

import boto3
from botocore.config import Config
from botocore.exceptions import SSLError

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
PORT = urllib.parse.urlsplit(ENDPOINT).port

# All names under localhost are this machine (RFC 6761), but not to every resolver.
resolve = socket.getaddrinfo


def resolve_localhost(host, *arguments, **named):
    if isinstance(host, str) and host.endswith(".localhost"):
        host = "127.0.0.1"
    return resolve(host, *arguments, **named)


socket.getaddrinfo = resolve_localhost


def client(service, account, endpoint=ENDPOINT, verify=None, **config):
    return boto3.client(
        service,
        region_name="us-east-1",
        endpoint_url=endpoint,
        verify=verify,
        aws_access_key_id=account,
        aws_secret_access_key="secret",
        config=Config(retries={"total_max_attempts": 1}, **config),
    )


class Https(unittest.TestCase):
    def test_messages(self):
        sqs = client("sqs", "340000000001")
        url = sqs.create_queue(QueueName="secure")["QueueUrl"]
        sqs.send_message(QueueUrl=url, MessageBody="hello")
        received = sqs.receive_message(QueueUrl=url)["Messages"]
        self.assertEqual("hello", received[0]["Body"])

    def test_objects_by_path_and_by_host(self):
        body = os.urandom(6 << 20)
        by_path = client("s3", "340000000002", s3={"addressing_style": "path"})
        by_path.create_bucket(Bucket="secure-objects")
        by_path.put_object(Bucket="secure-objects", Key="a/b", Body=body)
        by_host = client(
            "s3",
            "340000000002",
            endpoint=f"https://s3.localhost:{PORT}",
            s3={"addressing_style": "virtual"},
        )
        found = by_host.get_object(Bucket="secure-objects", Key="a/b")
        self.assertEqual(body, found["Body"].read())

    def test_presigned_urls_name_the_scheme(self):
        s3 = client("s3", "340000000003", s3={"addressing_style": "path"})
        url = s3.generate_presigned_url("get_object", Params={"Bucket": "a", "Key": "b"})
        self.assertTrue(url.startswith(ENDPOINT + "/a/b?"), url)

    def test_an_unknown_certificate_is_refused_by_the_client(self):
        bundle = os.environ.pop("AWS_CA_BUNDLE")
        try:
            with self.assertRaises(SSLError):
                client("sqs", "340000000004", verify=True).list_queues()
        finally:
            os.environ["AWS_CA_BUNDLE"] = bundle


if __name__ == "__main__":
    unittest.main(verbosity=2)
