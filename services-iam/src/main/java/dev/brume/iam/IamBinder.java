package dev.brume.iam;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.core.schema.Unit;
import dev.brume.iam.engine.IamAccount;

/** Runs each operation under the lock of its account. */
final class IamBinder {
  private final Binder binder;
  private final IamAccounts accounts;

  /** An operation with an output. */
  @FunctionalInterface
  interface AccountHandler<I extends Struct, O extends Struct> {
    O handle(IamAccount account, I input);
  }

  /** An operation without an output. */
  @FunctionalInterface
  interface AccountAction<I extends Struct> {
    void run(IamAccount account, I input);
  }

  /** An operation that needs the caller. */
  @FunctionalInterface
  interface CallHandler<I extends Struct, O extends Struct> {
    O handle(IamAccount account, RequestContext context, I input);
  }

  IamBinder(Binder binder, IamAccounts accounts) {
    this.binder = binder;
    this.accounts = accounts;
  }

  <I extends Struct, O extends Struct> void on(
      Operation<I, O> operation, AccountHandler<I, O> handler) {
    onCall(operation, (account, context, input) -> handler.handle(account, input));
  }

  <I extends Struct> void act(Operation<I, Unit> operation, AccountAction<I> action) {
    onCall(
        operation,
        (account, context, input) -> {
          action.run(account, input);
          return Unit.INSTANCE;
        });
  }

  <I extends Struct, O extends Struct> void onCall(
      Operation<I, O> operation, CallHandler<I, O> handler) {
    binder.on(
        operation,
        (context, input) -> {
          IamAccount account = accounts.of(context);
          synchronized (account) {
            return handler.handle(account, context, input);
          }
        });
  }
}
