"""The image in place of LocalStack's, by Testcontainers for Python, through a random port.

Source of truth: its class for LocalStack, and docs/migration.md of this project.
"""

import os
import unittest

from testcontainers.localstack import LocalStackContainer

IMAGE = os.environ["BRUME_IMAGE"]


class ContainerTest(unittest.TestCase):
    def test_the_class_for_localstack_takes_the_image(self):
        with LocalStackContainer(IMAGE) as container:
            sqs = container.get_client("sqs")
            url = sqs.create_queue(QueueName="orders")["QueueUrl"]
            self.assertEqual(container.get_url() + "/000000000000/orders", url)
            sqs.send_message(QueueUrl=url, MessageBody="one coffee")
            self.assertEqual("one coffee", sqs.receive_message(QueueUrl=url)["Messages"][0]["Body"])

    def test_services_are_restricted(self):
        with LocalStackContainer(IMAGE).with_services("s3") as container:
            s3 = container.get_client("s3")
            s3.create_bucket(
                Bucket="photos",
                CreateBucketConfiguration={"LocationConstraint": container.region_name},
            )
            self.assertEqual(["photos"], [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]])
            with self.assertRaisesRegex(Exception, "SERVICES"):
                container.get_client("sqs").list_queues()


if __name__ == "__main__":
    unittest.main(verbosity=2)
