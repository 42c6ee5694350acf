package dev.brume.kinesis.engine;

import dev.brume.kinesis.api.KinesisErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * When a stream was changed in ways that AWS allows only so often in 24 hours, in milliseconds
 * since 1970.
 *
 * @param scalings calls of UpdateShardCount
 * @param encryptions calls of StartStreamEncryption
 * @param decryptions calls of StopStreamEncryption
 * @param modes changes of the capacity mode
 */
public record DailyChanges(
    List<Long> scalings, List<Long> encryptions, List<Long> decryptions, List<Long> modes) {
  /** Nothing was changed. */
  static final DailyChanges NONE = new DailyChanges(List.of(), List.of(), List.of(), List.of());

  private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

  /** A way to change a stream. */
  public enum Kind {
    /** "Scale more than ten times per rolling 24-hour period per stream." */
    SCALING("UpdateShardCount", 10),
    /** "25 times in a rolling 24-hour period." */
    ENCRYPTION("StartStreamEncryption", 25),
    /** "25 times in a rolling 24-hour period." */
    DECRYPTION("StopStreamEncryption", 25),
    /** "You can switch between the modes twice within 24 hours." */
    MODE("UpdateStreamMode", 2);

    private final String operation;
    private final int limit;

    Kind(String operation, int limit) {
      this.operation = operation;
      this.limit = limit;
    }
  }

  private List<Long> of(Kind kind) {
    return switch (kind) {
      case SCALING -> scalings;
      case ENCRYPTION -> encryptions;
      case DECRYPTION -> decryptions;
      case MODE -> modes;
    };
  }

  /**
   * The same with one more change of a stream.
   *
   * @throws dev.brume.core.error.AwsError LimitExceededException
   */
  DailyChanges counted(Kind kind, KinesisStream stream) {
    long nowMillis = stream.nowMillis();
    List<Long> recent = new ArrayList<>(of(kind));
    recent.removeIf(millis -> millis <= nowMillis - DAY_MILLIS);
    if (recent.size() >= kind.limit) {
      throw KinesisErrors.limitExceededException(
          kind.operation
              + " cannot be called more than "
              + kind.limit
              + " times in a rolling 24-hour period for stream "
              + stream.name()
              + " under account "
              + stream.account());
    }
    recent.add(nowMillis);
    return new DailyChanges(
        kind == Kind.SCALING ? List.copyOf(recent) : scalings,
        kind == Kind.ENCRYPTION ? List.copyOf(recent) : encryptions,
        kind == Kind.DECRYPTION ? List.copyOf(recent) : decryptions,
        kind == Kind.MODE ? List.copyOf(recent) : modes);
  }
}
