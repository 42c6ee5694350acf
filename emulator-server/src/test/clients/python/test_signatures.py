"""What botocore signs, on a server that verifies.

Run twice: with botocore's own signers, and with those of AWS's common runtime (awscrt), which also
sign by version 4A. The endpoint is in AWS_ENDPOINT_URL; every account has the secret "secret".

Source of truth: botocore's signers, and
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
"""

import http.client
import itertools
import os
import unittest
import urllib.parse
import zlib

import boto3
from botocore import auth
from botocore.awsrequest import AWSRequest
from botocore.compat import HAS_CRT
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
HOST = urllib.parse.urlsplit(ENDPOINT).netloc
ACCOUNTS = itertools.count(600_000_000_000 + zlib.crc32(str(HAS_CRT).encode()))

# As they stand in a request line; those of S3 as its clients encode keys.
TARGETS = [
    "/",
    "/a//b",
    "/a/",
    "/a/./b/../c",
    "/a%20b",
    "/a%2Bb%3A%40",
    "/~a._-",
    "/%C3%BC%E2%82%AC",
    "/a%25b",
    "/?a",
    "/?a=",
    "/?a=1&a=2&a=0",
    "/?b=1&A=3&a=1",
    "/?q=a%20b&r=a%2Bb&s=~",
    "/?%C3%BC=%E2%82%AC&z=a%2Fb%3D%26",
]

HEADERS = [
    {"x-amz-meta-a": "one"},
    {"x-amz-meta-a": "a   b"},
    {"x-amz-meta-a": '"a, b", c'},
    {"X-Amz-Meta-Case": "A", "x-custom": "1,2"},
]


def client(service, account, secret="secret", **config):
    return boto3.client(
        service,
        region_name="us-east-1",
        aws_access_key_id=account,
        aws_secret_access_key=secret,
        config=Config(retries={"total_max_attempts": 1}, **config),
    )


def send(method, target, headers, body=b""):
    """Sends exactly this."""
    connection = http.client.HTTPConnection(HOST, timeout=60)
    try:
        return exchange(connection, method, target, headers, body)
    finally:
        connection.close()


def exchange(connection, method, target, headers, body):
    connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value.encode() if isinstance(value, str) else value)
    if body and "Content-Length" not in headers:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body or None)
    answer = connection.getresponse()
    return answer.status, answer.read().decode(errors="replace")


class Signers(unittest.TestCase):
    def setUp(self):
        self.account = str(next(ACCOUNTS))

    def sent(self, signer, target, headers):
        request = AWSRequest(
            method="GET", url="http://" + HOST + target, headers={"Host": HOST, **headers}
        )
        signer.add_auth(request)
        url = urllib.parse.urlsplit(request.url)
        path = url.path + ("?" + url.query if url.query else "")
        return send("GET", path, dict(request.headers.items()))

    def signers(self, s3, secret):
        arguments = (Credentials(self.account, secret), "s3" if s3 else "sqs", "us-east-1")
        names = ["s3v4", "s3v4-query"] if s3 else ["v4", "v4-query"]
        old = [auth.AUTH_TYPE_MAPS[name](arguments[0]) for name in ("s3", "s3-query") if s3]
        if HAS_CRT:
            names += ["s3v4a", "s3v4a-query"] if s3 else ["v4a"]
        return old + [auth.AUTH_TYPE_MAPS[name](*arguments) for name in names]

    def check(self, target, headers):
        """The right secret is let through, and what is not there is not found; another is not."""
        for s3 in (True, False):
            path, _, query = target.partition("?")
            if s3:
                path = "/no-such-bucket/key" + path
            else:
                query = "&".join(filter(None, [query, "Action=ListQueues&Version=2012-11-05"]))
            where = path + ("?" + query if query else "")
            pairs = zip(self.signers(s3, "secret"), self.signers(s3, "wrong"))
            for right, wrong in pairs:
                with self.subTest(signer=type(right).__name__, target=where, headers=headers):
                    self.assertIn(self.sent(right, where, headers)[0], (200, 404))
                    self.assertIn("SignatureDoesNotMatch", self.sent(wrong, where, headers)[1])

    def test_odd_targets(self):
        for target in TARGETS:
            self.check(target, {})

    def test_odd_headers(self):
        for headers in HEADERS:
            self.check("/a", headers)


