package dev.brume.core.gateway;

import dev.brume.core.blob.BodyNotWrittenException;
import dev.brume.core.error.AwsError;
import dev.brume.core.http.RequestTimeoutException;
import dev.brume.core.http.TruncatedBodyException;
import dev.brume.core.state.StateException;
import java.util.concurrent.CompletionException;

/** The failures that are no bug of the emulator, and their errors. */
final class ExpectedFailures {
  private ExpectedFailures() {}

  /** The cause of a stage's failure. */
  static Throwable causeOf(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The error for {@code cause} in the words of a service; null if it is a bug. */
  static AwsError errorOf(Throwable cause, Dialect dialect) {
    return switch (cause) {
      case AwsError refusal -> refusal;
      case TruncatedBodyException cut -> BodyCollector.incomplete();
      case RequestTimeoutException late -> dialect.requestTimeout();
      case BodyNotWrittenException unwritten -> unavailable(unwritten);
      case StateException unwritten -> unavailable(unwritten);
      default -> null;
    };
  }

  private static AwsError unavailable(RuntimeException unwritten) {
    return AwsError.server("ServiceUnavailable", 503, unwritten.getMessage());
  }
}
