"""S3 by boto3, the AWS SDK for Python, and its transfers.

The endpoint is in AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.

Source of truth: https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html, the page of each
operation, and https://boto3.amazonaws.com/v1/documentation/api/latest/guide/s3.html.
"""

import concurrent.futures
import hashlib
import io
import itertools
import os
import tempfile
import unittest
import urllib.error
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNTS = itertools.count(320_000_000_000)
MEBIBYTE = 1 << 20
ODD_KEYS = [
    "a//b",
    "//",
    "a/./b",
    "a/../c",
    "100%2F+a b",
    "ü €/😀",
    "~'()*!:@;,$&=?#<>|\\^`{}[]\"",
    "a\tb",
]


def client(account, **config):
    return boto3.client(
        "s3",
        region_name="us-east-1",
        aws_access_key_id=account,
        aws_secret_access_key="secret",
        config=Config(
            retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}, **config
        ),
    )


class S3Case(unittest.TestCase):
    def setUp(self):
        self.account = str(next(ACCOUNTS))
        self.bucket = "python-" + self.account
        self.s3 = client(self.account)
        self.s3.create_bucket(Bucket=self.bucket)

    def refused(self, code, status, call, **arguments):
        with self.assertRaises(ClientError) as refusal:
            call(**arguments)
        response = refusal.exception.response
        self.assertEqual(code, response["Error"]["Code"])
        self.assertEqual(status, response["ResponseMetadata"]["HTTPStatusCode"])
        self.assertTrue(response["ResponseMetadata"]["RequestId"])

    def put(self, key, body=b"text", **arguments):
        return self.s3.put_object(Bucket=self.bucket, Key=key, Body=body, **arguments)

    def read(self, key, **arguments):
        return self.s3.get_object(Bucket=self.bucket, Key=key, **arguments)["Body"].read()

    def listed(self, **arguments):
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, **arguments)
        return [found["Key"] for page in pages for found in page.get("Contents", [])]


class Objects(S3Case):
    def test_the_life_of_an_object(self):
        put = self.put("key", b"hello", Metadata={"color": "blue"}, ContentType="text/x")
        self.assertEqual('"5d41402abc4b2a76b9719d911017c592"', put["ETag"])
        got = self.s3.get_object(Bucket=self.bucket, Key="key")
        self.assertEqual(b"hello", got["Body"].read())
        self.assertEqual({"color": "blue"}, got["Metadata"])
        self.assertEqual("text/x", got["ContentType"])
        self.assertEqual(b"ell", self.read("key", Range="bytes=1-3"))
        self.refused("PreconditionFailed", 412, self.put, key="key", IfNoneMatch="*")
        self.refused("304", 304, self.read, key="key", IfNoneMatch=put["ETag"])
        self.s3.get_waiter("object_exists").wait(Bucket=self.bucket, Key="key")
        self.s3.delete_object(Bucket=self.bucket, Key="key")
        self.refused("NoSuchKey", 404, self.read, key="key")
        self.refused("404", 404, self.s3.head_object, Bucket=self.bucket, Key="key")
        self.refused("NoSuchBucket", 404, self.s3.list_objects, Bucket="no-" + self.bucket)

    def test_keys_are_kept_byte_for_byte(self):
        for key in ODD_KEYS:
            self.put(key, key.encode())
        for key in ODD_KEYS:
            with self.subTest(key=key):
                self.assertEqual(key.encode(), self.read(key))
                source = {"Bucket": self.bucket, "Key": key}
                self.s3.copy_object(Bucket=self.bucket, Key="copy", CopySource=source)
                self.assertEqual(key.encode(), self.read("copy"))
        self.s3.delete_object(Bucket=self.bucket, Key="copy")
        self.assertEqual(sorted(ODD_KEYS), self.listed())
        self.assertEqual(sorted(ODD_KEYS), self.listed(PaginationConfig={"PageSize": 2}))
        objects = [{"Key": key} for key in ODD_KEYS]
        answer = self.s3.delete_objects(Bucket=self.bucket, Delete={"Objects": objects})
        self.assertEqual(ODD_KEYS, [deleted["Key"] for deleted in answer["Deleted"]])
        self.assertEqual([], self.listed())

    def test_checksums_of_every_kind(self):
        body = b"some text " * 10_000
        for algorithm in ("CRC32", "SHA1", "SHA256"):
            with self.subTest(algorithm=algorithm):
                self.put("seekable", body, ChecksumAlgorithm=algorithm)
                answer = self.s3.get_object(
                    Bucket=self.bucket, Key="seekable", ChecksumMode="ENABLED"
                )
                self.assertTrue(answer["Checksum" + algorithm])
                self.assertEqual(body, answer["Body"].read())
        self.refused("BadDigest", 400, self.put, key="bad", ChecksumCRC32="AAAAAA==")
        self.refused("InvalidDigest", 400, self.put, key="bad", ContentMD5="AAAA")

    def test_versions(self):
        enabled = {"Status": "Enabled"}
        self.s3.put_bucket_versioning(Bucket=self.bucket, VersioningConfiguration=enabled)
        first, second = (self.put("key", body)["VersionId"] for body in (b"1", b"2"))
        marker = self.s3.delete_object(Bucket=self.bucket, Key="key")
        self.assertTrue(marker["DeleteMarker"])
        self.refused("NoSuchKey", 404, self.read, key="key")
        self.assertEqual(b"1", self.read("key", VersionId=first))
        pages = self.s3.get_paginator("list_object_versions").paginate(
            Bucket=self.bucket, PaginationConfig={"PageSize": 1}
        )
        versions = [version["VersionId"] for page in pages for version in page.get("Versions", [])]
        self.assertEqual([second, first], versions)
        where = {"Bucket": self.bucket, "Key": "key"}
        self.s3.delete_object(**where, VersionId=marker["VersionId"])
        self.assertEqual(b"2", self.read("key"))

    def test_presigned_requests_and_forms(self):
        where = {"Bucket": self.bucket, "Key": "a b+ü//%2F"}
        for version in ("s3", "s3v4"):
            with self.subTest(version=version):
                signing = client(self.account, signature_version=version)
                put = signing.generate_presigned_url("put_object", where)
                get = signing.generate_presigned_url("get_object", where)
                request = urllib.request.Request(put, data=version.encode(), method="PUT")
                # Signed without a type, which urllib would make up.
                request.add_header("Content-Type", "")
                urllib.request.urlopen(request).close()
                with urllib.request.urlopen(get) as answer:
                    self.assertEqual(version.encode(), answer.read())
        form = client(self.account, signature_version="s3v4").generate_presigned_post(
            self.bucket, "form/${filename}", Conditions=[["content-length-range", 1, 10]]
        )
        for content, status in ((b"text", 204), (b"more than ten bytes", 400)):
            self.assertEqual(status, self.post(form, content))
        self.assertEqual(b"text", self.read("form/f.txt"))

    def post(self, form, content):
        pieces = [
            f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in form["fields"].items()
        ]
        head = '--edge\r\nContent-Disposition: form-data; name="file"; filename="f.txt"\r\n\r\n'
        body = ("".join(pieces) + head).encode() + content + b"\r\n--edge--\r\n"
        kind = {"Content-Type": "multipart/form-data; boundary=edge"}
        request = urllib.request.Request(form["url"], data=body, headers=kind, method="POST")
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code

    def test_many_at_once(self):
        with concurrent.futures.ThreadPoolExecutor(8) as threads:
            list(threads.map(lambda i: self.put(f"k{i:03}", str(i).encode()), range(200)))
            bodies = list(threads.map(lambda i: self.read(f"k{i:03}"), range(200)))
        self.assertEqual([str(i).encode() for i in range(200)], bodies)
        self.assertEqual([f"k{i:03}" for i in range(200)], self.listed(MaxKeys=50))


