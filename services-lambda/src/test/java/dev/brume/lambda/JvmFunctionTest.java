package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Functions that are objects of the program around the emulator: a convenience of its own, in the
 * terms of AWS's runtime for Java. RequestHandler and RequestStreamHandler are tested where
 * aws-lambda-java-core is there.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Define Lambda
 *     function handler in Java</a>
 */
class JvmFunctionTest {
  private final DurableTestServer test = new DurableTestServer();

  @AfterEach
  void end() {
    test.close();
  }

  private void register(String name, Object handler) {
    test.test.server.service("lambda", LambdaService.class).jvmFunctions().register(name, handler);
  }

  private void function(String name, Object handler) {
    test.function(name, (event, context) -> event);
    register(name, handler);
  }

  /** An event as a bean. */
  public static final class Order {
    private String id;
    private int amount;

    public String getId() {
      return id;
    }

    public void setId(String newId) {
      id = newId;
    }

    public int getAmount() {
      return amount;
    }

    public void setAmount(int newAmount) {
      amount = newAmount;
    }
  }

  /** Names its type of events. */
  private static final class Doubling implements Function<Order, Order> {
    @Override
    public Order apply(Order order) {
      order.setAmount(order.getAmount() * 2);
      return order;
    }
  }

  @Test
  void lambdaExpressionsGetMaps() {
    Function<Map<String, Object>, Object> hello = event -> "hello " + event.get("name");
    function("f", hello);
    assertThat(test.invoke("f", "{\"name\": \"ü\"}").hasStatus(200).text())
        .isEqualTo("\"hello ü\"");
  }

  @Test
  void beansAreReadAndWritten() {
    function("f", new Doubling());
    assertThat(test.invoke("f", "{\"Id\": \"a\", \"amount\": 21, \"other\": 1}").text())
        .isEqualTo("{\"id\":\"a\",\"amount\":42}");
    WireAnswer wrong = test.invoke("f", "[1]");
    assertThat(wrong.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
    assertThat(wrong.text()).contains("An error occurred during JSON parsing");
  }

  @Test
  void handlersKnowTheirCall() {
    FunctionHandler handler =
        (event, context) -> {
          context.log("here I am");
          return ("{\"arn\":\""
                  + context.invokedFunctionArn()
                  + "\",\"left\":"
                  + context.remainingMillis()
                  + ",\"id\":\""
                  + context.requestId()
                  + "\"}")
              .getBytes(StandardCharsets.UTF_8);
        };
    function("f", handler);
    WireAnswer answer = test.invoke("f", "{}", "LogType", "Tail");
    JsonNode context = DurableTestServer.read(answer.text());
    assertThat(context.path("arn").asText()).isEqualTo(LambdaTestServer.ARN + "f");
    assertThat(context.path("left").asInt()).isBetween(1, 60_000);
    String log =
        new String(
            Base64.getDecoder().decode(answer.header("X-Amz-Log-Result")), StandardCharsets.UTF_8);
    assertThat(log)
        .matches(
            "(?s)START RequestId: (\\S+) Version: \\$LATEST\nhere I am\nEND RequestId: \\1\n"
                + "REPORT RequestId: \\1\tDuration: .*");
  }

  @Test
  void failuresAreTold() {
    FunctionHandler failing =
        (event, context) -> {
          throw new IllegalStateException("outer", new IllegalArgumentException("inner"));
        };
    function("f", failing);
    WireAnswer answer = test.invoke("f", "{}").hasStatus(200);
    assertThat(answer.header("X-Amz-Function-Error")).isEqualTo("Unhandled");
    JsonNode error = DurableTestServer.read(answer.text());
    assertThat(error.path("errorMessage").asText()).isEqualTo("outer");
    assertThat(error.path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.path("stackTrace").get(0).asText()).contains("JvmFunctionTest");
    assertThat(error.path("cause").path("errorMessage").asText()).isEqualTo("inner");
  }

  @Test
  void whoeverTakesTooLongIsInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    FunctionHandler slow =
        (event, context) -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return event;
        };
    test.function("f", slow, "Timeout", 1);
    WireAnswer answer = test.invoke("f", "{}");
    assertThat(answer.text()).contains("Task timed out after 1.00 seconds");
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void answersThatAreTooLargeAreErrors() {
    FunctionHandler large = (event, context) -> new byte[LambdaQuotas.PAYLOAD_BYTES + 1];
    function("f", large);
    assertThat(test.invoke("f", "{}").text()).contains("Function.ResponseSizeTooLarge");
  }

  @Test
  void aHandlerMustBeThere() {
    test.test
        .call(
            "CreateFunction",
            LambdaTestServer.input(
                "f", "Code", Map.of("S3Bucket", "jvm-handlers", "S3Key", "nobody")))
        .isError(
            400,
            "InvalidParameterValueException",
            "The program that Brume is embedded in has no handler 'nobody'.");
    function("g", (FunctionHandler) (event, context) -> event);
    test.test.server.restart();
    assertThat(test.invoke("g", "{}").text()).contains("has no handler 'g'");
    assertThatThrownBy(() -> register("h", "a text")).isInstanceOf(IllegalArgumentException.class);
  }
}