class Objects(unittest.TestCase):
    def setUp(self):
        self.account = str(next(ACCOUNTS))
        self.bucket = "signed-" + self.account
        self.s3 = client("s3", self.account, s3={"addressing_style": "path"})
        self.s3.create_bucket(Bucket=self.bucket)

    def refused(self, code, call, **arguments):
        with self.assertRaises(ClientError) as refusal:
            call(**arguments)
        self.assertEqual(code, refusal.exception.response["Error"]["Code"])

    def test_keys_may_be_odd(self):
        for key in ("plain", "a b+c%d&e=f", "a//b/", "/slash", "~a._-", "ü/€/😀", "'()*!:@;,$"):
            with self.subTest(key=key):
                body = key.encode()
                self.s3.put_object(Bucket=self.bucket, Key=key, Body=body, Metadata={"a": "x  y"})
                answer = self.s3.get_object(Bucket=self.bucket, Key=key)
                self.assertEqual(body, answer["Body"].read())

    def test_presigned_addresses(self):
        for version in ("s3", "s3v4", "s3v4a") if HAS_CRT else ("s3", "s3v4"):
            with self.subTest(version=version):
                signing = client("s3", self.account, signature_version=version)
                where = {"Bucket": self.bucket, "Key": "p q"}
                put = signing.generate_presigned_url("put_object", where)
                get = signing.generate_presigned_url("get_object", where)
                wrong = client("s3", self.account, "wrong", signature_version=version)
                refused = wrong.generate_presigned_url("get_object", where)

                self.assertEqual(200, self.call("PUT", put, b"text")[0])
                self.assertEqual((200, "text"), self.call("GET", get))
                self.assertIn("SignatureDoesNotMatch", self.call("GET", refused)[1])
                self.assertIn("SignatureDoesNotMatch", self.call("DELETE", get)[1])

    def test_presigned_forms(self):
        for version in ("s3", "s3v4"):
            for secret, status in (("secret", 204), ("wrong", 403)):
                with self.subTest(version=version, secret=secret):
                    signing = client("s3", self.account, secret, signature_version=version)
                    form = signing.generate_presigned_post(self.bucket, "form")
                    parts = [
                        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                        for name, value in {**form["fields"], "file": "text"}.items()
                    ]
                    body = "".join(parts) + "--b--\r\n"
                    kind = {"Host": HOST, "Content-Type": "multipart/form-data; boundary=b"}
                    path = "/" + self.bucket
                    self.assertEqual(status, send("POST", path, kind, body.encode())[0])

    def call(self, method, address, body=b""):
        url = urllib.parse.urlsplit(address)
        return send(method, url.path + "?" + url.query, {"Host": url.netloc}, body)

    def test_a_wrong_secret_is_refused(self):
        wrong = client("s3", self.account, "wrong")
        self.refused(
            "SignatureDoesNotMatch", wrong.put_object, Bucket=self.bucket, Key="k", Body=b"b"
        )

    # Version 4A is awscrt's alone.
    if HAS_CRT:

        def test_a_signature_for_several_regions(self):
            for regions in ("*", "us-east-1", "eu-west-1,us-*"):
                with self.subTest(regions=regions):
                    s3 = client(
                        "s3",
                        self.account,
                        signature_version="s3v4a",
                        sigv4a_signing_region_set=regions,
                        s3={"addressing_style": "path"},
                    )
                    s3.put_object(Bucket=self.bucket, Key="several", Body=regions.encode())
                    answer = s3.get_object(Bucket=self.bucket, Key="several")
                    self.assertEqual(regions, answer["Body"].read().decode())

        def test_a_queue_in_several_regions(self):
            sqs = client(
                "sqs", self.account, signature_version="v4a", sigv4a_signing_region_set="us-east-1,eu-*"
            )
            url = sqs.create_queue(QueueName="orders")["QueueUrl"]
            sqs.send_message(QueueUrl=url, MessageBody="signed")
            received = sqs.receive_message(QueueUrl=url)["Messages"]
            self.assertEqual(["signed"], [message["Body"] for message in received])


if __name__ == "__main__":
    unittest.main(verbosity=2)
