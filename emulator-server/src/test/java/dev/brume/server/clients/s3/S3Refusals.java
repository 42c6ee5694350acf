package dev.brume.server.clients.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Refusals as the SDK reports them. */
final class S3Refusals {
  private S3Refusals() {}

  /**
   * The call, synchronous or not, is refused.
   *
   * @return what the client throws
   */
  static S3Exception refused(int status, String code, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    assertThat(cause).isInstanceOf(S3Exception.class);
    S3Exception refusal = (S3Exception) cause;
    assertThat(refusal.statusCode()).as(refusal.getMessage()).isEqualTo(status);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.requestId()).isNotBlank();
    return refusal;
  }

  /** The same of that class. */
  static <E extends S3Exception> E refused(
      Class<E> type, int status, String code, ThrowingCallable call) {
    return type.cast(refused(status, code, call));
  }
}
