"""KMS, Secrets Manager and Parameter Store by boto3, the AWS SDK for Python.

The endpoint is in AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.

Source of truth: https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html,
https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html and
https://docs.aws.amazon.com/systems-manager/latest/APIReference/Welcome.html, the page of each
operation, and answers recorded on AWS, KMS, Secrets Manager and SSM, 2022 to 2026.
"""

import hashlib
import itertools
import os
import unittest

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNTS = itertools.count(350_000_000_000)


class KeysAndSecrets(unittest.TestCase):
    def setUp(self):
        session = boto3.Session(
            region_name="us-east-1",
            aws_access_key_id=str(next(ACCOUNTS)),
            aws_secret_access_key="secret",
        )
        options = {
            "endpoint_url": os.environ["AWS_ENDPOINT_URL"],
            "config": Config(retries={"total_max_attempts": 1}),
        }
        self.kms = session.client("kms", **options)
        self.secrets = session.client("secretsmanager", **options)
        self.ssm = session.client("ssm", **options)

    def refused(self, code, call, **arguments):
        with self.assertRaises(ClientError) as refusal:
            call(**arguments)
        error = refusal.exception.response["Error"]
        self.assertEqual(code, error["Code"])
        return error["Message"]

    def test_a_key_encrypts_and_its_deletion_waits(self):
        key = self.kms.create_key(Description="mine")["KeyMetadata"]
        self.assertEqual("Enabled", key["KeyState"])
        self.kms.create_alias(AliasName="alias/mine", TargetKeyId=key["KeyId"])
        context = {"purpose": "test"}
        sealed = self.kms.encrypt(
            KeyId="alias/mine", Plaintext=b"hello", EncryptionContext=context
        )["CiphertextBlob"]
        opened = self.kms.decrypt(CiphertextBlob=sealed, EncryptionContext=context)
        self.assertEqual(b"hello", opened["Plaintext"])
        self.refused("InvalidCiphertextException", self.kms.decrypt, CiphertextBlob=sealed)
        self.kms.schedule_key_deletion(KeyId=key["KeyId"], PendingWindowInDays=7)
        message = self.refused(
            "KMSInvalidStateException", self.kms.encrypt, KeyId=key["KeyId"], Plaintext=b"x"
        )
        self.assertEqual(f"{key['Arn']} is pending deletion.", message)

    def test_a_key_pair_signs(self):
        for spec, algorithm in [
            ("RSA_2048", "RSASSA_PSS_SHA_256"),
            ("ECC_NIST_P256", "ECDSA_SHA_256"),
            ("ECC_SECG_P256K1", "ECDSA_SHA_256"),
            ("ML_DSA_44", "ML_DSA_SHAKE_256"),
        ]:
            with self.subTest(spec):
                key = self.kms.create_key(KeySpec=spec, KeyUsage="SIGN_VERIFY")["KeyMetadata"]
                arguments = {"KeyId": key["KeyId"], "SigningAlgorithm": algorithm}
                signature = self.kms.sign(Message=b"m", **arguments)["Signature"]
                self.assertTrue(
                    self.kms.verify(Message=b"m", Signature=signature, **arguments)[
                        "SignatureValid"
                    ]
                )
                if not spec.startswith("ML"):
                    self.kms.verify(
                        Message=hashlib.sha256(b"m").digest(),
                        MessageType="DIGEST",
                        Signature=signature,
                        **arguments,
                    )
                self.refused(
                    "KMSInvalidSignatureException",
                    self.kms.verify,
                    Message=b"n",
                    Signature=signature,
                    **arguments,
                )

    def test_a_secret_has_versions(self):
        arn = self.secrets.create_secret(Name="db", SecretString="1")["ARN"]
        self.secrets.put_secret_value(SecretId=arn, SecretString="2")
        self.assertEqual("2", self.secrets.get_secret_value(SecretId="db")["SecretString"])
        former = self.secrets.get_secret_value(SecretId="db", VersionStage="AWSPREVIOUS")
        self.assertEqual("1", former["SecretString"])
        pages = self.secrets.get_paginator("list_secrets").paginate(
            Filters=[{"Key": "name", "Values": ["d"]}]
        )
        self.assertEqual(["db"], [s["Name"] for page in pages for s in page["SecretList"]])
        self.secrets.delete_secret(SecretId="db")
        self.refused("InvalidRequestException", self.secrets.get_secret_value, SecretId="db")
        self.secrets.restore_secret(SecretId="db")
        self.secrets.get_secret_value(SecretId="db")

    def test_a_parameter_is_encrypted_by_kms(self):
        self.ssm.put_parameter(Name="/app/password", Value="hidden", Type="SecureString")
        sealed = self.ssm.get_parameter(Name="/app/password")["Parameter"]
        self.assertNotIn("hidden", sealed["Value"])
        opened = self.ssm.get_parameter(Name="/app/password", WithDecryption=True)["Parameter"]
        self.assertEqual("hidden", opened["Value"])
        (described,) = self.ssm.describe_parameters()["Parameters"]
        self.assertEqual("alias/aws/ssm", described["KeyId"])
        self.assertEqual(
            "AWS", self.kms.describe_key(KeyId="alias/aws/ssm")["KeyMetadata"]["KeyManager"]
        )
        self.refused(
            "InvalidKeyId",
            self.ssm.put_parameter,
            Name="/app/other",
            Value="v",
            Type="SecureString",
            KeyId="alias/nothing",
        )
        pages = self.ssm.get_paginator("get_parameters_by_path").paginate(Path="/app")
        self.assertEqual(
            ["/app/password"], [p["Name"] for page in pages for p in page["Parameters"]]
        )


if __name__ == "__main__":
    unittest.main(verbosity=2)
