package dev.brume.sqs;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.AsyncHandler;
import dev.brume.core.gateway.BackgroundHandler;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Handler;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.sqs.engine.Refusal;
import java.util.concurrent.CompletionException;

/** Turns what the engine refuses into AWS's errors, for every operation alike. */
final class RefusalBinder implements Binder {
  private final Binder binder;

  RefusalBinder(Binder binder) {
    this.binder = binder;
  }

  @Override
  public <I extends Struct, O extends Struct> void on(
      Operation<I, O> operation, Handler<I, O> handler) {
    binder.on(
        operation,
        (context, input) -> {
          try {
            return handler.handle(context, input);
          } catch (Refusal refusal) {
            throw SqsRefusals.of(refusal, context.protocol());
          }
        });
  }

  @Override
  public <I extends Struct, O extends Struct> void onAsync(
      Operation<I, O> operation, AsyncHandler<I, O> handler) {
    binder.onAsync(
        operation,
        (context, input) -> {
          try {
            return handler
                .handle(context, input)
                .exceptionally(
                    failure -> {
                      throw translated(failure, context);
                    });
          } catch (Refusal refusal) {
            throw SqsRefusals.of(refusal, context.protocol());
          }
        });
  }

  @Override
  public <I extends Struct, O extends Struct> void onBackground(
      Operation<I, O> operation, BackgroundHandler<I, O> handler) {
    binder.onBackground(
        operation,
        (context, input, section) -> {
          try {
            return handler.handle(context, input, section);
          } catch (Refusal refusal) {
            throw SqsRefusals.of(refusal, context.protocol());
          }
        });
  }

  private static CompletionException translated(Throwable failure, RequestContext context) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Refusal refusal) {
      AwsError error = SqsRefusals.of(refusal, context.protocol());
      return new CompletionException(error);
    }
    return new CompletionException(cause);
  }
}
