"""Access points by boto3, the AWS SDK for Python: S3 Control, and ARNs in the place of buckets.

botocore writes what an ARN or a request to S3 Control is for before the host that it was given. The
endpoint is in AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.

Source of truth: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-access-points.html, and
https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html.
"""

import io
import itertools
import json
import os
import socket
import unittest
import urllib.parse
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNTS = itertools.count(330_000_000_000)
REGION = "us-west-2"
PORT = urllib.parse.urlsplit(os.environ["AWS_ENDPOINT_URL"]).port
ENDPOINT = f"http://localhost:{PORT}"
PART = 5 << 20

# All names under localhost are this machine (RFC 6761), but not to every resolver.
resolve = socket.getaddrinfo


def resolve_localhost(host, *arguments, **named):
    if isinstance(host, str) and host.endswith(".localhost"):
        host = "127.0.0.1"
    return resolve(host, *arguments, **named)


socket.getaddrinfo = resolve_localhost


def client(service, account, **config):
    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=ENDPOINT,
        aws_access_key_id=account,
        aws_secret_access_key="secret",
        config=Config(retries={"total_max_attempts": 1}, **config),
    )


class AccessPoints(unittest.TestCase):
    def setUp(self):
        self.account = str(next(ACCOUNTS))
        self.bucket = "points-" + self.account
        self.s3 = client("s3", self.account)
        self.control = client("s3control", self.account)
        self.s3.create_bucket(
            Bucket=self.bucket, CreateBucketConfiguration={"LocationConstraint": REGION}
        )
        made = self.control.create_access_point(
            AccountId=self.account,
            Name="point",
            Bucket=self.bucket,
            Tags=[{"Key": "a", "Value": "1"}],
        )
        self.arn, self.alias = made["AccessPointArn"], made["Alias"]

    def refused(self, code, status, call, **arguments):
        with self.assertRaises(ClientError) as refusal:
            call(**arguments)
        response = refusal.exception.response
        self.assertEqual(code, response["Error"]["Code"])
        self.assertEqual(status, response["ResponseMetadata"]["HTTPStatusCode"])
        self.assertTrue(response["ResponseMetadata"]["RequestId"])
        return response["Error"]

    def test_points_are_told_of(self):
        told = self.control.get_access_point(AccountId=self.account, Name="point")
        self.assertEqual(self.bucket, told["Bucket"])
        self.assertEqual("Internet", told["NetworkOrigin"])
        self.assertEqual(f"s3-accesspoint.{REGION}.amazonaws.com", told["Endpoints"]["ipv4"])
        self.assertTrue(all(told["PublicAccessBlockConfiguration"].values()))
        listed = self.control.list_access_points(AccountId=self.account, Bucket=self.bucket)
        self.assertEqual([self.arn], [each["AccessPointArn"] for each in listed["AccessPointList"]])
        error = self.refused(
            "NoSuchAccessPoint",
            404,
            self.control.get_access_point,
            AccountId=self.account,
            Name="none",
        )
        self.assertEqual("none", error["AccessPointName"])

    def test_objects_by_arn_and_alias(self):
        self.s3.put_object(Bucket=self.arn, Key="dir/a b+ü", Body=b"text")
        for name in (self.arn, self.alias, self.bucket):
            read = self.s3.get_object(Bucket=name, Key="dir/a b+ü")
            self.assertEqual(b"text", read["Body"].read())
            listed = self.s3.list_objects_v2(Bucket=name, Prefix="dir/")
            self.assertEqual(["dir/a b+ü"], [each["Key"] for each in listed["Contents"]])
        source = {"Bucket": self.arn, "Key": "dir/a b+ü"}
        self.s3.copy_object(Bucket=self.arn, Key="copy", CopySource=source)
        deleted = self.s3.delete_objects(Bucket=self.arn, Delete={"Objects": [{"Key": "copy"}]})
        self.assertEqual(["copy"], [each["Key"] for each in deleted["Deleted"]])
        self.assertTrue(self.s3.head_bucket(Bucket=self.alias)["AccessPointAlias"])
        self.refused("MethodNotAllowed", 405, self.s3.get_bucket_versioning, Bucket=self.arn)

    def test_transfers_in_parts(self):
        config = TransferConfig(multipart_threshold=PART, multipart_chunksize=PART)
        content = bytes(range(256)) * (2 * PART // 256 + 1)
        self.s3.upload_fileobj(io.BytesIO(content), self.arn, "big", Config=config)
        received = io.BytesIO()
        self.s3.download_fileobj(self.arn, "big", received, Config=config)
        self.assertEqual(content, received.getvalue())

    def test_presigned_addresses(self):
        self.s3.put_object(Bucket=self.bucket, Key="a b", Body=b"text")
        for version in ("s3", "s3v4"):
            signing = client("s3", self.account, signature_version=version)
            url = signing.generate_presigned_url(
                "get_object", Params={"Bucket": self.arn, "Key": "a b"}
            )
            with urllib.request.urlopen(url) as answer:
                self.assertEqual(b"text", answer.read())

    def test_policies_tags_and_blocks(self):
        named = {"AccountId": self.account, "Name": "point"}
        self.refused("NoSuchAccessPointPolicy", 404, self.control.get_access_point_policy, **named)
        statement = {
            "Effect": "Allow",
            "Principal": {"AWS": self.account},
            "Action": "s3:GetObject",
            "Resource": self.arn + "/object/*",
        }
        policy = {"Version": "2012-10-17", "Statement": [statement]}
        self.control.put_access_point_policy(Policy=json.dumps(policy), **named)
        kept = self.control.get_access_point_policy(**named)["Policy"]
        self.assertEqual(policy, json.loads(kept))
        status = self.control.get_access_point_policy_status(**named)["PolicyStatus"]
        self.assertFalse(status["IsPublic"])
        self.control.delete_access_point_policy(**named)

        resource = {"AccountId": self.account, "ResourceArn": self.arn}
        self.control.tag_resource(Tags=[{"Key": "b", "Value": "2"}], **resource)
        self.control.untag_resource(TagKeys=["a"], **resource)
        tags = self.control.list_tags_for_resource(**resource)["Tags"]
        self.assertEqual([{"Key": "b", "Value": "2"}], tags)

        account = {"AccountId": self.account}
        self.control.put_public_access_block(
            PublicAccessBlockConfiguration={"BlockPublicAcls": True}, **account
        )
        block = self.control.get_public_access_block(**account)
        self.assertTrue(block["PublicAccessBlockConfiguration"]["BlockPublicAcls"])
        self.control.delete_public_access_block(**account)
        self.refused(
            "NoSuchPublicAccessBlockConfiguration",
            404,
            self.control.get_public_access_block,
            **account,
        )

    def test_buckets_outlive_their_points_only(self):
        self.refused(
            "BucketHasAccessPointsAttached", 400, self.s3.delete_bucket, Bucket=self.bucket
        )
        self.control.delete_access_point(AccountId=self.account, Name="point")
        self.s3.delete_bucket(Bucket=self.bucket)


if __name__ == "__main__":
    unittest.main(verbosity=2)
