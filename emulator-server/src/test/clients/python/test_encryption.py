"""Libraries that encrypt on the client's side by keys of KMS, and one that caches secrets.

The endpoint is in AWS_ENDPOINT_URL; every test has an account of its own, which is its access key.

Source of truth: https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/introduction.html,
https://docs.aws.amazon.com/database-encryption-sdk/latest/devguide/legacy-dynamodb-encryption-client.html
and https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieving-secrets_cache-python.html.
"""

import itertools
import logging
import os
import unittest

import aws_encryption_sdk
import boto3
import botocore.session
from aws_encryption_sdk.exceptions import DecryptKeyError
from aws_encryption_sdk.identifiers import CommitmentPolicy
from aws_secretsmanager_caching import SecretCache, SecretCacheConfig
from dynamodb_encryption_sdk.encrypted.table import EncryptedTable
from dynamodb_encryption_sdk.exceptions import UnwrappingError
from dynamodb_encryption_sdk.identifiers import CryptoAction
from dynamodb_encryption_sdk.material_providers.aws_kms import (
    AwsKmsCryptographicMaterialsProvider,
)
from dynamodb_encryption_sdk.structures import AttributeActions

ACCOUNTS = itertools.count(630_000_000_000)

# The libraries log what the tests refuse on purpose.
logging.disable(logging.CRITICAL)


class ClientSideEncryption(unittest.TestCase):
    def setUp(self):
        self.session = botocore.session.Session()
        self.session.set_config_variable("region", "us-east-1")
        self.session.set_credentials(str(next(ACCOUNTS)), "secret")
        self.boto3 = boto3.Session(botocore_session=self.session)
        self.kms = self.boto3.client("kms", endpoint_url=os.environ["AWS_ENDPOINT_URL"])

    def create_key(self):
        return self.kms.create_key()["KeyMetadata"]["Arn"]

    def provider(self, *keys):
        return aws_encryption_sdk.StrictAwsKmsMasterKeyProvider(
            key_ids=list(keys), botocore_session=self.session
        )

    def test_a_message_is_opened_by_any_of_its_keys(self):
        first, second = self.create_key(), self.create_key()
        client = aws_encryption_sdk.EncryptionSDKClient(
            commitment_policy=CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT
        )
        plain = b"some words " * 10_000
        sealed, _ = client.encrypt(
            source=plain,
            key_provider=self.provider(first, second),
            encryption_context={"purpose": "test"},
        )
        for key in (first, second):
            opened, header = client.decrypt(source=sealed, key_provider=self.provider(key))
            self.assertEqual(plain, opened)
            self.assertEqual("test", header.encryption_context["purpose"])
        self.kms.schedule_key_deletion(KeyId=first, PendingWindowInDays=7)
        client.decrypt(source=sealed, key_provider=self.provider(second))
        with self.assertRaises(DecryptKeyError):
            client.decrypt(source=sealed, key_provider=self.provider(first))

    def test_an_item_is_encrypted_and_signed(self):
        resource = self.boto3.resource("dynamodb", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
        table = resource.create_table(
            TableName="sealed",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )
        provider = AwsKmsCryptographicMaterialsProvider(
            key_id=self.create_key(), botocore_session=self.session
        )
        actions = AttributeActions(
            default_action=CryptoAction.ENCRYPT_AND_SIGN,
            attribute_actions={"open": CryptoAction.DO_NOTHING},
        )
        sealed = EncryptedTable(
            table=table, materials_provider=provider, attribute_actions=actions
        )
        sealed.put_item(Item={"id": "1", "secret": "word", "open": "seen"})
        self.assertEqual(
            {"id": "1", "secret": "word", "open": "seen"},
            sealed.get_item(Key={"id": "1"})["Item"],
        )
        stored = table.get_item(Key={"id": "1"})["Item"]
        self.assertEqual("seen", stored["open"])
        self.assertNotEqual("word", stored["secret"])
        # The item's own id is a part of the encryption context.
        table.put_item(Item=dict(stored, id="2"))
        with self.assertRaises(UnwrappingError):
            sealed.get_item(Key={"id": "2"})

    def test_secrets_are_cached(self):
        secrets = self.boto3.client(
            "secretsmanager", endpoint_url=os.environ["AWS_ENDPOINT_URL"]
        )
        secrets.create_secret(Name="cached", SecretString="one")
        cache = SecretCache(SecretCacheConfig(secret_refresh_interval=3600), client=secrets)
        self.assertEqual("one", cache.get_secret_string("cached"))
        secrets.put_secret_value(SecretId="cached", SecretString="two")
        self.assertEqual("one", cache.get_secret_string("cached"))
        fresh = SecretCache(client=secrets)
        self.assertEqual("two", fresh.get_secret_string("cached"))
        self.assertEqual("one", fresh.get_secret_string("cached", "AWSPREVIOUS"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
