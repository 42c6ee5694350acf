package dev.brume.dynamodb.engine;

import dev.brume.dynamodb.item.ItemValue;

/** A write whose condition failed. It carries no stack trace. */
public final class ConditionFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ItemValue item;

  ConditionFailed(ItemValue item) {
    super("The conditional request failed", null, false, false);
    this.item = item;
  }

  /** The present item, or null if there is none. */
  public ItemValue item() {
    return item;
  }
}
