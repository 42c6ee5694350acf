package dev.brume.s3.control;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Scope;
import dev.brume.s3.S3Refusals;

/**
 * Binds operations with S3 Control's check of every request: that it is for the caller's own
 * account, while access is restricted.
 */
final class ControlBinder {
  private static final String ACCOUNT = "x-amz-account-id";

  private final Binder binder;
  private final boolean enforced;

  /** The handler of an operation. */
  @FunctionalInterface
  interface ControlHandler<I extends Struct, O extends Struct> {
    O handle(ControlRequest request, I input);
  }

  ControlBinder(Binder binder, boolean enforced) {
    this.binder = binder;
    this.enforced = enforced;
  }

  <I extends Struct, O extends Struct> void on(
      Operation<I, O> operation, ControlHandler<I, O> handler) {
    binder.on(operation, (context, input) -> handler.handle(admit(context), input));
  }

  private ControlRequest admit(RequestContext context) {
    String account = context.http().header(ACCOUNT);
    if (enforced && !account.equals(context.scope().account())) {
      throw S3Refusals.accessDenied();
    }
    return new ControlRequest(context, new Scope(account, context.scope().region()));
  }
}
