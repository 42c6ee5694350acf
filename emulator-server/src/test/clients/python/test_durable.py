"""Durable functions by AWS's durable execution SDK for Python; driven by boto3 and the AWS CLI.

The endpoint is in AWS_ENDPOINT_URL; its clock is this program's alone.

Source of truth: https://docs.aws.amazon.com/lambda/latest/dg/durable-functions.html.
"""

import io
import json
import os
import subprocess
import sys
import sysconfig
import time
import unittest
import urllib.request
import zipfile

import boto3
from botocore.config import Config

ACCOUNT = "350000000000"
REGION = "eu-central-1"
DURABLE = """
from aws_durable_execution_sdk_python import durable_execution
from aws_durable_execution_sdk_python.config import CallbackConfig, Duration

@durable_execution
def handler(event, context):
    doubled = context.step(lambda _: event["x"] * 2, name="double")
    context.wait(Duration.from_days(365), name="year")
    asked = CallbackConfig(timeout=Duration.from_hours(1))
    approved = context.create_callback(name="approve", config=asked).result()
    inner = context.run_in_child_context(lambda c: c.step(lambda _: 7, name="inner"), name="child")
    plain = context.invoke("plain", {"y": 1}, name="plain")
    fan = context.map([1, 2], lambda c, item, i, items: c.step(lambda _: item * 10), name="fan")
    return [doubled, approved, inner, plain, fan.get_results()]
"""


def archive(code):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as zip_file:
        zip_file.writestr("index.py", code)
    return content.getvalue()


def advance(duration):
    body = json.dumps({"duration": duration}).encode()
    url = os.environ["AWS_ENDPOINT_URL"] + "/_brume/clock/advance"
    headers = {"Content-Type": "application/json"}
    urllib.request.urlopen(urllib.request.Request(url, body, headers)).close()


def aws(*arguments):
    environment = dict(
        os.environ,
        AWS_ACCESS_KEY_ID=ACCOUNT,
        AWS_SECRET_ACCESS_KEY="secret",
        AWS_DEFAULT_REGION=REGION,
    )
    command = [sys.executable, "-m", "awscli", "lambda", *arguments, "--output", "json"]
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    if result.returncode != 0:
        raise AssertionError(result.stderr)
    return json.loads(result.stdout or "{}")


class DurableFunctions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.functions = boto3.client(
            "lambda",
            region_name=REGION,
            endpoint_url=os.environ["AWS_ENDPOINT_URL"],
            aws_access_key_id=ACCOUNT,
            aws_secret_access_key="secret",
            config=Config(retries={"total_max_attempts": 1}),
        )
        cls.create("plain", "def handler(event, context): return {'got': event}")
        environment = {"Variables": {"PYTHONPATH": sysconfig.get_path("purelib")}}
        durable = {"ExecutionTimeout": 31_622_400, "RetentionPeriodInDays": 1}
        cls.create("f", DURABLE, Environment=environment, DurableConfig=durable)

    @classmethod
    def create(cls, name, code, **more):
        cls.functions.create_function(
            FunctionName=name,
            Runtime="python3.13",
            Handler="index.handler",
            Role="arn:aws:iam::%s:role/lambda" % ACCOUNT,
            Code={"ZipFile": archive(code)},
            Timeout=60,
            **more
        )
        cls.functions.get_waiter("function_active_v2").wait(FunctionName=name)

    def events(self, arn):
        history = self.functions.get_durable_execution_history(DurableExecutionArn=arn)
        return history["Events"]

    def until(self, look):
        for _ in range(1200):
            found = look()
            if found:
                return found
            time.sleep(0.1)
        self.fail("It has not come")

    def callback(self, arn):
        for event in self.events(arn):
            if event["EventType"] == "CallbackStarted":
                return event["CallbackStartedDetails"]["CallbackId"]
        return None

    def start_and_wait_a_year(self, name):
        arn = self.functions.invoke(
            FunctionName="f:$LATEST",
            InvocationType="Event",
            Payload=b'{"x": 21}',
            DurableExecutionName=name,
        )["DurableExecutionArn"]
        self.until(lambda: self.events(arn)[-1]["EventType"] == "InvocationCompleted")
        advance("P365D")
        return arn, self.until(lambda: self.callback(arn))

    def test_a_year_passes_and_callbacks_come(self):
        arn, callback = self.start_and_wait_a_year("first")
        self.functions.send_durable_execution_callback_heartbeat(CallbackId=callback)
        self.functions.send_durable_execution_callback_success(
            CallbackId=callback, Result=b'"yes"'
        )
        get = self.functions.get_durable_execution
        self.until(lambda: get(DurableExecutionArn=arn)["Status"] != "RUNNING")
        ended = get(DurableExecutionArn=arn)
        self.assertEqual(ended["Status"], "SUCCEEDED", ended)
        self.assertEqual(
            json.loads(ended["Result"]), [42, '"yes"', 7, {"got": {"y": 1}}, [10, 20]]
        )

    def test_the_command_line_lists_and_stops_them(self):
        arn, _ = self.start_and_wait_a_year("second")
        listed = aws(
            "list-durable-executions-by-function",
            "--function-name",
            "f",
            "--durable-execution-name",
            "second",
        )
        self.assertEqual(listed["DurableExecutions"][0]["Status"], "RUNNING")
        aws(
            "stop-durable-execution",
            "--durable-execution-arn",
            arn,
            "--error",
            "ErrorType=Enough,ErrorMessage=by hand",
        )
        stopped = aws("get-durable-execution", "--durable-execution-arn", arn)
        self.assertEqual(stopped["Status"], "STOPPED")
        self.assertEqual(stopped["Error"]["ErrorType"], "Enough")


if __name__ == "__main__":
    unittest.main(verbosity=2)
