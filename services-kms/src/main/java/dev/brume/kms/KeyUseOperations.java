package dev.brume.kms;

import dev.brume.core.gateway.BackgroundHandler;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.Handler;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.core.scope.Arn;
import dev.brume.kms.KeyFinder.Names;
import dev.brume.kms.api.GetKeyLastUsageRequest;
import dev.brume.kms.api.GetKeyLastUsageResponse;
import dev.brume.kms.api.KeyLastUsageData;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KmsAccount;
import dev.brume.kms.engine.LastKeyUse;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Records the last successful cryptographic operation of each key. Repeated uses by the same
 * operation within a minute are not stored one by one.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html">GetKeyLastUsage</a>
 */
final class KeyUseOperations {
  private static final long USE_MILLIS = 60_000;

  private final KeyFinder finder;

  KeyUseOperations(KeyFinder finder) {
    this.finder = finder;
  }

  /** Binds an operation whose success is a use of the key that {@code keyArns} returns. */
  <I extends Struct, O extends Struct> void on(
      Binder binder,
      Operation<I, O> operation,
      Handler<I, O> handler,
      Function<O, List<String>> keyArns) {
    binder.on(
        operation,
        (context, input) -> {
          O output = handler.handle(context, input);
          keyArns.apply(output).forEach(arn -> note(context, operation.name(), arn));
          return output;
        });
  }

  /** The same for a long operation. */
  <I extends Struct, O extends Struct> void onBackground(
      Binder binder,
      Operation<I, O> operation,
      BackgroundHandler<I, O> handler,
      Function<O, List<String>> keyArns) {
    binder.onBackground(
        operation,
        (context, input, section) -> {
          O output = handler.handle(context, input, section);
          section.run(
              () -> keyArns.apply(output).forEach(arn -> note(context, operation.name(), arn)));
          return output;
        });
  }

  private void note(RequestContext context, String operation, String keyArn) {
    Arn arn = Arn.parse(keyArn).orElse(null);
    if (arn == null) {
      return;
    }
    KmsAccount account = finder.account(arn.account());
    account.run(
        () -> {
          KeyRecord key = account.keys().find(arn.region(), arn.resourceId());
          if (key == null) {
            return;
          }
          long now = account.nowMillis();
          LastKeyUse known = account.uses().of(key);
          if (known == null
              || !known.operation().equals(operation)
              || now - known.millis() >= USE_MILLIS) {
            account.uses().put(key, new LastKeyUse(operation, now, context.requestId()));
          }
        });
  }

  /** Uses are tracked from the key's creation. There is no CloudTrail with an event of them. */
  GetKeyLastUsageResponse getKeyLastUsage(RequestContext context, GetKeyLastUsageRequest input) {
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          LastKeyUse use = account.uses().of(key);
          return GetKeyLastUsageResponse.builder()
              .keyId(key.arn())
              .keyLastUsage(
                  use == null
                      ? KeyLastUsageData.builder().build()
                      : KeyLastUsageData.builder()
                          .operation(use.operation())
                          .timestamp(Instant.ofEpochMilli(use.millis()))
                          .kmsRequestId(use.requestId())
                          .build())
              .trackingStartDate(Instant.ofEpochMilli(key.createdMillis()))
              .keyCreationDate(Instant.ofEpochMilli(key.createdMillis()))
              .build();
        });
  }
}
