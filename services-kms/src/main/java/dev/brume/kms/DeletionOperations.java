package dev.brume.kms;

import dev.brume.core.gateway.RequestContext;
import dev.brume.kms.KeyFinder.Names;
import dev.brume.kms.api.CancelKeyDeletionRequest;
import dev.brume.kms.api.CancelKeyDeletionResponse;
import dev.brume.kms.api.ScheduleKeyDeletionRequest;
import dev.brume.kms.api.ScheduleKeyDeletionResponse;
import dev.brume.kms.engine.KeyDeletion;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KmsAccount;
import dev.brume.kms.engine.KmsQuotas;
import java.time.Duration;
import java.time.Instant;

/** Schedules and cancels the deletion of keys. */
final class DeletionOperations {
  private final KeyFinder finder;

  DeletionOperations(KeyFinder finder) {
    this.finder = finder;
  }

  ScheduleKeyDeletionResponse scheduleKeyDeletion(
      RequestContext context, ScheduleKeyDeletionRequest input) {
    int days =
        input.pendingWindowInDays() == null
            ? KmsQuotas.MAX_WINDOW_DAYS
            : input.pendingWindowInDays();
    return finder.with(
        context, input.keyId(), Names.ID_OR_ARN, (account, key) -> schedule(account, key, days));
  }

  private static ScheduleKeyDeletionResponse schedule(KmsAccount account, KeyRecord key, int days) {
    KeyOperations.requireCustomers(key);
    if (days < KmsQuotas.MIN_WINDOW_DAYS || days > KmsQuotas.MAX_WINDOW_DAYS) {
      // The text is not documented.
      throw KmsRefusals.invalid("PendingWindowInDays must be between 7 and 30, inclusive");
    }
    KeyStates.requireToStay(key, account.nowMillis());
    boolean waits = key.isPrimary() && account.keys().related(key).size() > 1;
    long end = waits ? 0 : account.nowMillis() + Duration.ofDays(days).toMillis();
    KeyRecord deleted = key.with(new KeyDeletion(days, end));
    account.keys().put(deleted);
    return ScheduleKeyDeletionResponse.builder()
        .keyId(key.arn())
        .deletionDate(waits ? null : Instant.ofEpochMilli(end))
        .keyState(deleted.state(account.nowMillis()))
        .pendingWindowInDays(days)
        .build();
  }

  CancelKeyDeletionResponse cancelKeyDeletion(
      RequestContext context, CancelKeyDeletionRequest input) {
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          if (key.deletion() == null) {
            throw KmsRefusals.invalidState(key.arn() + " is not pending deletion.");
          }
          account.keys().put(key.with((KeyDeletion) null).with(key.settings().enabled(false)));
          return CancelKeyDeletionResponse.builder().keyId(key.arn()).build();
        });
  }
}