class Transfers(S3Case):
    """By s3transfer, in parts of 5 MiB."""

    def setUp(self):
        super().setUp()
        self.config = TransferConfig(
            multipart_threshold=5 * MEBIBYTE, multipart_chunksize=5 * MEBIBYTE, max_concurrency=4
        )
        self.content = os.urandom(12 * MEBIBYTE + 1)

    def test_files_go_up_and_down(self):
        with tempfile.TemporaryDirectory() as folder:
            sent, received = os.path.join(folder, "sent"), os.path.join(folder, "received")
            with open(sent, "wb") as file:
                file.write(self.content)
            progress = []
            self.s3.upload_file(
                sent,
                self.bucket,
                "large ü",
                ExtraArgs={"Metadata": {"a": "1"}, "StorageClass": "STANDARD_IA"},
                Config=self.config,
                Callback=progress.append,
            )
            self.assertEqual(len(self.content), sum(progress))
            self.s3.download_file(self.bucket, "large ü", received, Config=self.config)
            with open(received, "rb") as file:
                self.assertEqual(self.digest(self.content), self.digest(file.read()))
        head = self.s3.head_object(Bucket=self.bucket, Key="large ü")
        self.assertEqual({"a": "1"}, head["Metadata"])
        self.assertEqual("STANDARD_IA", head["StorageClass"])
        self.assertRegex(head["ETag"], '^"[0-9a-f]{32}-3"$')

    def test_streams_and_copies_in_parts(self):
        self.s3.upload_fileobj(io.BytesIO(self.content), self.bucket, "a//b", Config=self.config)
        source = {"Bucket": self.bucket, "Key": "a//b"}
        self.s3.copy(source, self.bucket, "copy", Config=self.config)
        received = io.BytesIO()
        self.s3.download_fileobj(self.bucket, "copy", received, Config=self.config)
        self.assertEqual(self.digest(self.content), self.digest(received.getvalue()))
        self.assertNotIn("Uploads", self.s3.list_multipart_uploads(Bucket=self.bucket))

    def test_buckets_as_resources(self):
        resource = boto3.resource(
            "s3",
            region_name="us-east-1",
            aws_access_key_id=self.account,
            aws_secret_access_key="secret",
            config=Config(s3={"addressing_style": "path"}),
        )
        bucket = resource.Bucket(self.bucket)
        for i in range(3):
            bucket.put_object(Key=f"dir/{i}", Body=b"text")
        self.assertEqual(["dir/1"], [found.key for found in bucket.objects.filter(Prefix="dir/1")])
        bucket.objects.all().delete()
        bucket.delete()
        bucket.wait_until_not_exists()
        self.assertEqual([], list(resource.buckets.all()))

    @staticmethod
    def digest(content):
        return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    unittest.main(verbosity=2)
