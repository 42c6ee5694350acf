package dev.brume.sqs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.sqs.engine.MoveTask.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A message-move task empties a dead-letter queue.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">StartMessageMoveTask</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html">Dead-letter
 *     queue redrive</a>
 */
class MessageMoveTaskTest {
  private final SqsContext sqs = new SqsContext();

  MessageMoveTaskTest() {
    sqs.create("dlq");
    sqs.create("a", attributes -> attributes.redrivePolicy(sqs.redrive("dlq", 1)));
    sqs.create("b", attributes -> attributes.redrivePolicy(sqs.redrive("dlq", 1)));
  }

  private void bury(String queue, String... bodies) {
    for (String body : bodies) {
      if (queue.endsWith(".fifo")) {
        sqs.sendToGroup(queue, "g", body);
      } else {
        sqs.send(queue, body);
      }
      sqs.receiveFor(queue, 0);
      sqs.assertEmpty(queue);
    }
  }

  private String start(String source, String destination, Integer rate) {
    String destinationArn = destination == null ? null : sqs.arn(destination);
    return sqs.request(() -> sqs.region().moveTasks().start(sqs.arn(source), destinationArn, rate));
  }

  private List<MoveTask> list(String source, int count) {
    return sqs.request(() -> sqs.region().moveTasks().list(sqs.arn(source), count));
  }

  private MoveTask last(String source) {
    return list(source, 1).get(0);
  }

  private long cancel(String handle) {
    return sqs.request(() -> sqs.region().moveTasks().cancel(handle));
  }

  // "If this field is left blank, the messages will be redriven back to their respective original
  // source queues."
  @Test
  void movesBackToTheQueuesThatTheMessagesCameFrom() {
    bury("a", "1", "2");
    bury("b", "3");
    start("dlq", null, null);
    sqs.pass(0);

    assertThat(sqs.bodies("a", 10)).containsExactly("1", "2");
    assertThat(sqs.bodies("b", 10)).containsExactly("3");
    MoveTask task = last("dlq");
    assertThat(task.status()).isEqualTo(Status.COMPLETED);
    assertThat(task.moved()).isEqualTo(3);
    assertThat(task.toMove()).isEqualTo(3);
  }

  @Test
  void movesToTheQueueThatItsOwnerNames() {
    sqs.create("elsewhere");
    bury("a", "1", "2");
    start("dlq", "elsewhere", null);
    sqs.pass(0);

    assertThat(sqs.bodies("elsewhere", 10)).containsExactly("1", "2");
    sqs.assertEmpty("dlq");
  }

  // Redrive: "Redriven messages … are considered new messages with a new messageID and
  // enqueueTime".
  @Test
  void aMovedMessageIsNew() {
    SentMessage sent = sqs.send("a", "m");
    sqs.receiveFor("a", 0);
    sqs.assertEmpty("a");
    sqs.pass(100);
    start("dlq", null, null);
    sqs.pass(0);
    ReceivedMessage moved = sqs.receive("a");

    assertThat(moved.message().messageId()).isNotEqualTo(sent.messageId());
    assertThat(moved.message().sentMillis()).isEqualTo(sqs.timeline.nowMillis());
    assertThat(moved.message().deadLetterSourceArn()).isNull();
    assertThat(moved.delivery().receiveCount()).isEqualTo(1);
  }

  @Test
  void wakesWhoWaitsAtTheDestination() {
    bury("a", "m");
    WaitingConsumer waitingConsumer = sqs.poll("a", SqsContext.waiting(20));
    start("dlq", null, null);
    sqs.pass(0);

    assertThat(SqsContext.bodies(waitingConsumer)).containsExactly("m");
  }

  // StartMessageMoveTask, MaxNumberOfMessagesPerSecond.
  @Test
  void movesNoFasterThanTold() {
    bury("a", "1", "2", "3", "4", "5");
    start("dlq", null, 2);
    sqs.pass(0);
    assertThat(last("dlq").moved()).isEqualTo(2);
    assertThat(last("dlq").status()).isEqualTo(Status.RUNNING);
    sqs.pass(1);
    assertThat(last("dlq").moved()).isEqualTo(4);
    sqs.pass(1);

    assertThat(last("dlq").moved()).isEqualTo(5);
    assertThat(last("dlq").status()).isEqualTo(Status.COMPLETED);
    assertThat(sqs.counts("a").visible()).isEqualTo(5);
  }

  @Test
  void goesOnAfterARestart() {
    bury("a", "1", "2", "3");
    start("dlq", null, 1);
    sqs.pass(0);
    sqs.restart();
    assertThat(last("dlq").moved()).isEqualTo(1);
    sqs.pass(2);

    assertThat(last("dlq").status()).isEqualTo(Status.COMPLETED);
    assertThat(sqs.counts("a").visible()).isEqualTo(3);
  }

  @Test
  void messagesInFlightAreLeft() {
    bury("a", "1", "2");
    sqs.receive("dlq");
    start("dlq", null, null);
    sqs.pass(0);

    assertThat(last("dlq").moved()).isEqualTo(1);
    assertThat(sqs.counts("dlq")).isEqualTo(new QueueCounts(0, 1, 0));
  }

