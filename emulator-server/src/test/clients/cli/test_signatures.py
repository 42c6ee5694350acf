"""Objects by the AWS CLI, on a server that verifies: every account has the secret "secret".

Source of truth: https://docs.aws.amazon.com/cli/latest/reference/s3/ and
https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html.
"""

import itertools
import os
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request

ACCOUNTS = itertools.count(410_000_000_000)
ENDPOINT = os.environ["AWS_ENDPOINT_URL"]


class Objects(unittest.TestCase):
    def setUp(self):
        self.account = str(next(ACCOUNTS))
        self.bucket = "signed-" + self.account
        self.aws("s3api", "create-bucket", "--bucket", self.bucket)

    def run_aws(self, *arguments, secret="secret", config=os.devnull):
        environment = dict(
            os.environ,
            AWS_CONFIG_FILE=config,
            AWS_ACCESS_KEY_ID=self.account,
            AWS_SECRET_ACCESS_KEY=secret,
            AWS_DEFAULT_REGION="us-east-1",
            AWS_DEFAULT_OUTPUT="json",
            AWS_PAGER="",
            AWS_MAX_ATTEMPTS="1",
        )
        return subprocess.run(
            [sys.executable, "-m", "awscli", "--endpoint-url", ENDPOINT, *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def aws(self, *arguments, config=os.devnull):
        result = self.run_aws(*arguments, config=config)
        self.assertEqual(0, result.returncode, result.stderr)
        return result.stdout

    def test_objects_come_back(self):
        with tempfile.TemporaryDirectory() as folder:
            sent, received = os.path.join(folder, "sent"), os.path.join(folder, "received")
            with open(sent, "w") as file:
                file.write("some text " * 30_000)
            for key in ("plain", "a b+c%d", "ü/€"):
                with self.subTest(key=key):
                    self.aws("s3", "cp", sent, f"s3://{self.bucket}/{key}")
                    where = ("--bucket", self.bucket, "--key", key)
                    self.aws("s3api", "get-object", *where, received)
                    with open(sent) as one, open(received) as other:
                        self.assertEqual(one.read(), other.read())
            config = os.path.join(folder, "config")
            with open(config, "w") as file:
                file.write("[default]\ns3 =\n    signature_version = s3v4\n")
            what = f"s3://{self.bucket}/a b+c%d"
            # Left to itself, version 1 presigns by signature version 2.
            for arguments in ({"config": config}, {}):
                address = self.aws("s3", "presign", what, **arguments).strip()
                with urllib.request.urlopen(address) as answer:
                    self.assertEqual(300_000, len(answer.read()))
                with self.assertRaises(urllib.error.HTTPError) as refusal:
                    urllib.request.urlopen(address.replace("Signature=", "Signature=0"))
                with refusal.exception as answer:
                    self.assertIn("SignatureDoesNotMatch", answer.read().decode())

    def test_a_wrong_secret_is_refused(self):
        where = ("--bucket", self.bucket, "--key", "k")
        result = self.run_aws("s3api", "put-object", *where, secret="wrong")
        self.assertIn("(SignatureDoesNotMatch)", result.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
