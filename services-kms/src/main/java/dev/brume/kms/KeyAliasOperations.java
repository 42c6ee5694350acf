package dev.brume.kms;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.schema.Unit;
import dev.brume.kms.KeyFinder.Names;
import dev.brume.kms.api.AliasListEntry;
import dev.brume.kms.api.CreateAliasRequest;
import dev.brume.kms.api.DeleteAliasRequest;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.api.ListAliasesRequest;
import dev.brume.kms.api.ListAliasesResponse;
import dev.brume.kms.api.UpdateAliasRequest;
import dev.brume.kms.engine.AliasRecord;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KmsAccount;
import dev.brume.kms.engine.KmsQuotas;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Aliases of keys.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html">Aliases</a>
 */
final class KeyAliasOperations {
  private final KeyFinder finder;

  KeyAliasOperations(KeyFinder finder) {
    this.finder = finder;
  }

  private static void checkName(String alias) {
    if (!alias.startsWith(KeyFinder.ALIAS)) {
      throw KmsRefusals.invalid(
          "Alias must start with the prefix \"alias/\". Please see"
              + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
    }
    if (alias.indexOf(':') >= 0) { // The model allows it; AWS's users report these words.
      throw KmsRefusals.invalid(alias + " contains invalid characters for an alias");
    }
    if (alias.length() == KeyFinder.ALIAS.length() || alias.startsWith(ManagedKeys.PREFIX)) {
      // "The alias/aws/ prefix is reserved"; the text is not documented.
      throw KmsErrors.invalidAliasNameException("Alias name " + alias + " is not valid");
    }
  }

  private static String arn(RequestContext context, String alias) {
    return context.scope().arn(KeyFinder.SERVICE, alias).toString();
  }

  Unit createAlias(RequestContext context, CreateAliasRequest input) {
    String alias = input.aliasName();
    checkName(alias);
    return finder.with(
        context,
        input.targetKeyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          KeyStates.requireToStay(key, account.nowMillis());
          if (account.aliases().find(key.region(), alias) != null) {
            throw KmsErrors.alreadyExistsException(
                "An alias with the name " + arn(context, alias) + " already exists");
          }
          KmsQuotas.ALIASES_OF_A_KEY.require(
              account.aliases().of(key).count() + 1,
              most ->
                  KmsErrors.limitExceededException(
                      "You cannot have more than " + most + " aliases for a key."));
          long now = account.nowMillis();
          account.aliases().put(key.region(), alias, new AliasRecord(key.id(), now, now));
          return Unit.INSTANCE;
        });
  }

  /** "The current and new KMS key must be the same type, and they must have the same key usage." */
  Unit updateAlias(RequestContext context, UpdateAliasRequest input) {
    String alias = input.aliasName();
    checkName(alias);
    return finder.with(
        context,
        input.targetKeyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          AliasRecord known = find(context, account, alias);
          KeyStates.requireToStay(key, account.nowMillis());
          KeyRecord former = account.keys().find(key.region(), known.keyId());
          if (former.usage() != key.usage()
              || former.kind().isAsymmetric() != key.kind().isAsymmetric()) {
            throw KmsRefusals.invalid(
                "Alias "
                    + arn(context, alias)
                    + " cannot be changed to a key of another type or key usage.");
          }
          account
              .aliases()
              .put(
                  key.region(),
                  alias,
                  new AliasRecord(key.id(), known.createdMillis(), account.nowMillis()));
          return Unit.INSTANCE;
        });
  }

  private static AliasRecord find(RequestContext context, KmsAccount account, String alias) {
    AliasRecord known = account.aliases().find(context.scope().region(), alias);
    if (known == null) {
      throw KmsRefusals.noSuchAlias(arn(context, alias));
    }
    return known;
  }

  Unit deleteAlias(RequestContext context, DeleteAliasRequest input) {
    checkName(input.aliasName());
    KmsAccount account = finder.account(context);
    account.run(
        () -> {
          find(context, account, input.aliasName());
          account.aliases().remove(context.scope().region(), input.aliasName());
        });
    return Unit.INSTANCE;
  }

  ListAliasesResponse listAliases(RequestContext context, ListAliasesRequest input) {
    if (input.keyId() != null) {
      return finder.with(
          context,
          input.keyId(),
          Names.ID_OR_ARN,
          (account, key) -> list(context, account, input, key.id()));
    }
    KmsAccount account = finder.account(context);
    return account.call(() -> list(context, account, input, null));
  }

  private static ListAliasesResponse list(
      RequestContext context, KmsAccount account, ListAliasesRequest input, String keyId) {
    PageTokens tokens =
        PageTokens.of(
            KeyFinder.SERVICE, "ListAliases", KmsRefusals::invalidMarker, context.scope(), keyId);
    String position = tokens.position(input.marker());
    int limit = input.limit() == null ? KmsQuotas.LISTED_FEW : input.limit();
    Stream<Map.Entry<String, AliasRecord>> rest =
        account
            .aliases()
            .list(context.scope().region(), position)
            .filter(alias -> keyId == null || alias.getValue().keyId().equals(keyId));
    Page<AliasListEntry> page =
        tokens.page(rest, limit, Map.Entry::getKey).map(alias -> show(context, alias));
    return ListAliasesResponse.builder()
        .aliases(page.elements())
        .nextMarker(page.nextToken())
        .truncated(page.nextToken() != null)
        .build();
  }

  private static AliasListEntry show(RequestContext context, Map.Entry<String, AliasRecord> alias) {
    return AliasListEntry.builder()
        .aliasName(alias.getKey())
        .aliasArn(arn(context, alias.getKey()))
        .targetKeyId(alias.getValue().keyId())
        .creationDate(Instant.ofEpochMilli(alias.getValue().createdMillis()))
        .lastUpdatedDate(Instant.ofEpochMilli(alias.getValue().updatedMillis()))
        .build();
  }
}
