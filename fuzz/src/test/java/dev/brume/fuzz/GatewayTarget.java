package dev.brume.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brume.core.auth.Credential;
import dev.brume.core.auth.Credentials;
import dev.brume.core.auth.PresignedExpiry;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.time.VirtualTimeline;
import dev.brume.server.Brume;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;

/**
 * Requests to a whole emulator: each gets an answer that its client can read and that blames nobody
 * but the client, and none stands in the way of the next.
 */
final class GatewayTarget implements Target {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 20;
  private static final String SCOPE = "Credential=test/20250101/us-east-1/sqs/aws4_request";

  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final DocumentBuilder xml;
  private final Brume brume;

  /** What a request without a signature comes to. */
  private final int expectedStatus;

  private GatewayTarget(Brume.Builder builder, int expectedStatus) {
    this.expectedStatus = expectedStatus;
    brume =
        builder
            .virtualTime()
            .seed(1)
            .onFailure((requestId, request, cause) -> failure.set(cause))
            .start();
    try {
      xml = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
      xml.setErrorHandler(null);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static GatewayTarget permissive() {
    return new GatewayTarget(Brume.builder(), 200);
  }

  static GatewayTarget verifying() {
    Credential known = Credential.of("test", "secret", "000000000000");
    return new GatewayTarget(Brume.builder().verify(Credentials.of(List.of(known))), 400);
  }

  @Override
  public List<byte[]> seeds() {
    String queue = "\"QueueUrl\":\"http://localhost:4566/000000000000/q\"";
    List<String> seeds = new ArrayList<>();
    for (String call :
        List.of(
            "SendMessage\n{"
                + queue
                + ",\"MessageBody\":\"b\",\"MessageAttributes\":{\"a\":"
                + "{\"DataType\":\"Number.x\",\"StringValue\":\"1\"}},\"DelaySeconds\":0}",
            "SendMessageBatch\n{" + queue + ",\"Entries\":[{\"Id\":\"a\",\"MessageBody\":\"b\"}]}",
            "ReceiveMessage\n{"
                + queue
                + ",\"MaxNumberOfMessages\":10,\"WaitTimeSeconds\":1,"
                + "\"AttributeNames\":[\"All\"],\"MessageAttributeNames\":[\"a.*\"]}",
            "DeleteMessage\n{" + queue + ",\"ReceiptHandle\":\"x\"}",
            "SetQueueAttributes\n{"
                + queue
                + ",\"Attributes\":{\"RedrivePolicy\":"
                + "\"{\\\"deadLetterTargetArn\\\":\\\"arn:aws:sqs:us-east-1:000000000000:q.fifo\\\","
                + "\\\"maxReceiveCount\\\":1}\",\"Policy\":\"{\\\"Version\\\":\\\"2012-10-17\\\","
                + "\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":\\\"*\\\","
                + "\\\"Action\\\":\\\"sqs:*\\\",\\\"Resource\\\":\\\"*\\\"}]}\"}}",
            "CreateQueue\n{\"QueueName\":\"n.fifo\",\"Attributes\":{\"FifoQueue\":\"true\"}}",
            "GetQueueAttributes\n{" + queue + ",\"AttributeNames\":[\"All\"]}",
            "ListQueues\n{\"MaxResults\":5,\"NextToken\":\"x\"}",
            "StartMessageMoveTask\n{\"SourceArn\":\"arn:aws:sqs:us-east-1:000000000000:q\"}")) {
      int end = call.indexOf('\n');
      seeds.add(
          "POST /\nHost: localhost:4566\nContent-Type: application/x-amz-json-1.0\n"
              + "Authorization: AWS4-HMAC-SHA256 "
              + SCOPE
              + ", SignedHeaders=host, Signature=0a\n"
              + "X-Amz-Target: AmazonSQS."
              + call.substring(0, end)
              + "\n\n"
              + call.substring(end + 1));
    }
    seeds.add(
        "POST /000000000000/q.fifo\nContent-Type: application/x-www-form-urlencoded\n\n"
            + "Action=SendMessage&MessageBody=b&MessageGroupId=g&MessageDeduplicationId=d");
    seeds.add(
        "GET /000000000000/q?Action=ReceiveMessage&MaxNumberOfMessages=2\nHost: sqs.us-east-1"
            + ".amazonaws.com\n\n");
    seeds.add(
        "PUT /bucket/key?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=test%2F20250101%2F"
            + "us-east-1%2Fs3%2Faws4_request&X-Amz-Date="
            + PresignedExpiry.format(VirtualTimeline.START)
            + "&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=0a\nHost: b.s3.localhost\n\n");
    seeds.add(
        "POST /service/GraniteServiceVersion20100801/operation/ListMetrics\n"
            + "smithy-protocol: rpc-v2-cbor\nContent-Type: application/cbor\n\n\u00a0");
    seeds.add(
        "GET /_aws/sqs/messages/us-east-1/000000000000/q?ShowInvisible=true\n"
            + "Accept: application/json\nHost: localhost:4566\n\n");
    seeds.add("OPTIONS /b\nOrigin: http://localhost:3000\nAccess-Control-Request-Method: PUT\n\n");
    seeds.add("POST /_brume/snapshots\nHost: localhost:4566\n\n{\"name\":\"a\"}");
    return Refusals.seeds(seeds.toArray(new String[0]));
  }

  @Override
  public void take(byte[] input) throws Exception {
    HttpRequest request = RequestText.parse(input);
    if (request.path().startsWith("/_brume/clock")) {
      return; // Moves the time for all that follow.
    }
    brume.reset();
    call("CreateQueue", "{\"QueueName\":\"q\"}");
    call("CreateQueue", "{\"QueueName\":\"q.fifo\",\"Attributes\":{\"FifoQueue\":\"true\"}}");
    HttpResponse answer = answer(request);
    int status = answer.status();
    if (failure.get() != null) {
      throw new AssertionError("Status " + status, failure.getAndSet(null));
    }
    Refusals.check(status >= 200 && (status < 500 || status == 501), "Status " + status);
    if (answer.stream() == null && answer.bytes() != null && answer.bytes().length > 0) {
      checkReadable(answer);
    }
  }

  private void call(String operation, String json) throws Exception {
    HttpResponse answer =
        answer(
            RequestText.parse(
                ("POST /\nHost: localhost\nContent-Type: application/x-amz-json-1.0\nX-Amz-Target:"
                        + " AmazonSQS."
                        + operation
                        + "\n\n"
                        + json)
                    .getBytes(UTF_8)));
    Refusals.check(answer.status() == expectedStatus, operation + " gets " + answer.status());
  }

  private HttpResponse answer(HttpRequest request) throws Exception {
    CompletableFuture<HttpResponse> answer = brume.handle(request).toCompletableFuture();
    if (!answer.isDone() && !request.path().startsWith("/_")) {
      brume.timeline().advance(Duration.ofSeconds(PATIENCE_SECONDS));
    }
    return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void checkReadable(HttpResponse answer) throws Exception {
    String type = String.valueOf(answer.headers().first("Content-Type"));
    if (type.contains("json")) {
      JSON.readTree(answer.bytes());
    } else if (type.contains("xml") && answer.status() >= 400) {
      // Not successes: AWS itself gives keys back that XML 1.0 can't hold.
      xml.parse(new ByteArrayInputStream(answer.bytes()));
    }
  }
}
