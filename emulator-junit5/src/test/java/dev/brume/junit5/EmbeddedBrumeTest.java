package dev.brume.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brume.core.state.Store;
import dev.brume.server.Brume;
import dev.brume.server.Configuration;
import dev.brume.server.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What can be done with a {@link Brume} object. Source of truth: its Javadoc. */
class EmbeddedBrumeTest {
  private static final String OTHER = "111111111111";

  private static SqsClient sqs(Brume brume, String account) {
    return (SqsClient) SdkClients.create(SqsClient.class, brume, account);
  }

  private static int queues(Brume brume, String account) {
    try (SqsClient sqs = sqs(brume, account)) {
      return sqs.listQueues().queueUrls().size();
    }
  }

  private static void makeQueue(Brume brume, String account, String name) {
    try (SqsClient sqs = sqs(brume, account)) {
      sqs.createQueue(create -> create.queueName(name));
    }
  }

  @Test
  void resetsAllOrOneServiceOrOneAccount() {
    try (Brume brume = Brume.builder().start();
        S3Client s3 = (S3Client) SdkClients.create(S3Client.class, brume, brume.account())) {
      s3.createBucket(create -> create.bucket("photos"));
      makeQueue(brume, brume.account(), "orders");
      makeQueue(brume, OTHER, "orders");

      brume.resetAccount(OTHER);
      assertThat(queues(brume, OTHER)).isZero();
      assertThat(queues(brume, brume.account())).isEqualTo(1);
      brume.resetService("sqs");
      assertThat(queues(brume, brume.account())).isZero();
      assertThat(s3.listBuckets().buckets()).hasSize(1);
      brume.reset();
      assertThat(s3.listBuckets().buckets()).isEmpty();

      assertThatThrownBy(() -> brume.resetAccount("1")).hasMessageContaining("12 digits");
      assertThatThrownBy(() -> brume.resetService("x")).hasMessage("There is no service 'x'");
    }
  }

  @Test
  void goesBackToASnapshotAnyNumberOfTimes() {
    try (Brume brume = Brume.builder().start()) {
      makeQueue(brume, brume.account(), "orders");
      try (Store.Snapshot snapshot = brume.snapshot()) {
        for (int i = 0; i < 2; i++) {
          makeQueue(brume, brume.account(), "more");
          assertThat(queues(brume, brume.account())).isEqualTo(2);
          brume.restore(snapshot);
          assertThat(queues(brume, brume.account())).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void settingsAreThoseOfTheConfiguration() {
    try (Brume brume = Brume.builder().setting("SERVICES", "s3").start()) {
      assertThatThrownBy(() -> queues(brume, brume.account())).hasMessageContaining("sqs");
    }
    assertThatThrownBy(() -> Brume.builder().setting("LS_LOG", "loud").start())
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(
            () ->
                Brume.builder()
                    .setting("SERVICES", "s3")
                    .configuration(Configuration.embedded())
                    .start())
        .isInstanceOf(UsageException.class);
  }

  @Test
  void manyRunSideBySide() {
    List<Brume> all = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        all.add(Brume.builder().start());
        makeQueue(all.get(i), all.get(i).account(), "orders");
      }
      assertThat(all).allMatch(brume -> queues(brume, brume.account()) == 1);
      assertThat(all.stream().map(Brume::port).distinct()).hasSize(20);
    } finally {
      all.forEach(Brume::close);
    }
  }

  /** Programs that embed an emulator keep their own client as it was. */
  @Test
  void changesNothingOfTheVirtualMachine() {
    String property = "jdk.httpclient.allowRestrictedHeaders";
    String before = System.getProperty(property);
    try (Brume brume = Brume.builder().start()) {
      makeQueue(brume, brume.account(), "orders");
      assertThat(System.getProperty(property)).isEqualTo(before);
    }
  }
}
