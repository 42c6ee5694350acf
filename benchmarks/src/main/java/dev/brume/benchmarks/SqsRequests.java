package dev.brume.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Requests as the AWS SDKs send them to SQS by awsJson1_0, head and body in one array. */
final class SqsRequests {
  private static final String BODY = "x".repeat(100);

  private final String host;
  private final String queueUrl;

  SqsRequests(int port, String queueUrl) {
    this.host = "127.0.0.1:" + port;
    this.queueUrl = queueUrl;
  }

  static byte[] request(String host, String target, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    Map<String, String> fields =
        Map.of(
            "content-length",
            Integer.toString(body.length),
            "content-type",
            "application/x-amz-json-1.0",
            "host",
            host,
            "x-amz-target",
            "AmazonSQS." + target);
    byte[] head = Signing.head("sqs", "POST", "/", fields, Signing.sha256(body));
    byte[] request = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  static byte[] createQueue(int port, String name) {
    return request("127.0.0.1:" + port, "CreateQueue", "{\"QueueName\":\"" + name + "\"}");
  }

  byte[] send() {
    return request(
        host,
        "SendMessage",
        "{\"QueueUrl\":\"" + queueUrl + "\",\"MessageBody\":\"" + BODY + "\"}");
  }

  byte[] sendBatchOfTen() {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      entries
          .append(i == 0 ? "" : ",")
          .append("{\"Id\":\"e")
          .append(i)
          .append("\",\"MessageBody\":\"")
          .append(BODY)
          .append("\"}");
    }
    return request(
        host,
        "SendMessageBatch",
        "{\"QueueUrl\":\"" + queueUrl + "\",\"Entries\":[" + entries + "]}");
  }

  byte[] receive(int waitSeconds) {
    return request(
        host,
        "ReceiveMessage",
        "{\"QueueUrl\":\"" + queueUrl + "\",\"WaitTimeSeconds\":" + waitSeconds + "}");
  }

  byte[] delete(String receiptHandle) {
    return request(
        host,
        "DeleteMessage",
        "{\"QueueUrl\":\"" + queueUrl + "\",\"ReceiptHandle\":\"" + receiptHandle + "\"}");
  }

  /** The value of the first member {@code name} of a JSON text whose strings need no escapes. */
  static String member(String json, String name) {
    String key = "\"" + name + "\"";
    int at = json.indexOf(key);
    if (at < 0) {
      return null;
    }
    int start = json.indexOf('"', at + key.length() + 1) + 1;
    return json.substring(start, json.indexOf('"', start)).replace("\\/", "/");
  }
}
