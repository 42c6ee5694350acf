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
    String invocation = "2a7b1f6e-8f0e-4a52-9d5c-3f5f4a5f6b11";
    String date = Signing.date();
    String signature =
        Signing.sign(
            date,
            "amz-sdk-invocation-id:"
                + invocation
                + "\namz-sdk-request:attempt=1; max=3\ncontent-length:"
                + body.length
                + "\ncontent-type:application/x-amz-json-1.0\nhost:"
                + host
                + "\nx-amz-date:"
                + date
                + "\nx-amz-target:AmazonSQS."
                + target
                + "\n",
            body);
    String head =
        "POST / HTTP/1.1\r\nHost: "
            + host
            + "\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: AmazonSQS."
            + target
            + "\r\nUser-Agent: aws-sdk-java/2.40.2 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1"
            + " lang/java#25.0.3\r\namz-sdk-invocation-id: "
            + invocation
            + "\r\namz-sdk-request: attempt=1; max=3\r\nX-Amz-Date: "
            + date
            + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential="
            + Signing.KEY
            + "/"
            + Signing.scope(date)
            + ", SignedHeaders="
            + Signing.SIGNED_HEADERS
            + ", Signature="
            + signature
            + "\r\nContent-Length: "
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
