package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.item.ItemValue;
import java.util.List;

/** A cancelled transaction. It carries no stack trace. */
public final class TransactionFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Reason> reasons;

  /**
   * The cancellation reason of a part.
   *
   * @param code AWS's code; None if the part was not the reason
   * @param message AWS's text, or null
   * @param item the present item if its condition failed; null if there is none
   */
  public record Reason(String code, String message, ItemValue item) {
    static final Reason NONE = new Reason("None", null, null);
  }

  TransactionFailed(List<Reason> reasons) {
    super("A transaction failed", null, false, false);
    this.reasons = reasons;
  }

  /** One reason per part, in order. */
  public List<Reason> reasons() {
    return reasons;
  }
}
