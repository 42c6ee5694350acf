package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * In a standard queue, messages of quiet tenants overtake those of noisy ones.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html">How
 *     fair queues work</a>
 */
class FairQueueTest {
  private final SqsContext sqs = new SqsContext();

  FairQueueTest() {
    sqs.create("q");
  }

  private void send(String tenant, int count) {
    for (int i = 0; i < count; i++) {
      sqs.sendToGroup("q", tenant, tenant + i);
    }
  }

  private List<ReceivedMessage> take(int count) {
    List<ReceivedMessage> taken = new ArrayList<>();
    while (taken.size() < count) {
      taken.addAll(sqs.receive("q", SqsContext.upTo(Math.min(10, count - taken.size()))));
    }
    return taken;
  }

  // "the tenant accounts for more than 10% of in-flight messages in the queue and has at least 30
  // of
  // its own messages in flight": below that, order of arrival.
  @Test
  void nobodyIsNoisyWithFewMessagesInFlight() {
    send("noisy", 40);
    send("quiet", 1);
    take(29);

    assertThat(sqs.bodies("q", 1)).containsExactly("noisy29");
  }

  @Test
  void quietTenantsOvertakeANoisyOne() {
    send("noisy", 40);
    send("quiet", 2);
    take(30);

    assertThat(sqs.bodies("q", 3)).containsExactly("quiet0", "quiet1", "noisy30");
  }

  // "Each message without a MessageGroupId is treated as belonging to its own distinct tenant."
  @Test
  void messagesWithoutAGroupAreQuiet() {
    send("noisy", 40);
    sqs.send("q", "alone");
    take(30);

    assertThat(sqs.bodies("q", 1)).containsExactly("alone");
  }

  // "When no quiet tenant messages are waiting, consumer instances receive noisy neighbor messages
  // as usual."
  @Test
  void aNoisyTenantIsServedWhenNobodyElseWaits() {
    send("noisy", 40);
    take(30);

    assertThat(sqs.bodies("q", 2)).containsExactly("noisy30", "noisy31");
  }

  @Test
  void aTenantIsQuietAgainWhenItsMessagesAreDone() {
    send("noisy", 40);
    send("quiet", 1);
    List<ReceivedMessage> taken = take(30);
    sqs.delete("q", taken.get(0));

    assertThat(sqs.bodies("q", 1)).containsExactly("noisy30");
  }

  // "If multiple tenants are noisy neighbors at the same time, … first … the noisy tenant with the
  // fewest in-flight messages."
  @Test
  void amongNoisyTenantsTheOneWithTheFewestInFlightIsFirst() {
    send("a", 40);
    take(35);
    send("b", 40);
    take(30);

    assertThat(sqs.bodies("q", 1)).containsExactly("b30");
  }

  @Test
  void aSmallShareOfAllMessagesInFlightIsNoNoise() {
    for (int i = 0; i < 300; i++) {
      sqs.send("q", "alone" + i);
    }
    send("tenant", 40);
    send("quiet", 1);
    take(330);

    assertThat(sqs.bodies("q", 1)).containsExactly("tenant30");
  }

  @Test
  void messagesOfAGroupAreProcessedInParallel() {
    send("tenant", 3);

    assertThat(sqs.bodies("q", 1)).containsExactly("tenant0");
    assertThat(sqs.bodies("q", 10)).containsExactly("tenant1", "tenant2");
  }

  @Test
  void fairnessSurvivesARestart() {
    send("noisy", 40);
    send("quiet", 1);
    take(30);
    sqs.restart();

    assertThat(sqs.bodies("q", 1)).containsExactly("quiet0");
  }
}
