package dev.brume.server.clients.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.server.clients.SharedBrume;
import dev.brume.server.clients.wire.RawHttp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/**
 * Functions by the AWS SDK for Java v2, sync and async. Needs Python 3 and Node.js on the machine.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_InvokeWithResponseStream.html">
 *     InvokeWithResponseStream</a>
 */
class FunctionClientsTest {
  private static final Runtime PYTHON = Runtime.PYTHON3_12;
  private static final Runtime NODE = Runtime.NODEJS20_X;
  private static final String ECHO = "def handler(event, context):\n    return event\n";

  private final LambdaAccount account = new LambdaAccount();

  @AfterEach
  void close() {
    account.close();
  }

  private InvokeResponse invoke(String name, String event) {
    return account.lambda.invoke(
        r -> r.functionName(name).payload(SdkBytes.fromUtf8String(event)).logType(LogType.TAIL));
  }

  @Test
  void answerWithTheTailOfTheirLog() {
    account.create(
        "greets",
        PYTHON,
        "def handler(event, context):\n    print('seen')\n    return event['a']\n");
    InvokeResponse answer = invoke("greets", "{\"a\": [1, null]}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.executedVersion()).isEqualTo("$LATEST");
    assertThat(answer.functionError()).isNull();
    assertThat(answer.payload().asUtf8String()).isEqualTo("[1, null]");
    String log = new String(Base64.getDecoder().decode(answer.logResult()), StandardCharsets.UTF_8);
    assertThat(log).startsWith("START RequestId: ").contains("seen\n", "END RequestId: ", "REPORT");
  }

  @Test
  void failWithTheRuntimesError() {
    account.create(
        "fails", NODE, "export const handler = async () => { throw new TypeError('no'); };");
    InvokeResponse answer = invoke("fails", "{}");
    assertThat(answer.functionError()).isEqualTo("Unhandled");
    assertThat(answer.payload().asUtf8String())
        .contains("\"errorType\":\"TypeError\"", "\"errorMessage\":\"no\"");
    assertThatThrownBy(() -> invoke("unknown", "{}"))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function not found: arn:aws:lambda:us-east-1:" + account.id);
  }

  @Test
  void areCalledAtTheSameTime() {
    account.create(
        "slow",
        PYTHON,
        "import time\ndef handler(event, context):\n    time.sleep(.2)\n    return event\n");
    List<CompletableFuture<InvokeResponse>> calls =
        IntStream.range(0, 6)
            .mapToObj(
                i ->
                    account.async.invoke(
                        r -> r.functionName("slow").payload(SdkBytes.fromUtf8String("" + i))))
            .toList();
    for (int i = 0; i < 6; i++) {
      assertThat(calls.get(i).orTimeout(60, TimeUnit.SECONDS).join().payload().asUtf8String())
          .isEqualTo("" + i);
    }
  }

  @Test
  void areCalledByEventsWhoseLogIsKept() {
    account.create(
        "later", PYTHON, "def handler(event, context):\n    print('event', event['n'])\n");
    InvokeResponse accepted =
        account.lambda.invoke(
            r ->
                r.functionName("later")
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String("{\"n\": 7}")));
    assertThat(accepted.statusCode()).isEqualTo(202);
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(
            () ->
                account
                    .logs
                    .filterLogEvents(
                        r -> r.logGroupName("/aws/lambda/later").filterPattern("event"))
                    .events()
                    .stream()
                    .map(FilteredLogEvent::message)
                    .toList(),
            messages -> messages.contains("event 7\n"));
    assertThat(
            account
                .lambda
                .invoke(r -> r.functionName("later").invocationType(InvocationType.DRY_RUN))
                .statusCode())
        .isEqualTo(204);
  }

  @Test
  void streamTheirResponse() {
    account.create(
        "streams",
        NODE,
        "export const handler = awslambda.streamifyResponse(async (event, stream) => {"
            + " stream.write('one,'); stream.write('two'); stream.end(); });");
    StringBuffer pieces = new StringBuffer();
    StringBuffer ends = new StringBuffer();
    account
        .async
        .invokeWithResponseStream(
            r -> r.functionName("streams"),
            InvokeWithResponseStreamResponseHandler.builder()
                .subscriber(
                    InvokeWithResponseStreamResponseHandler.Visitor.builder()
                        .onPayloadChunk(chunk -> pieces.append(chunk.payload().asUtf8String()))
                        .onInvokeComplete(end -> ends.append("end ").append(end.errorCode()))
                        .build())
                .build())
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
    assertThat(pieces).hasToString("one,two");
    assertThat(ends).hasToString("end null");
  }

  @Test
  void haveUrls() {
    account.create("web", PYTHON, ECHO.replace("event\n", "event['rawPath']\n"));
    String url =
        account
            .lambda
            .createFunctionUrlConfig(r -> r.functionName("web").authType(FunctionUrlAuthType.NONE))
            .functionUrl();
    account.lambda.addPermission(
        r ->
            r.functionName("web")
                .statementId("url")
                .action("lambda:InvokeFunctionUrl")
                .principal("*")
                .functionUrlAuthType(FunctionUrlAuthType.NONE));
    URI at = URI.create(url).resolve("/a/b");
    assertThat(at.getPort()).isEqualTo(SharedBrume.endpoint().getPort());
    RawHttp.Answer answer =
        RawHttp.exchange(
            SharedBrume.endpoint(), "GET", "/a/b", Map.of("Host", at.getAuthority()), new byte[0]);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("/a/b");
  }

  @Test
  void becomeActiveForWaiters() {
    account.create("waited", PYTHON, ECHO);
    assertThat(
            account
                .lambda
                .waiter()
                .waitUntilFunctionActiveV2(r -> r.functionName("waited"))
                .matched()
                .response())
        .isPresent();
    assertThat(account.lambda.listFunctionsPaginator().functions())
        .anyMatch(function -> function.functionName().equals("waited"));
  }
}
