package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.item.ItemValue;
import java.util.List;

/** A transaction that was not done. It carries no stack trace. */
public final class TransactionFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Reason> reasons;

  /**
   * Why a part kept the transaction from being done.
   *
   * @param code AWS's code; None where it did not
   * @param message AWS's words, or null
   * @param item the item as it is where its condition does not hold; null where there is none
   */
  public record Reason(String code, String message, ItemValue item) {
    static final Reason NONE = new Reason("None", null, null);
  }

  TransactionFailed(List<Reason> reasons) {
    super("A transaction failed", null, false, false);
    this.reasons = reasons;
  }

  /** One for each part, in their order. */
  public List<Reason> reasons() {
    return reasons;
  }
}
