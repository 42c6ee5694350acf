package dev.brume.dynamodb.engine;

import dev.brume.core.error.AwsError;
import dev.brume.dynamodb.item.ItemSize;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Transactional reads and writes. All tables are locked meanwhile, always in the same order, so
 * transactions are isolated from each other and from all other requests.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">Amazon
 *     DynamoDB Transactions: how it works</a>
 */
public final class Transactions {
  /** "Two underlying reads or writes of every item in the transaction." */
  private static final int UNITS_TIMES = 2;

  /** "The aggregate size of the items in the transaction can't exceed 4 MB." */
  private static final long MAX_BYTES = 4L * 1024 * 1024;

  private Transactions() {}

  /** Whether so many items may be too much, if they are of the greatest size. */
  public static boolean mayBeTooBig(int items) {
    return items > MAX_BYTES / ItemSize.MAX_ITEM_BYTES;
  }

  /**
   * Refuses transactions with too much.
   *
   * @param bytes the size of all their items
   * @throws AwsError ValidationException
   */
  public static void checkBytes(long bytes) {
    if (bytes > MAX_BYTES) {
      throw Validation.error("Transaction request cannot exceed 4 MB");
    }
  }

  private static String code(AwsError error) {
    return Throttling.isMeantBy(error) ? Throttling.cancellationCode(error) : "ValidationError";
  }

  /**
   * Performs all writes, or none.
   *
   * @throws TransactionFailed if any of them fails
   */
  public static List<WriteOutcome> write(List<TransactionPart> parts) {
    return locked(parts.stream().map(TransactionPart::table).toList(), () -> writeLocked(parts));
  }

  private static List<WriteOutcome> writeLocked(List<TransactionPart> parts) {
    List<TransactionFailed.Reason> reasons = new ArrayList<>(parts.size());
    List<PreparedWrite> prepared = new ArrayList<>(parts.size());
    boolean failed = false;
    for (TransactionPart part : parts) {
      TransactionFailed.Reason reason = TransactionFailed.Reason.NONE;
      try {
        part.check().accept(part.table().record());
        prepared.add(part.table().admitted(part.write()));
      } catch (ConditionFailed e) {
        reason = new TransactionFailed.Reason("ConditionalCheckFailed", e.getMessage(), e.item());
      } catch (AwsError e) {
        reason = new TransactionFailed.Reason(code(e), e.getMessage(), null);
      }
      reasons.add(reason);
      failed |= reason != TransactionFailed.Reason.NONE;
    }
    if (failed) {
      throw new TransactionFailed(reasons);
    }
    if (mayBeTooBig(prepared.size())) {
      checkBytes(prepared.stream().mapToLong(PreparedWrite::bytesAfter).sum());
    }
    List<WriteOutcome> outcomes = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      ItemTable table = parts.get(i).table();
      WriteOutcome outcome = table.apply(prepared.get(i));
      table.charge(prepared.get(i), outcome, UNITS_TIMES);
      outcomes.add(outcome);
    }
    return outcomes;
  }

  /**
   * Reads items at one moment.
   *
   * @param tables for each key its table
   * @return for each key its item, or null
   */
  public static List<ItemValue> read(List<ItemTable> tables, List<ItemValue> keys) {
    return locked(
        tables,
        () -> {
          List<ItemValue> items = new ArrayList<>(keys.size());
          for (int i = 0; i < keys.size(); i++) {
            items.add(tables.get(i).get(keys.get(i), UNITS_TIMES));
          }
          return items;
        });
  }

  private static <T> T locked(List<ItemTable> tables, Supplier<T> work) {
    List<ItemTable> ordered =
        tables.stream()
            .distinct()
            .sorted(Comparator.comparing(table -> table.record().id()))
            .toList();
    ordered.forEach(ItemTable::lock);
    try {
      return work.get();
    } finally {
      ordered.forEach(ItemTable::unlock);
    }
  }
}
