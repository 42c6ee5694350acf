package dev.brume.lambda;

/** The sizes of pages. */
public final class LambdaPages {
  private LambdaPages() {}

  /** The size of a page: as requested, at most "50". */
  public static int limit(Integer maxItems) {
    return maxItems == null ? LambdaQuotas.PAGE_SIZE : Math.min(maxItems, LambdaQuotas.PAGE_SIZE);
  }
}
