"""S3 by the AWS CLI: its high-level commands, and those of the API.

Source of truth: https://docs.aws.amazon.com/cli/latest/reference/s3/ and
https://docs.aws.amazon.com/cli/latest/reference/s3api/.
"""

import contextlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

from awscli.clidriver import create_clidriver

ACCOUNTS = itertools.count(420_000_000_000)
ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
A_WHILE_AGO = time.time() - 60
DRIVER = create_clidriver()
ODD_KEYS = ["a//b", "100%2F+a b", "ü €/😀", "~'()*!:@;,$&=#^`{}[]\""]


def become_aws(account, arguments, files):
    code = 1
    try:
        for descriptor, file in enumerate(files):
            os.dup2(file.fileno(), descriptor)
        os.environ.update(
            AWS_ACCESS_KEY_ID=account,
            AWS_SECRET_ACCESS_KEY="secret",
            AWS_DEFAULT_REGION="us-east-1",
            AWS_DEFAULT_OUTPUT="json",
            AWS_PAGER="",
            AWS_MAX_ATTEMPTS="1",
        )
        code = DRIVER.main(["--endpoint-url", ENDPOINT, *arguments])
        sys.stdout.flush()
    finally:
        os._exit(code)


class S3Case(unittest.TestCase):
    def setUp(self):
        self.account = str(next(ACCOUNTS))
        self.bucket = "cli-" + self.account
        self.uri = "s3://" + self.bucket
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def run_aws(self, *arguments, text=True, input=b""):
        """Runs a command in a process of its own, which has the CLI loaded already."""
        with contextlib.ExitStack() as stack:
            files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(3)]
            files[0].write(input)
            files[0].seek(0)
            process = os.fork()
            if process == 0:
                become_aws(self.account, arguments, files)
            code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
            for file in files:
                file.seek(0)
            output, errors = files[1].read(), files[2].read().decode()
            return subprocess.CompletedProcess(
                arguments, code, output.decode() if text else output, errors
            )

    def aws(self, *arguments, **options):
        result = self.run_aws(*arguments, **options)
        self.assertEqual(0, result.returncode, result.stderr)
        return result.stdout

    def api(self, command, *arguments):
        answer = self.aws("s3api", command, "--bucket", self.bucket, *arguments)
        return json.loads(answer) if answer.strip() else None

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
        # S3 knows seconds only: what is as new as its object would be copied once more.
        os.utime(path, (A_WHILE_AGO, A_WHILE_AGO))
        return path

    def read(self, name):
        with open(os.path.join(self.folder, name), "rb") as file:
            return file.read()

    def keys(self):
        listed = self.api("list-objects-v2")
        return [found["Key"] for found in (listed or {}).get("Contents", [])]


