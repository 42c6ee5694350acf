# The runtime of Python functions: asks for calls, and has the handler do them.
# https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import http.client
import importlib
import json
import logging
import os
import sys
import time
import traceback

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
TASK = os.environ["LAMBDA_TASK_ROOT"]
PREFIX = "/2018-06-01/runtime/"
JSON_LOGS = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"


HOST, PORT = API.rsplit(":", 1)
CONNECTION = http.client.HTTPConnection(HOST, int(PORT))


def call(method, path, body=None, headers=None):
    CONNECTION.request(method, PREFIX + path, body, headers or {})
    response = CONNECTION.getresponse()
    return response, response.read()


def end_output(request_id):
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(1, ("\0brume-end %s\n" % request_id).encode())


def log_time(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + "Z"


def log_error(error_type, message, stack):
    if JSON_LOGS:
        line = {
            "timestamp": log_time(time.time()),
            "log_level": "ERROR",
            "errorMessage": message,
            "errorType": error_type,
            "requestId": LogHandler.request_id,
            "stackTrace": stack,
        }
        print(json.dumps(line), flush=True)
        return
    lines = ["[ERROR] %s: %s" % (error_type, message)]
    if stack:
        lines.append("Traceback (most recent call last):")
        lines.extend(line.rstrip("\n").replace("  ", "\u00a0\u00a0") for line in stack)
    text = "\r".join(line.replace("\n", "\r") for line in lines)
    print("\0brume-unended " + text, flush=True)


def frames_of(error):
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename != __file__]
    lines = traceback.format_list(own)
    return [line.replace(TASK, "/var/task").replace(sys.base_prefix + "/lib/", "/var/lang/lib/") for line in lines]


def error_of(error, request_id):
    return {
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        "requestId": request_id,
        "stackTrace": frames_of(error),
    }


class Failure(Exception):
    def __init__(self, error_type, message, stack=None):
        super().__init__(message)
        self.answer = {
            "errorMessage": message,
            "errorType": error_type,
            "requestId": "",
            "stackTrace": stack or [],
        }


def load():
    handler = os.environ["_HANDLER"]
    if "." not in handler:
        raise Failure(
            "Runtime.MalformedHandlerName",
            "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % handler,
        )
    module_name, function_name = handler.rsplit(".", 1)
    module_name = module_name.replace("/", ".")
    try:
        module = importlib.import_module(module_name)
    except ImportError as error:
        raise Failure(
            "Runtime.ImportModuleError",
            "Unable to import module '%s': %s" % (module_name, error),
        )
    except SyntaxError as error:
        raise Failure(
            "Runtime.UserCodeSyntaxError",
            "Syntax error in module '%s': %s" % (module_name, error),
            ['  File "%s" Line %s\n    %s\n' % ("/var/task/" + os.path.relpath(error.filename or module_name, TASK), error.lineno, (error.text or "").rstrip())],
        )
    if not hasattr(module, function_name):
        raise Failure(
            "Runtime.HandlerNotFound",
            "Handler '%s' missing on module '%s'" % (function_name, module_name),
        )
    return getattr(module, function_name)


class Identity:
    def __init__(self):
        self.cognito_identity_id = None
        self.cognito_identity_pool_id = None


class Client:
    def __init__(self, values):
        for name in ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"):
            setattr(self, name, values.get(name))


class ClientContext:
    def __init__(self, values):
        self.custom = values.get("custom")
        self.env = values.get("env")
        client = values.get("client")
        self.client = Client(client) if isinstance(client, dict) else None


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = Identity()
        text = headers.get("Lambda-Runtime-Client-Context")
        self.client_context = ClientContext(json.loads(text)) if text else None
        self.tenant_id = headers.get("Lambda-Runtime-Aws-Tenant-Id")
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(self._deadline - int(time.time() * 1000), 0)

    def log(self, message):
        sys.stdout.write(str(message))


class LogHandler(logging.Handler):
    request_id = ""

    def emit(self, record):
        print(self.format(record).replace("\n", "\r"), flush=True)


class LogFormatter(logging.Formatter):
    converter = time.gmtime

    def format(self, record):
        record.aws_request_id = LogHandler.request_id
        return super().format(record)


class JsonLogFormatter(logging.Formatter):
    def format(self, record):
        line = {
            "timestamp": log_time(record.created),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "requestId": LogHandler.request_id,
        }
        if record.exc_info and record.exc_info[0]:
            line["stackTrace"] = traceback.format_tb(record.exc_info[2])
            line["errorType"] = record.exc_info[0].__name__
            line["errorMessage"] = str(record.exc_info[1])
        return json.dumps({name: value for name, value in line.items() if value != ""}, default=str)


LEVELS = {"TRACE": "DEBUG", "FATAL": "CRITICAL"}


def set_up_logging():
    handler = LogHandler()
    if JSON_LOGS:
        handler.setFormatter(JsonLogFormatter())
        logging.getLogger().addHandler(handler)
        level = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "INFO")
        logging.getLogger().setLevel(LEVELS.get(level, level))
        return
    handler.setFormatter(
        LogFormatter(
            "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s",
            "%Y-%m-%dT%H:%M:%S",
        )
    )
    logging.getLogger().addHandler(handler)


def encode(value):
    from decimal import Decimal

    def other(thing):
        if isinstance(thing, Decimal):
            return float(thing)
        raise TypeError("Object of type %s is not JSON serializable" % type(thing).__name__)

    return json.dumps(value, default=other, ensure_ascii=False).encode()


def run(handler, headers, body):
    context = Context(headers)
    request_id = context.aws_request_id
    LogHandler.request_id = request_id
    trace = headers.get("Lambda-Runtime-Trace-Id")
    if trace:
        os.environ["_X_AMZN_TRACE_ID"] = trace
    try:
        result = handler(json.loads(body), context)
        try:
            answer, kind = encode(result), "response"
        except (TypeError, ValueError) as error:
            failure = {
                "errorMessage": "Unable to marshal response: %s" % error,
                "errorType": "Runtime.MarshalError",
                "requestId": request_id,
                "stackTrace": [],
            }
            log_error(failure["errorType"], failure["errorMessage"], [])
            answer, kind = encode(failure), "error"
    except Exception as error:
        failure = error_of(error, request_id)
        log_error(failure["errorType"], failure["errorMessage"], failure["stackTrace"])
        answer, kind = encode(failure), "error"
    end_output(request_id)
    call(
        "POST",
        "invocation/%s/%s" % (request_id, kind),
        answer,
        {"Content-Type": "application/json", "Brume-Output": "marked"},
    )


def main():
    sys.path[0] = TASK
    set_up_logging()
    try:
        handler = load()
    except Exception as error:
        if isinstance(error, Failure):
            failure = error.answer
        else:
            failure = error_of(error, "")
        log_error(failure["errorType"], failure["errorMessage"], failure["stackTrace"])
        end_output("init")
        call("POST", "init/error", encode(failure), {"Content-Type": "application/json"})
        sys.exit(1)
    while True:
        try:
            response, body = call("GET", "invocation/next")
            run(handler, response.headers, body)
        except (OSError, http.client.HTTPException):
            # The server is gone. Threads that the function has left must not keep the process.
            os._exit(1)


main()
