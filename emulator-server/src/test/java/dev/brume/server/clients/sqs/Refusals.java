package dev.brume.server.clients.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.Callable;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What a client sees of a refused call. The code is that of the query protocol, which the SDK takes
 * from the header {@code x-amzn-query-error}.
 */
final class Refusals {
  static final String MISSING_QUEUE = "AWS.SimpleQueueService.NonExistentQueue";

  private Refusals() {}

  /** The call is refused with this code, status and exact text. */
  static SqsException assertRefused(int status, String code, String text, Callable<?> call) {
    SqsException refusal = assertRefused(status, code, call);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(text);
    return refusal;
  }

  /** The call is refused with this code and status; AWS's exact text is not known. */
  static SqsException assertRefused(int status, String code, Callable<?> call) {
    Throwable outcome = catchThrowable(call::call);
    assertThat(outcome).as("refused with " + code).isInstanceOf(SqsException.class);
    SqsException refusal = (SqsException) outcome;
    assertThat(refusal.awsErrorDetails().errorCode() + " " + refusal.statusCode())
        .as(refusal.getMessage())
        .isEqualTo(code + " " + status);
    assertThat(refusal.requestId()).isNotBlank();
    assertThat(refusal.awsErrorDetails().errorMessage()).isNotBlank();
    return refusal;
  }

  /** The call is refused as a mistake of the client's; AWS's code and text are not known. */
  static SqsException assertClientMistake(Callable<?> call) {
    SqsException refusal = catchThrowableOfType(SqsException.class, call::call);
    assertThat(refusal).as("refused").isNotNull();
    assertThat(refusal.statusCode()).as(refusal.getMessage()).isBetween(400, 499);
    return refusal;
  }

  /** The call is refused because there is no such queue. */
  static SqsException assertNoSuchQueue(Callable<?> call) {
    return assertRefused(400, MISSING_QUEUE, "The specified queue does not exist.", call);
  }
}
