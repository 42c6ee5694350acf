package dev.brume.kms;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.core.schema.Unit;
import dev.brume.kms.KeyFinder.Names;
import dev.brume.kms.api.CreateGrantRequest;
import dev.brume.kms.api.CreateGrantResponse;
import dev.brume.kms.api.GrantConstraints;
import dev.brume.kms.api.GrantListEntry;
import dev.brume.kms.api.KmsErrors;
import dev.brume.kms.api.ListGrantsRequest;
import dev.brume.kms.api.ListGrantsResponse;
import dev.brume.kms.api.ListRetirableGrantsRequest;
import dev.brume.kms.api.RetireGrantRequest;
import dev.brume.kms.api.RevokeGrantRequest;
import dev.brume.kms.engine.GrantRecord;
import dev.brume.kms.engine.KeyRecord;
import dev.brume.kms.engine.KmsAccount;
import dev.brume.kms.engine.KmsQuotas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Grants.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/grants.html">Grants</a>
 */
final class GrantOperations {
  private static final String HEXADECIMAL = "0123456789abcdef";
  private static final int ID_LENGTH = 64;

  private final KeyFinder finder;
  private final Ids ids;

  GrantOperations(KeyFinder finder, Ids ids) {
    this.finder = finder;
    this.ids = ids;
  }

