"""SNS by the AWS CLI. The endpoint is in AWS_ENDPOINT_URL.

Source of truth: https://docs.aws.amazon.com/cli/latest/reference/sns/
"""

import json
import os
import subprocess
import sys
import unittest


def aws(*arguments):
    environment = dict(
        os.environ,
        AWS_ACCESS_KEY_ID="540000000000",
        AWS_SECRET_ACCESS_KEY="secret",
        AWS_DEFAULT_REGION="us-east-1",
    )
    result = subprocess.run(
        [sys.executable, "-m", "awscli", "sns", *arguments, "--output", "json"],
        env=environment,
        capture_output=True,
        text=True,
    )
    return result.returncode, json.loads(result.stdout or "{}"), result.stderr


class Sns(unittest.TestCase):
    def test_topics_and_subscriptions(self):
        topic = aws("create-topic", "--name", "news")[1]["TopicArn"]
        pending = aws(
            "subscribe",
            "--topic-arn",
            topic,
            "--protocol",
            "email",
            "--notification-endpoint",
            "a@example.com",
        )[1]
        self.assertEqual("pending confirmation", pending["SubscriptionArn"])
        listed = aws("list-subscriptions-by-topic", "--topic-arn", topic)[1]["Subscriptions"]
        self.assertEqual("PendingConfirmation", listed[0]["SubscriptionArn"])
        code, _, error = aws("confirm-subscription", "--topic-arn", topic, "--token", "wrong")
        self.assertNotEqual(0, code)
        self.assertIn("Invalid token", error)
        self.assertIn("MessageId", aws("publish", "--topic-arn", topic, "--message", "hello")[1])


if __name__ == "__main__":
    unittest.main(verbosity=2)