  @Test
  void keepsTheOrderOfAFifoGroup() {
    sqs.create("dlq.fifo");
    sqs.create("a.fifo", attributes -> attributes.redrivePolicy(sqs.redrive("dlq.fifo", 1)));
    bury("a.fifo", "1", "2", "3");
    start("dlq.fifo", null, 1);
    sqs.pass(3);

    assertThat(sqs.bodies("a.fifo", 10)).containsExactly("1", "2", "3");
  }

  // CancelMessageMoveTask: "does not revert the messages that have already been moved".
  @Test
  void aCancelledTaskStops() {
    bury("a", "1", "2", "3");
    String handle = start("dlq", null, 1);
    sqs.pass(0);

    assertThat(cancel(handle)).isEqualTo(1);
    assertThat(last("dlq").status()).isEqualTo(Status.CANCELLING);
    sqs.pass(10);
    assertThat(last("dlq").status()).isEqualTo(Status.CANCELLED);
    assertThat(sqs.counts("dlq").visible()).isEqualTo(2);
    assertThat(sqs.counts("a").visible()).isEqualTo(1);
  }

  // CancelMessageMoveTask: "can only be cancelled when the current status is RUNNING". Which error
  // AWS gives is not documented.
  @Test
  void aFinishedTaskCanNotBeCancelled() {
    bury("a", "1");
    String handle = start("dlq", null, null);
    sqs.pass(0);

    SqsContext.assertRefused(
        "UnsupportedOperation",
        "Only a task that is running can be cancelled.",
        () -> cancel(handle));
  }

  @Test
  void aHandleOfNoTaskIsRefused() {
    SqsContext.assertRefused(
        "InvalidParameterValueException",
        "Value for parameter TaskHandle is invalid.",
        () -> cancel("nonsense"));
    SqsContext.assertRefused(
        "ResourceNotFoundException",
        "Task does not exist.",
        () ->
            cancel(new TaskHandle("00000000-0000-4000-8000-000000000000", sqs.arn("dlq")).text()));
  }

  // Troubleshooting redrive: CouldNotDetermineMessageSource for messages that were sent directly.
  @Test
  void aMessageThatWasSentDirectlyHasNoWayBack() {
    bury("a", "1");
    sqs.send("dlq", "direct");
    bury("a", "2");
    start("dlq", null, null);
    sqs.pass(0);

    assertThat(last("dlq").status()).isEqualTo(Status.FAILED);
    assertThat(last("dlq").failureReason()).isEqualTo("CouldNotDetermineMessageSource");
    assertThat(last("dlq").moved()).isEqualTo(1);
    assertThat(sqs.bodies("dlq", 10)).containsExactly("direct", "2");
  }

  // Troubleshooting redrive: NonExistentQueue.
  @Test
  void aDeletedSourceQueueFailsTheTask() {
    bury("a", "1");
    sqs.delete("a");
    start("dlq", null, null);
    sqs.pass(0);

    assertThat(last("dlq").status()).isEqualTo(Status.FAILED);
    assertThat(last("dlq").failureReason()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
    assertThat(sqs.counts("dlq").visible()).isEqualTo(1);
  }

  // "Only one active message movement task is supported per queue at any given time."
  @Test
  void oneTaskAtATime() {
    bury("a", "1", "2");
    start("dlq", null, 1);

    SqsContext.assertRefused(
        "InvalidParameterValueException",
        "There is already a task running. Only one active task is allowed for a source queue arn"
            + " at a given time.",
        () -> start("dlq", null, null));
  }

  @Test
  void theSourceMustBeADeadLetterQueue() {
    SqsContext.assertRefused(
        "InvalidParameterValueException",
        "Source queue must be configured as a Dead Letter Queue.",
        () -> start("a", null, null));
  }

  @Test
  void theQueuesMustExist() {
    SqsContext.assertRefused(
        "ResourceNotFoundException",
        "The resource that you specified for the SourceArn parameter doesn't exist.",
        () -> start("nowhere", null, null));
    SqsContext.assertRefused(
        "ResourceNotFoundException",
        "The resource that you specified for the DestinationArn parameter doesn't exist.",
        () -> start("dlq", "nowhere", null));
  }

  // ListMessageMoveTasks: "the most recent message movement tasks (up to 10)".
  @Test
  void listsTheLatestTenTasksTheNewestFirst() {
    for (int i = 0; i < 12; i++) {
      bury("a", "m" + i);
      start("dlq", null, null);
      sqs.pass(1);
      sqs.purge("a");
      sqs.pass(59);
    }

    List<MoveTask> tasks = list("dlq", 10);
    assertThat(tasks).hasSize(10);
    assertThat(tasks.get(0).startedMillis()).isEqualTo(sqs.timeline.nowMillis() - 60_000);
    assertThat(tasks)
        .extracting(MoveTask::startedMillis)
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(list("dlq", 1)).containsExactly(tasks.get(0));
  }
}
