package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.testkit.WireAnswer;
import dev.brume.testkit.WireClient;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Concurrency that is reserved, and environments that are kept ready. Answers recorded on AWS,
 * Lambda, November 2025.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html">
 *     Configuring provisioned concurrency for a function</a>
 */
class FunctionConcurrencyTest {
  private static final String F = LambdaTestServer.ARN + "f";

  private final LambdaTestServer test =
      new LambdaTestServer(Executors.newVirtualThreadPerTaskExecutor());
  private final WireClient lambda = test.lambda;

  @AfterEach
  void end() {
    test.close();
  }

  @Test
  void concurrencyIsReservedAndProvisioned() {
    test.create("f");
    assertThat(lambda.ok("GetFunctionConcurrency", "FunctionName", "f")).isEmpty();
    lambda.ok("PublishVersion", "FunctionName", "f");
    JsonNode put = provision("1", 5).ok();
    assertThat(put.path("Status").asText()).isEqualTo("IN_PROGRESS");
    assertThat(put.path("AllocatedProvisionedConcurrentExecutions").asInt()).isZero();
    test.settle();
    JsonNode ready =
        lambda.ok("GetProvisionedConcurrencyConfig", "FunctionName", "f", "Qualifier", "1");
    assertThat(ready.path("Status").asText()).isEqualTo("READY");
    assertThat(ready.path("AvailableProvisionedConcurrentExecutions").asInt()).isEqualTo(5);
    lambda
        .call("PutFunctionConcurrency", "FunctionName", "f", "ReservedConcurrentExecutions", 1)
        .isError(
            400,
            "InvalidParameterValueException",
            " ReservedConcurrentExecutions  1 should not be lower than function's total"
                + " provisioned concurrency [5].");
    lambda.ok("PutFunctionConcurrency", "FunctionName", "f", "ReservedConcurrentExecutions", 5);
    provision("1", 6)
        .isError(
            400,
            "InvalidParameterValueException",
            "Requested Provisioned Concurrency should not be greater than the"
                + " reservedConcurrentExecution for function");
    lambda
        .call("PutFunctionConcurrency", "FunctionName", "f", "ReservedConcurrentExecutions", 901)
        .isError(
            400,
            "InvalidParameterValueException",
            "Specified ReservedConcurrentExecutions for function decreases account's"
                + " UnreservedConcurrentExecution below its minimum value of [100].");
    provision("$LATEST", 1)
        .isError(
            400,
            "InvalidParameterValueException",
            "Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
    provision("none", 1)
        .isError(404, "ResourceNotFoundException", "Cannot find alias arn: " + F + ":none");
  }

  private WireAnswer provision(String qualifier, int executions) {
    return lambda.call(
        "PutProvisionedConcurrencyConfig",
        "FunctionName",
        "f",
        "Qualifier",
        qualifier,
        "ProvisionedConcurrentExecutions",
        executions);
  }

  /** Answers recorded on AWS, Lambda, 17-02-2026. */
  @Test
  void whatCannotBeginIsNotKeptReady() {
    test.create(
        "f", "Code", LambdaTestServer.code("raise ValueError('intended')"), "Publish", true);
    assertThat(provision("1", 1).ok().path("Status").asText()).isEqualTo("IN_PROGRESS");
    test.settle();
    assertThat(provisioned().path("Status").asText()).isEqualTo("FAILED");
    assertThat(provisioned().path("StatusReason").asText())
        .isEqualTo("FUNCTION_ERROR_INIT_FAILURE");
    assertThat(provisioned().path("AllocatedProvisionedConcurrentExecutions").asInt(-1)).isZero();
    test.server.assertKept(this::provisioned);
  }

  @Test
  void whatIsKeptReadyBeginsBeforeItsFirstCall() {
    test.create(
        "f",
        "Code",
        LambdaTestServer.code("def handler(event, context):\n    return event\n"),
        "Publish",
        true);
    provision("1", 1).ok();
    test.settle();
    assertThat(provisioned().path("Status").asText()).isEqualTo("READY");
    WireAnswer answer =
        test.lambda
            .start("Invoke", Map.of("FunctionName", "f", "Qualifier", "1", "LogType", "Tail"))
            .orTimeout(60, TimeUnit.SECONDS)
            .join();
    assertThat(answer.header("X-Amz-Function-Error")).isNull();
  }

  private JsonNode provisioned() {
    return lambda.ok("GetProvisionedConcurrencyConfig", "FunctionName", "f", "Qualifier", "1");
  }
}
