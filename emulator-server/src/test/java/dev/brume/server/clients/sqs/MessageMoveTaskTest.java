package dev.brume.server.clients.sqs;

import static dev.brume.server.clients.sqs.Refusals.assertClientMistake;
import static dev.brume.server.clients.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.server.clients.VirtualBrume;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;

/**
 * Moving messages out of a dead-letter queue: back to where they came from, or elsewhere.
 *
 * <p>Source of truth:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CancelMessageMoveTask.html
 * and
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
class MessageMoveTaskTest {
  @AutoClose private static final VirtualBrume BRUME = new VirtualBrume();

  private final SqsAccount account = SqsAccount.on(BRUME.endpoint());
  private final String dead = account.createQueue("dead");
  private final String url = account.createSourceQueue("orders", "dead", 1);

  @Test
  void messagesGoBackToWhereTheyCameFrom() {
    String second = account.createSourceQueue("second", "dead", 1);
    bury(url, "a");
    bury(second, "b");
    String handle = start().taskHandle();
    assertThat(handle).isNotBlank();
    BRUME.advanceSeconds(10);

    assertThat(account.receiveBodies(url)).containsExactly("a");
    assertThat(account.receiveBodies(second)).containsExactly("b");
    assertThat(account.counts(dead)).isEqualTo("0/0/0");
    ListMessageMoveTasksResultEntry task = tasks().getFirst();
    assertThat(task.status()).isEqualTo("COMPLETED");
    assertThat(task.sourceArn()).isEqualTo(account.arn("dead"));
    assertThat(task.destinationArn()).isNull();
    assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(2);
    assertThat(task.taskHandle()).isNull();
  }

  @Test
  void messagesGoWhereTheyAreSent() {
    String elsewhere = account.createQueue("elsewhere");
    bury(url, "a");
    account.sqs.startMessageMoveTask(
        s -> s.sourceArn(account.arn("dead")).destinationArn(account.arn("elsewhere")));
    BRUME.advanceSeconds(10);

    Message moved = account.receiveOne(elsewhere);
    assertThat(moved.body()).isEqualTo("a");
    assertThat(tasks().getFirst().destinationArn()).isEqualTo(account.arn("elsewhere"));
  }

  @Test
  void aTaskMovesSoManyASecond() {
    for (int i = 0; i < 10; i++) {
      bury(url, "body " + i);
    }
    account.sqs.startMessageMoveTask(
        s -> s.sourceArn(account.arn("dead")).maxNumberOfMessagesPerSecond(2));
    BRUME.advanceSeconds(2);

    ListMessageMoveTasksResultEntry running = tasks().getFirst();
    assertThat(running.status()).isEqualTo("RUNNING");
    assertThat(running.taskHandle()).isNotBlank();
    assertThat(running.maxNumberOfMessagesPerSecond()).isEqualTo(2);
    assertThat(running.approximateNumberOfMessagesToMove()).isEqualTo(10);
    assertThat(running.approximateNumberOfMessagesMoved()).isBetween(2L, 6L);
    BRUME.advanceSeconds(10);
    assertThat(tasks().getFirst().status()).isEqualTo("COMPLETED");
    assertThat(account.counts(url)).isEqualTo("10/0/0");
  }

  @Test
  void aTaskCanBeCancelled() {
    for (int i = 0; i < 10; i++) {
      bury(url, "body " + i);
    }
    String handle =
        account
            .sqs
            .startMessageMoveTask(
                s -> s.sourceArn(account.arn("dead")).maxNumberOfMessagesPerSecond(1))
            .taskHandle();
    BRUME.advanceSeconds(3);
    long moved =
        account
            .sqs
            .cancelMessageMoveTask(c -> c.taskHandle(handle))
            .approximateNumberOfMessagesMoved();
    BRUME.advanceSeconds(60);

    assertThat(moved).isBetween(1L, 9L);
    assertThat(tasks().getFirst().status()).isEqualTo("CANCELLED");
    assertThat(account.counts(url)).isEqualTo(moved + "/0/0");
    assertThat(account.counts(dead)).isEqualTo(10 - moved + "/0/0");
  }

  @Test
  void oneTaskRunsAtATime() {
    bury(url, "a");
    bury(url, "b");
    account.sqs.startMessageMoveTask(
        s -> s.sourceArn(account.arn("dead")).maxNumberOfMessagesPerSecond(1));

    assertThat(assertClientMistake(this::start).awsErrorDetails().errorMessage())
        .contains("already a task running");
    BRUME.advanceSeconds(10);
    start();
  }

  @Test
  void theTenLatestAreListedNewestFirst() {
    for (int i = 0; i < 12; i++) {
      start();
      BRUME.advanceSeconds(5);
    }
    List<Long> started =
        account
            .sqs
            .listMessageMoveTasks(l -> l.sourceArn(account.arn("dead")).maxResults(10))
            .results()
            .stream()
            .map(ListMessageMoveTasksResultEntry::startedTimestamp)
            .toList();

    assertThat(started).hasSize(10);
    assertThat(started.reversed()).isSorted();
    // The default is one.
    assertThat(account.sqs.listMessageMoveTasks(l -> l.sourceArn(account.arn("dead"))).results())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11})
  void oneToTenTasksCanBeAskedFor(int number) {
    assertClientMistake(
        () ->
            account.sqs.listMessageMoveTasks(
                l -> l.sourceArn(account.arn("dead")).maxResults(number)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 501})
  void aTaskMovesOneTo500ASecond(int number) {
    assertRefused(
        400,
        "InvalidParameterValue",
        () ->
            account.sqs.startMessageMoveTask(
                s -> s.sourceArn(account.arn("dead")).maxNumberOfMessagesPerSecond(number)));
    assertThat(tasks()).isEmpty();
  }

  @Test
  void theSourceIsADeadLetterQueue() {
    assertThat(
            assertRefused(
                400,
                "InvalidParameterValue",
                () -> account.sqs.startMessageMoveTask(s -> s.sourceArn(account.arn("orders")))))
        .hasMessageContaining("Source queue must be configured as a Dead Letter Queue");
  }

  @Test
  void queuesThatAreNotThereAreNotFound() {
    assertRefused(
        404,
        "ResourceNotFoundException",
        () -> account.sqs.startMessageMoveTask(s -> s.sourceArn(account.arn("not-there"))));
    assertRefused(
        404,
        "ResourceNotFoundException",
        () ->
            account.sqs.startMessageMoveTask(
                s -> s.sourceArn(account.arn("dead")).destinationArn(account.arn("not-there"))));
    assertRefused(
        404,
        "ResourceNotFoundException",
        () -> account.sqs.listMessageMoveTasks(l -> l.sourceArn(account.arn("not-there"))));
    assertClientMistake(() -> account.sqs.cancelMessageMoveTask(c -> c.taskHandle("nonsense")));
  }

  private StartMessageMoveTaskResponse start() {
    return account.sqs.startMessageMoveTask(s -> s.sourceArn(account.arn("dead")));
  }

  private List<ListMessageMoveTasksResultEntry> tasks() {
    return account
        .sqs
        .listMessageMoveTasks(l -> l.sourceArn(account.arn("dead")).maxResults(10))
        .results();
  }

  /** Sends a message and fails to handle it, so that it goes to the dead-letter queue. */
  private void bury(String source, String body) {
    account.send(source, body);
    account.sqs.receiveMessage(r -> r.queueUrl(source).visibilityTimeout(0));
    account.receive(source);
    BRUME.brume().settle();
  }
}
