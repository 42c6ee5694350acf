package dev.brume.junit5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A failed test shows what was requested last. Source of truth: the Javadoc of {@link BrumeTest},
 * docs/testing.md of this project.
 */
@Isolated("it reads what is printed")
class LastRequestsTest {
  /** Run by the test below alone, for build tools leave out nested classes. */
  @BrumeTest(queues = "orders")
  @Execution(ExecutionMode.SAME_THREAD)
  static class Two {
    @Test
    void fails(SqsClient sqs) {
      sqs.getQueueUrl(get -> get.queueName("orders"));
      throw new AssertionError("on purpose");
    }

    @Test
    void passes(SqsClient sqs) {
      sqs.listQueues();
    }
  }

  @Test
  void areShownOfAFailedTestAlone() {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    Launcher launcher =
        LauncherFactory.create(
            LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .build());
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(printed, true, UTF_8));
    try {
      launcher.execute(
          LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Two.class)).build(),
          summary);
    } finally {
      System.setErr(before);
    }

    assertThat(summary.getSummary().getTestsFailedCount()).isEqualTo(1);
    assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(1);
    assertThat(printed.toString(UTF_8))
        .contains("The emulator's last requests when fails(SqsClient) failed:")
        .contains("sqs.GetQueueUrl 200")
        .doesNotContain("ListQueues");
  }
}