class HighLevelCommands(S3Case):
    def setUp(self):
        super().setUp()
        self.aws("s3", "mb", self.uri)

    def test_buckets_are_made_listed_and_removed(self):
        self.assertIn(self.bucket, self.aws("s3", "ls"))
        self.aws("s3", "cp", self.write("f", b"text"), self.uri)
        self.assertRegex(self.aws("s3", "ls", self.uri), r" +4 f\n$")
        refused = self.run_aws("s3", "rb", self.uri)
        self.assertIn("(BucketNotEmpty)", refused.stderr)
        self.aws("s3", "rb", self.uri, "--force")
        refused = self.run_aws("s3", "ls", self.uri)
        self.assertIn("(NoSuchBucket)", refused.stderr)
        self.assertEqual("", self.aws("s3", "ls"))

    def test_large_files_and_streams_are_copied(self):
        content = os.urandom((17 << 20) + 1)
        self.aws("s3", "cp", self.write("sent", content), self.uri + "/large")
        self.assertTrue(self.api("head-object", "--key", "large")["ETag"].endswith('-3"'))
        self.aws("s3", "mv", self.uri + "/large", self.uri + "/moved")
        self.aws("s3", "cp", self.uri + "/moved", os.path.join(self.folder, "received"))
        self.assertTrue(content == self.read("received"))
        self.assertEqual(["moved"], self.keys())
        self.aws("s3", "cp", "-", self.uri + "/stream", input=b"text", text=False)
        self.assertEqual(b"text", self.aws("s3", "cp", self.uri + "/stream", "-", text=False))

    def test_folders_are_kept_in_step(self):
        for name in ("one", "sub/two", "sub/three.tmp"):
            self.write("from/" + name, name.encode())
        source = os.path.join(self.folder, "from")
        target = self.uri + "/copy"
        self.aws("s3", "sync", source, target, "--exclude", "*.tmp")
        self.assertEqual(["copy/one", "copy/sub/two"], self.keys())
        self.assertEqual("", self.aws("s3", "sync", source, target, "--exclude", "*.tmp"))
        os.remove(os.path.join(source, "one"))
        self.write("from/sub/two", b"longer than before")
        self.aws("s3", "sync", source, target, "--delete")
        self.assertEqual(["copy/sub/three.tmp", "copy/sub/two"], self.keys())
        self.aws("s3", "sync", target, os.path.join(self.folder, "to"))
        self.assertEqual(b"longer than before", self.read("to/sub/two"))
        self.aws("s3", "rm", target, "--recursive")
        self.assertEqual([], self.keys())

    def test_presigned_addresses_are_open(self):
        self.aws("s3", "cp", self.write("f", b"text"), self.uri + "/a b+ü")
        address = self.aws("s3", "presign", self.uri + "/a b+ü", "--expires-in", "60").strip()
        with urllib.request.urlopen(address) as answer:
            self.assertEqual(b"text", answer.read())


class ApiCommands(S3Case):
    def setUp(self):
        super().setUp()
        self.api("create-bucket")

    def test_keys_are_kept_byte_for_byte(self):
        for key in ODD_KEYS:
            with self.subTest(key=key):
                sent = self.write("sent", key.encode())
                self.api("put-object", "--key", key, "--body", sent)
                self.api("get-object", "--key", key, os.path.join(self.folder, "received"))
                self.assertEqual(key, self.read("received").decode())
        self.assertEqual(sorted(ODD_KEYS), self.keys())
        objects = json.dumps({"Objects": [{"Key": key} for key in ODD_KEYS]})
        self.api("delete-objects", "--delete", objects)
        self.assertEqual([], self.keys())

    def test_configurations_and_versions(self):
        self.api("put-bucket-versioning", "--versioning-configuration", "Status=Enabled")
        self.assertEqual("Enabled", self.api("get-bucket-versioning")["Status"])
        rule = {
            "ID": "r",
            "Status": "Enabled",
            "Filter": {"Prefix": "logs/"},
            "Expiration": {"Days": 7},
        }
        rules = json.dumps({"Rules": [rule]})
        self.api("put-bucket-lifecycle-configuration", "--lifecycle-configuration", rules)
        self.assertEqual([rule], self.api("get-bucket-lifecycle-configuration")["Rules"])
        first = self.api("put-object", "--key", "k", "--tagging", "a=1")["VersionId"]
        self.api("delete-object", "--key", "k")
        versions = self.api("list-object-versions")
        self.assertEqual([first], [version["VersionId"] for version in versions["Versions"]])
        self.assertTrue(versions["DeleteMarkers"][0]["IsLatest"])
        tags = self.api("get-object-tagging", "--key", "k", "--version-id", first)["TagSet"]
        self.assertEqual([{"Key": "a", "Value": "1"}], tags)

    def test_a_refusal(self):
        result = self.run_aws("s3api", "get-bucket-policy", "--bucket", self.bucket)
        self.assertIn(
            "An error occurred (NoSuchBucketPolicy) when calling the GetBucketPolicy operation:"
            " The bucket policy does not exist",
            result.stderr,
        )


if __name__ == "__main__":
    unittest.main(verbosity=2)
