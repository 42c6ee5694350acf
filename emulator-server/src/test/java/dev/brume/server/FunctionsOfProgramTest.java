package dev.brume.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.lambda.FunctionHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Lambda functions that are objects of the program in which Brume runs, as decision 0173 states.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Define Lambda
 *     function handler in Java</a>
 */
class FunctionsOfProgramTest {
  private final Brume brume = Brume.builder().port(0).start();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void end() {
    brume.close();
  }

  private String send(String service, String path, String target, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(brume.endpoint() + path))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + brume.account()
                    + "/20260101/"
                    + brume.region()
                    + "/"
                    + service
                    + "/aws4_request, SignedHeaders=host, Signature=0")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (target == null) {
      request.header("Content-Type", "application/json");
    } else {
      request.header("X-Amz-Target", target).header("Content-Type", "application/x-amz-json-1.0");
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body();
  }

  private String invoke(String name, String payload) throws Exception {
    return send("lambda", "/2015-03-31/functions/" + name + "/invocations", null, payload);
  }

  @Test
  void answerCalls() throws Exception {
    Function<Map<String, Object>, Object> doubled = event -> 2 * (Integer) event.get("n");
    brume.addFunction("doubled", doubled);
    assertThat(invoke("doubled", "{\"n\": 21}")).isEqualTo("42");
    FunctionHandler named =
        (event, context) -> context.functionName().getBytes(StandardCharsets.UTF_8);
    brume.addFunction("doubled", named);
    assertThat(invoke("doubled", "{}")).isEqualTo("doubled");
    assertThatThrownBy(() -> brume.addFunction("text", "no handler"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takeMessagesOfQueues() throws Exception {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    FunctionHandler handler =
        (event, context) -> {
          seen.add(new String(event, StandardCharsets.UTF_8));
          return null;
        };
    brume.addFunction("f", handler);
    send("sqs", "/", "AmazonSQS.CreateQueue", "{\"QueueName\": \"q\"}");
    String arn = "arn:aws:sqs:" + brume.region() + ":" + brume.account() + ":q";
    send(
        "lambda",
        "/2015-03-31/event-source-mappings",
        null,
        "{\"FunctionName\": \"f\", \"EventSourceArn\": \"" + arn + "\"}");
    String url = brume.endpoint() + "/" + brume.account() + "/q";
    send(
        "sqs",
        "/",
        "AmazonSQS.SendMessage",
        "{\"QueueUrl\": \"" + url + "\", \"MessageBody\": \"hello\"}");
    assertThat(seen.poll(60, TimeUnit.SECONDS)).contains("\"body\":\"hello\"", arn);
  }
}
