"""Roles that botocore and the AWS CLI assume because a profile names them.

The server enforces policies and verifies signatures; every account has the secret "secret". Its
endpoint is in AWS_ENDPOINT_URL.

Source of truth:
https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html and
https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html.
"""

import itertools
import json
import os
import subprocess
import sys
import tempfile
import unittest

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNTS = itertools.count(620_000_000_000)
ENDPOINT = os.environ["AWS_ENDPOINT_URL"]
ALLOW_ASSUMING = {
    "Version": "2012-10-17",
    "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"},
}


def trust(principal, **condition):
    statement = {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": "sts:AssumeRole"}
    if condition:
        statement["Condition"] = condition
    return json.dumps({"Version": "2012-10-17", "Statement": statement})


class Profiles(unittest.TestCase):
    def setUp(self):
        self.account = str(next(ACCOUNTS))
        self.root = boto3.client(
            "iam",
            region_name="us-east-1",
            aws_access_key_id=self.account,
            aws_secret_access_key="secret",
        )
        self.root.create_user(UserName="ana")
        self.root.put_user_policy(
            UserName="ana", PolicyName="p", PolicyDocument=json.dumps(ALLOW_ASSUMING)
        )
        self.key = self.root.create_access_key(UserName="ana")["AccessKey"]
        self.user = f"arn:aws:iam::{self.account}:user/ana"
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def create_role(self, name, policy):
        arn = self.root.create_role(RoleName=name, AssumeRolePolicyDocument=policy)["Role"]["Arn"]
        self.root.put_role_policy(
            RoleName=name, PolicyName="p", PolicyDocument=json.dumps(ALLOW_ASSUMING)
        )
        return arn

    def configure(self, **profiles):
        """Writes a configuration; the profile "base" has the user's key."""
        lines = [
            "[profile base]",
            "region = us-east-1",
            "aws_access_key_id = " + self.key["AccessKeyId"],
            "aws_secret_access_key = " + self.key["SecretAccessKey"],
        ]
        for name, settings in profiles.items():
            lines += [f"[profile {name}]", "region = us-east-1"]
            lines += [f"{setting} = {value}" for setting, value in settings.items()]
        path = os.path.join(self.folder.name, "config")
        with open(path, "w") as file:
            file.write("\n".join(lines) + "\n")
        environment = dict(os.environ, AWS_CONFIG_FILE=path)
        environment["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            environment.pop(name, None)
        return environment

    def identity(self, environment, profile):
        """Who boto3 is by that profile; a process of its own reads the variables."""
        program = (
            "import boto3, sys\n"
            "session = boto3.Session(profile_name=sys.argv[1])\n"
            "print(session.client('sts').get_caller_identity()['Arn'])"
        )
        return self.run_program(environment, "-c", program, profile)

    def run_program(self, environment, *arguments):
        result = subprocess.run(
            [sys.executable, *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        self.assertEqual(0, result.returncode, result.stderr)
        return result.stdout.strip()

    def test_a_profile_assumes_a_role(self):
        role = self.create_role("one", trust(self.user))
        environment = self.configure(
            one={"role_arn": role, "source_profile": "base", "role_session_name": "named"}
        )
        self.assertEqual(self.user, self.identity(environment, "base"))
        self.assertEqual(
            f"arn:aws:sts::{self.account}:assumed-role/one/named",
            self.identity(environment, "one"),
        )

    def test_roles_are_chained(self):
        first = self.create_role("first", trust(self.user))
        second = self.create_role("second", trust(first))
        environment = self.configure(
            first={"role_arn": first, "source_profile": "base"},
            second={"role_arn": second, "source_profile": "first", "role_session_name": "last"},
        )
        self.assertEqual(
            f"arn:aws:sts::{self.account}:assumed-role/second/last",
            self.identity(environment, "second"),
        )

    def test_an_external_id_comes_from_the_profile(self):
        role = self.create_role(
            "external", trust(self.user, StringEquals={"sts:ExternalId": "12345"})
        )
        settings = {"role_arn": role, "source_profile": "base", "role_session_name": "named"}
        environment = self.configure(
            right=dict(settings, external_id="12345"), wrong=dict(settings, external_id="54321")
        )
        self.assertIn("assumed-role/external/named", self.identity(environment, "right"))
        with self.assertRaises(AssertionError) as refused:
            self.identity(environment, "wrong")
        self.assertIn("AccessDenied", str(refused.exception))

    def test_the_command_line_does_the_same(self):
        role = self.create_role("cli", trust(self.user))
        environment = self.configure(
            cli={"role_arn": role, "source_profile": "base", "duration_seconds": "900"}
        )
        environment["AWS_PAGER"] = ""
        answer = self.run_program(
            environment,
            "-m", "awscli", "--profile", "cli", "--endpoint-url", ENDPOINT, "--output", "json",
            "sts", "get-caller-identity",
        )  # fmt: skip
        self.assertIn(":assumed-role/cli/", json.loads(answer)["Arn"])

    def test_a_deleted_key_assumes_nothing(self):
        role = self.create_role("gone", trust(self.user))
        environment = self.configure(gone={"role_arn": role, "source_profile": "base"})
        self.root.delete_access_key(UserName="ana", AccessKeyId=self.key["AccessKeyId"])
        with self.assertRaises(AssertionError) as refused:
            self.identity(environment, "gone")
        self.assertIn("InvalidClientTokenId", str(refused.exception))

    def test_a_session_token_belongs_to_its_key(self):
        sts = boto3.client(
            "sts",
            region_name="us-east-1",
            aws_access_key_id=self.key["AccessKeyId"],
            aws_secret_access_key=self.key["SecretAccessKey"],
        )
        one, other = (sts.get_session_token()["Credentials"] for _ in range(2))
        forged = boto3.client(
            "sts",
            region_name="us-east-1",
            aws_access_key_id=one["AccessKeyId"],
            aws_secret_access_key=one["SecretAccessKey"],
            aws_session_token=other["SessionToken"],
            config=Config(retries={"total_max_attempts": 1}),
        )
        with self.assertRaises(ClientError) as refused:
            forged.get_caller_identity()
        self.assertEqual("InvalidClientTokenId", refused.exception.response["Error"]["Code"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
