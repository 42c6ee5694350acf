package dev.brume.benchmarks;

import java.nio.charset.StandardCharsets;

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
    String head =
        "POST / HTTP/1.1\r\nHost: "
            + host
            + "\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: AmazonSQS."
            + target
            + "\r\nUser-Agent: aws-sdk-java/2.40.2 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1"
            + " lang/java#25.0.3\r\namz-sdk-invocation-id: 2a7b1f6e-8f0e-4a52-9d5c-3f5f4a5f6b11\r\n"
            + "amz-sdk-request: attempt=1; max=3\r\nX-Amz-Date: 20260101T000000Z\r\n"
            + "Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request,"
            + " SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;content-length;content-type;"
            + "host;x-amz-date;x-amz-target, Signature="
            + "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7\r\n"
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    byte[] headBytes = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = java.util.Arrays.copyOf(headBytes, headBytes.length + body.length);
    System.arraycopy(body, 0, request, headBytes.length, body.length);
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