  CreateGrantResponse createGrant(RequestContext context, CreateGrantRequest input) {
    GrantTokens.check(input.grantTokens());
    if ((input.granteePrincipal() == null) == (input.granteeServicePrincipal() == null)) {
      throw KmsRefusals.invalid(
          "Exactly one of GranteePrincipal and GranteeServicePrincipal must be specified.");
    }
    if (input.retiringPrincipal() != null && input.retiringServicePrincipal() != null) {
      throw KmsRefusals.invalid(
          "Only one of RetiringPrincipal and RetiringServicePrincipal can be specified.");
    }
    boolean areThere = GrantPrincipals.areThere(context, input);
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          KeyStates.requireEnabled(key, account.nowMillis());
          GrantPrincipals.check(input, areThere);
          return create(context, account, key, input);
        });
  }

  private CreateGrantResponse create(
      RequestContext context, KmsAccount account, KeyRecord key, CreateGrantRequest input) {
    GrantedOperations.check(key, input.operations());
    GrantConstraints constraints =
        input.constraints() == null ? GrantConstraints.builder().build() : input.constraints();
    KmsRefusals.refuseUnbuilt("Constraints.SourceArn", constraints.sourceArn());
    GrantRecord grant =
        new GrantRecord(
            ids.text(ID_LENGTH, HEXADECIMAL),
            input.name(),
            account.nowMillis(),
            input.granteePrincipal() == null
                ? input.granteeServicePrincipal()
                : input.granteePrincipal(),
            input.retiringPrincipal() == null
                ? input.retiringServicePrincipal()
                : input.retiringPrincipal(),
            context.scope().globalArn("iam", "root").toString(),
            List.copyOf(input.operations()),
            constraints.encryptionContextEquals(),
            constraints.encryptionContextSubset());
    KmsRefusals.endDryRun(input.dryRun());
    if (input.name() != null) {
      GrantRecord known =
          account
              .grants()
              .of(key, "")
              .filter(each -> each.name() != null && each.isLike(grant))
              .findFirst()
              .orElse(null);
      if (known != null) {
        return answer(key, known);
      }
    }
    KmsQuotas.GRANTS_OF_A_KEY.require(
        account.grants().of(key, "").count() + 1,
        most ->
            KmsErrors.limitExceededException(
                "You cannot have more than " + most + " grants for a key."));
    account.grants().put(key, grant);
    return answer(key, grant);
  }

  private CreateGrantResponse answer(KeyRecord key, GrantRecord grant) {
    return CreateGrantResponse.builder()
        .grantId(grant.id())
        .grantToken(GrantTokens.of(key.arn(), grant.id(), ids.text(ID_LENGTH, HEXADECIMAL)))
        .build();
  }

  ListGrantsResponse listGrants(RequestContext context, ListGrantsRequest input) {
    return finder.with(
        context,
        input.keyId(),
        Names.ID_OR_ARN,
        (account, key) -> {
          String grantee =
              input.granteePrincipal() == null
                  ? input.granteeServicePrincipal()
                  : input.granteePrincipal();
          if (input.grantId() != null && account.grants().find(key, input.grantId()) == null) {
            throw noSuchGrant(input.grantId());
          }
          PageTokens tokens =
              PageTokens.of(
                  KeyFinder.SERVICE,
                  "ListGrants",
                  KmsRefusals::invalidMarker,
                  key.arn(),
                  input.grantId(),
                  grantee);
          Stream<GrantRecord> rest =
              account
                  .grants()
                  .of(key, tokens.position(input.marker()))
                  .filter(grant -> grantee == null || grantee.equals(grant.grantee()))
                  .filter(grant -> input.grantId() == null || input.grantId().equals(grant.id()));
          return answer(
              tokens
                  .page(rest, limit(input.limit()), GrantRecord::id)
                  .map(grant -> show(key.arn(), grant)));
        });
  }

  private static int limit(Integer limit) {
    return limit == null ? KmsQuotas.LISTED_FEW : limit;
  }

  private static ListGrantsResponse answer(Page<GrantListEntry> page) {
    return ListGrantsResponse.builder()
        .grants(page.elements())
        .nextMarker(page.nextToken())
        .truncated(page.nextToken() != null)
        .build();
  }

  ListGrantsResponse listRetirableGrants(RequestContext context, ListRetirableGrantsRequest input) {
    String retiring =
        input.retiringPrincipal() == null
            ? input.retiringServicePrincipal()
            : input.retiringPrincipal();
    if (retiring == null) {
      throw KmsRefusals.invalid(
          "1 validation error detected: Value null at 'retiringPrincipal' failed to satisfy"
              + " constraint: Member must not be null");
    }
    String region = context.scope().region();
    PageTokens tokens =
        PageTokens.of(
            KeyFinder.SERVICE,
            "ListRetirableGrants",
            KmsRefusals::invalidMarker,
            context.scope(),
            retiring);
    String position = tokens.position(input.marker());
    KmsAccount account = finder.account(context);
    return account.call(
        () -> {
          Stream<Map.Entry<String, GrantRecord>> rest =
              account
                  .grants()
                  .all(position)
                  .filter(grant -> grant.getKey().split("/")[1].equals(region))
                  .filter(grant -> retiring.equals(grant.getValue().retiring()));
          return answer(
              tokens
                  .page(rest, limit(input.limit()), Map.Entry::getKey)
                  .map(
                      grant ->
                          show(
                              account.keys().find(region, grant.getKey().split("/")[0]).arn(),
                              grant.getValue())));
        });
  }

  private static GrantListEntry show(String keyArn, GrantRecord grant) {
    boolean constrained = grant.contextEquals() != null || grant.contextSubset() != null;
    boolean byService = !grant.grantee().startsWith("arn:");
    boolean retiredByService = grant.retiring() != null && !grant.retiring().startsWith("arn:");
    return GrantListEntry.builder()
        .keyId(keyArn)
        .grantId(grant.id())
        .name(grant.name() == null ? "" : grant.name())
        .creationDate(Instant.ofEpochMilli(grant.createdMillis()))
        .granteePrincipal(grant.grantee())
        .granteeServicePrincipal(byService ? grant.grantee() : null)
        .retiringPrincipal(grant.retiring())
        .retiringServicePrincipal(retiredByService ? grant.retiring() : null)
        .issuingAccount(grant.issuingAccount())
        .operations(grant.operations())
        .constraints(
            constrained
                ? GrantConstraints.builder()
                    .encryptionContextEquals(grant.contextEquals())
                    .encryptionContextSubset(grant.contextSubset())
                    .build()
                : null)
        .build();
  }

  private static RuntimeException noSuchGrant(String grantId) {
    return KmsErrors.notFoundException("Grant ID " + grantId + " not found");
  }

  Unit revokeGrant(RequestContext context, RevokeGrantRequest input) {
    return remove(context, input.keyId(), input.grantId(), input.dryRun());
  }

  Unit retireGrant(RequestContext context, RetireGrantRequest input) {
    if (input.grantToken() != null) {
      GrantTokens.Named named =
          GrantTokens.parse(input.grantToken())
              .orElseThrow(() -> KmsErrors.invalidGrantTokenException("Invalid grant token"));
      return remove(context, named.key().toString(), named.grantId(), input.dryRun());
    }
    if (input.keyId() == null || input.grantId() == null) {
      throw KmsRefusals.invalid("Either GrantToken or both KeyId and GrantId must be specified.");
    }
    return remove(context, input.keyId(), input.grantId(), input.dryRun());
  }

  private Unit remove(RequestContext context, String keyId, String grantId, Boolean dryRun) {
    return finder.with(
        context,
        keyId,
        Names.ID_OR_ARN,
        (account, key) -> {
          if (account.grants().find(key, grantId) == null) {
            throw noSuchGrant(grantId);
          }
          KmsRefusals.endDryRun(dryRun);
          account.grants().remove(key, grantId);
          return Unit.INSTANCE;
        });
  }
}
