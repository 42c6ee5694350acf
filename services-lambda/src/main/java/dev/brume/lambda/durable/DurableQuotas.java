package dev.brume.lambda.durable;

/**
 * The limits of durable functions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>
 */
final class DurableQuotas {
  /** "Maximum durable operations per execution: 3,000". */
  static final int OPERATIONS = 3_000;

  /** "100 MB" of data that an execution has stored in all. */
  static final long STORED_BYTES = 104_857_600;

  /** What an error may come to as JSON; from AWS's own library for tests of durable functions. */
  static final int ERROR_BYTES = 32_768;

  /** "1 MB" of input and output of functions that are invoked by durable functions. */
  static final int CHAINED_BYTES = 1_048_576;

  /** How much of its state a function is called with; the rest it asks for. */
  static final int STATE_BYTES = 5_242_880;

  /** How often a call is tried that fails; from AWS's own library for tests. */
  static final int ATTEMPTS = 5;

  /** How often a function may wait for nothing; from AWS's own library for tests. */
  static final int ATTEMPTS_TO_WAIT = 3;

  /** How long to wait before the next attempt; from AWS's own library for tests. */
  static final long RETRY_MILLIS = 5_000;

  /** Elements in a page, unless more are asked for. */
  static final int PAGE_SIZE = 100;

  /** "Maximum value of 1000" elements in a page. */
  static final int MAX_PAGE_SIZE = 1_000;

  private DurableQuotas() {}

  /** How many elements a page has. */
  static int limit(Integer asked) {
    return asked == null || asked == 0 ? PAGE_SIZE : Math.min(asked, MAX_PAGE_SIZE);
  }
}
