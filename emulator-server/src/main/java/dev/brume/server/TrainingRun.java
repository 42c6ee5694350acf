package dev.brume.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Starts a server, sends typical first requests, and ends. The build runs it so that the Java
 * virtual machine records the classes needed at start.
 */
final class TrainingRun {
  private static final String SIGNED =
      "Authorization: AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/s3/aws4_request,"
          + " SignedHeaders=host, Signature=0\r\nHost: localhost\r\nConnection: close\r\n";

  private static final String QUEUE = "\"QueueUrl\":\"http://localhost:4566/000000000000/q\"";

  private static final List<String> REQUESTS =
      List.of(
          get("/_brume/health"),
          sqs("CreateQueue", "{\"QueueName\":\"q\"}"),
          sqs("SendMessage", "{" + QUEUE + ",\"MessageBody\":\"m\"}"),
          sqs("ReceiveMessage", "{" + QUEUE + "}"),
          request("PUT", "/bucket", "", ""),
          request("PUT", "/bucket/key", "", "object"),
          get("/bucket/key"),
          get("/bucket?list-type=2"),
          request("DELETE", "/bucket/key", "", ""));

  private TrainingRun() {}

  private static String get(String target) {
    return request("GET", target, "", "");
  }

  private static String sqs(String operation, String body) {
    String headers =
        "X-Amz-Target: AmazonSQS." + operation + "\r\nContent-Type: application/x-amz-json-1.0\r\n";
    return request("POST", "/", headers, body);
  }

  private static String request(String method, String target, String headers, String body) {
    return method
        + " "
        + target
        + " HTTP/1.1\r\n"
        + SIGNED
        + headers
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /**
   * Ends with status 1 if a request fails.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws IOException {
    Logging.setUp("warn");
    Configuration configuration = Configuration.of(Map.of(), "127.0.0.1");
    try (Brume brume = Brume.builder().configuration(configuration).port(0).start()) {
      for (String request : REQUESTS) {
        String answer = exchange(brume.port(), request);
        if (!answer.startsWith("HTTP/1.1 20")) {
          throw new IOException(request + "\nis answered\n" + answer);
        }
      }
      brume.stop(Duration.ofSeconds(1));
    }
  }

  private static String exchange(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), US_ASCII);
    }
  }
}
