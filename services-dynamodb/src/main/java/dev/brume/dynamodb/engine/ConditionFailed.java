package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.item.ItemValue;

/** A write whose condition does not hold. It carries no stack trace. */
public final class ConditionFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ItemValue item;

  ConditionFailed(ItemValue item) {
    super("The conditional request failed", null, false, false);
    this.item = item;
  }

  /** The item as it is, or null where there is none. */
  public ItemValue item() {
    return item;
  }
}
