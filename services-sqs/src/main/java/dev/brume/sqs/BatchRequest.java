package dev.brume.sqs;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.message.MessageText;
import dev.brume.sqs.api.BatchResultErrorEntry;
import dev.brume.sqs.api.SqsErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Checks the entries of a batch request and runs them; each entry succeeds or fails independently
 * of the others.
 *
 * @param <E> the entries
 * @param <R> the result of a successful entry
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-batch-api-actions.html">Batch
 *     actions</a>
 */
final class BatchRequest<E, R> {
  private static final int MAX_ENTRIES = 10;

  private final List<E> entries;
  private final Function<E, String> idOf;
  private final List<R> successful = new ArrayList<>();
  private final List<BatchResultErrorEntry> failed = new ArrayList<>();

  private BatchRequest(List<E> entries, Function<E, String> idOf) {
    this.entries = entries;
    this.idOf = idOf;
  }

  /**
   * A valid batch.
   *
   * @param entryName AWS's name of the entries
   * @throws AwsError EmptyBatchRequest, TooManyEntriesInBatchRequest, InvalidBatchEntryId or
   *     BatchEntryIdsNotDistinct
   */
  static <E, R> BatchRequest<E, R> of(List<E> entries, Function<E, String> idOf, String entryName) {
    if (entries == null || entries.isEmpty()) {
      throw SqsErrors.emptyBatchRequest(
          "There should be at least one " + entryName + " in the request.");
    }
    if (entries.size() > MAX_ENTRIES) {
      throw SqsErrors.tooManyEntriesInBatchRequest(
          "Maximum number of entries per request are "
              + MAX_ENTRIES
              + ". You have sent "
              + entries.size()
              + ".");
    }
    Set<String> ids = new HashSet<>();
    for (E entry : entries) {
      String id = entry == null ? null : idOf.apply(entry);
      if (id == null || !QueueNames.isPlainName(id)) {
        throw SqsErrors.invalidBatchEntryId(
            "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It"
                + " can be at most 80 letters long.");
      }
      if (!ids.add(id)) {
        throw SqsErrors.batchEntryIdsNotDistinct("Id " + id + " repeated.");
      }
    }
    return new BatchRequest<>(entries, idOf);
  }

  /** Runs every entry, in order. */
  void run(RequestContext context, Function<E, R> action) {
    for (E entry : entries) {
      try {
        successful.add(action.apply(entry));
      } catch (AwsError error) {
        fail(entry, SqsRefusals.worded(error, context.protocol()));
      }
    }
  }

  private void fail(E entry, AwsError error) {
    failed.add(
        BatchResultErrorEntry.builder()
            .id(idOf.apply(entry))
            .senderFault(error.isClientFault())
            .code(error.queryCode())
            .message(MessageText.readable(error.getMessage()))
            .build());
  }

  List<R> successful() {
    return successful;
  }

  List<BatchResultErrorEntry> failed() {
    return failed;
  }
}
