package dev.brume.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.testkit.WireAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Functions that print without end, exit silently, leave child processes and are called at once.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Lambda
 *     execution environments</a>
 */
class HostileFunctionTest {
  private static final int SECONDS_TO_END = 10;

  private final LambdaTestServer test =
      new LambdaTestServer(Executors.newVirtualThreadPerTaskExecutor());

  @AfterEach
  void end() {
    test.close();
  }

  private void python(String code, int timeout) {
    test.create("f", "Timeout", timeout, "Code", LambdaTestServer.code(code));
  }

  private CompletableFuture<WireAnswer> start(String payload) {
    return test.lambda
        .start(
            "Invoke",
            Map.of(
                "FunctionName",
                "f",
                "LogType",
                "Tail",
                "Payload",
                LambdaTestServer.base64(payload.getBytes(StandardCharsets.UTF_8))))
        .orTimeout(120, TimeUnit.SECONDS);
  }

  private static String log(WireAnswer answer) {
    return new String(
        Base64.getDecoder().decode(answer.header("X-Amz-Log-Result")), StandardCharsets.UTF_8);
  }

  @Test
  void theLogEndsWithItsReportHoweverMuchIsPrinted() {
    python(
        """
        def handler(event, context):
            for i in range(40):
                print("x" * 999_999)
            return "done"
        """,
        60);
    WireAnswer answer = start("{}").join();
    assertThat(answer.text()).isEqualTo("\"done\"");
    assertThat(log(answer)).contains("END RequestId: ").contains("REPORT RequestId: ");
  }

  /** They begin a few at a time, so that none takes too long to begin. */
  @Test
  void manyAreCalledAtOnce() {
    python(
        """
        import time
        def handler(event, context):
            time.sleep(0.2)
            return event
        """,
        60);
    List<CompletableFuture<WireAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      answers.add(start(String.valueOf(i)));
    }
    for (int i = 0; i < 40; i++) {
      assertThat(answers.get(i).join().text()).isEqualTo(String.valueOf(i));
    }
  }

  @Test
  void processesEndInTheMiddle() {
    python(
        """
        import os, signal
        def handler(event, context):
            if event == "exit":
                os._exit(3)
            if event == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            return event
        """,
        60);
    assertThat(start("\"exit\"").join().text())
        .contains("Runtime.ExitError", "Runtime exited with error: exit status 3");
    assertThat(start("\"kill\"").join().text())
        .contains("Runtime.ExitError", "Runtime exited with error: signal: killed");
    assertThat(start("\"next\"").join().text()).isEqualTo("\"next\"");
  }

  @Test
  void childrenThatLeaveTheirGroupAreEnded() throws Exception {
    python(
        """
        import os, time
        def handler(event, context):
            child = os.fork()
            if child == 0:
                os.setsid()
                time.sleep(600)
                os._exit(0)
            if event == "wait":
                print("child", child, flush=True)
                time.sleep(600)
            return child
        """,
        2);
    WireAnswer late = start("\"wait\"").join();
    assertThat(late.text()).contains("Sandbox.Timedout");
    long child = Long.parseLong(log(late).replaceAll("(?s).*child (\\d+).*", "$1"));
    assertGone(child);
    long other = Long.parseLong(start("0").join().text());
    assertThat(ProcessHandle.of(other)).isPresent();
    test.close();
    assertGone(other);
  }

  private static void assertGone(long process) {
    ProcessHandle.of(process)
        .ifPresent(handle -> handle.onExit().orTimeout(SECONDS_TO_END, TimeUnit.SECONDS).join());
    assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive)).isEmpty();
  }
}
