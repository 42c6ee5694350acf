package dev.brume.secretsmanager;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.secretsmanager.api.BatchGetSecretValueRequest;
import dev.brume.secretsmanager.api.ListSecretsRequest;
import dev.brume.secretsmanager.api.ListSecretsResponse;
import dev.brume.secretsmanager.api.SecretListEntry;
import dev.brume.secretsmanager.engine.SecretQuotas;
import dev.brume.secretsmanager.engine.SecretRecord;
import dev.brume.secretsmanager.engine.SecretRotation;
import dev.brume.secretsmanager.engine.SecretsRegion;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists secrets, filtered and sorted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html">ListSecrets</a>
 */
final class SecretLists {
  private final SecretFinder finder;

  SecretLists(SecretFinder finder) {
    this.finder = finder;
  }

  ListSecretsResponse listSecrets(RequestContext context, ListSecretsRequest input) {
    SecretFilters filters = SecretFilters.of(input.filters());
    boolean deletedToo = Boolean.TRUE.equals(input.includePlannedDeletion());
    PageTokens tokens =
        PageTokens.of(
            SecretFinder.SERVICE,
            "ListSecrets",
            SecretRefusals::invalidToken,
            context.scope(),
            input.filters(),
            deletedToo,
            input.sortBy(),
            input.sortOrder());
    String position = tokens.position(input.nextToken());
    int limit = input.maxResults() == null ? SecretQuotas.LISTED : input.maxResults();
    SecretsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          List<SecretRecord> sorted =
              region
                  .all()
                  .filter(secret -> deletedToo || !secret.isDeleted())
                  .filter(filters::admit)
                  .sorted(order(input.sortBy(), input.sortOrder()))
                  .toList();
          Page<SecretListEntry> page =
              tokens
                  .page(after(sorted, position), limit, SecretRecord::name)
                  .map(secret -> show(region, secret));
          return ListSecretsResponse.builder()
              .secretList(page.elements())
              .nextToken(page.nextToken())
              .build();
        });
  }

  /** The secrets after the last of the previous page, or all if that secret was deleted. */
  private static Stream<SecretRecord> after(List<SecretRecord> sorted, String name) {
    for (int i = 0; i < sorted.size() && !name.isEmpty(); i++) {
      if (sorted.get(i).name().equals(name)) {
        return sorted.stream().skip(i + 1L);
      }
    }
    return sorted.stream();
  }

  private static Comparator<SecretRecord> order(String by, String direction) {
    Comparator<SecretRecord> order =
        switch (by == null ? "created-date" : by) {
          case "name" -> Comparator.comparing(SecretRecord::name);
          case "last-changed-date" -> Comparator.comparingLong(SecretRecord::changedMillis);
          case "last-accessed-date" -> Comparator.comparingLong(SecretRecord::accessedMillis);
          default -> Comparator.comparingLong(SecretRecord::createdMillis);
        };
    Comparator<SecretRecord> complete = order.thenComparing(SecretRecord::name);
    return "desc".equals(direction) ? complete.reversed() : complete;
  }

  private static SecretListEntry show(SecretsRegion region, SecretRecord secret) {
    SecretListEntry.Builder shown = SecretListEntry.builder();
    SecretRotation rotation = secret.rotation();
    if (rotation != null) {
      shown
          .rotationEnabled(rotation.enabled())
          .rotationLambdaARN(rotation.functionArn())
          .rotationRules(RotateSecretOperations.shown(rotation.rules()))
          .lastRotatedDate(SecretOperations.instant(rotation.rotatedMillis()))
          .nextRotationDate(SecretOperations.rotationDate(rotation));
    }
    return shown
        .arn(secret.arn())
        .name(secret.name())
        .type(secret.type())
        .description(secret.description())
        .kmsKeyId(secret.kmsKeyId())
        .createdDate(SecretOperations.instant(secret.createdMillis()))
        .lastChangedDate(SecretOperations.instant(secret.changedMillis()))
        .lastAccessedDate(SecretOperations.instant(secret.accessedMillis()))
        .deletedDate(SecretOperations.instant(secret.deletionMillis()))
        .tags(SecretTags.shown(secret.tags()))
        .secretVersionsToStages(SecretOperations.stages(region, secret))
        .primaryRegion(secret.primaryRegion())
        .build();
  }

  /** The names of the secrets on a batch's next page. */
  static Page<String> batch(
      SecretFinder finder, RequestContext context, BatchGetSecretValueRequest input) {
    SecretFilters filters = SecretFilters.of(input.filters());
    PageTokens tokens =
        PageTokens.of(
            SecretFinder.SERVICE,
            "BatchGetSecretValue",
            SecretRefusals::invalidToken,
            context.scope(),
            input.filters());
    String position = tokens.position(input.nextToken());
    int limit = input.maxResults() == null ? SecretQuotas.BATCH : input.maxResults();
    SecretsRegion region = finder.region(context.scope());
    return region.call(
        () ->
            tokens.page(
                region
                    .all()
                    .filter(secret -> secret.name().compareTo(position) > 0)
                    .filter(secret -> !secret.isDeleted())
                    .filter(filters::admit)
                    .map(SecretRecord::name),
                limit,
                name -> name));
  }
}
