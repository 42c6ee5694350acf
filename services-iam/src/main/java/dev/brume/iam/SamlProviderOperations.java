package dev.brume.iam;

import dev.brume.core.error.AwsError;
import dev.brume.iam.api.CreateSAMLProviderRequest;
import dev.brume.iam.api.CreateSAMLProviderResponse;
import dev.brume.iam.api.DeleteSAMLProviderRequest;
import dev.brume.iam.api.GetSAMLProviderRequest;
import dev.brume.iam.api.GetSAMLProviderResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ListSAMLProviderTagsRequest;
import dev.brume.iam.api.ListSAMLProviderTagsResponse;
import dev.brume.iam.api.ListSAMLProvidersRequest;
import dev.brume.iam.api.ListSAMLProvidersResponse;
import dev.brume.iam.api.SAMLPrivateKey;
import dev.brume.iam.api.SAMLProviderListEntry;
import dev.brume.iam.api.Tag;
import dev.brume.iam.api.TagSAMLProviderRequest;
import dev.brume.iam.api.UntagSAMLProviderRequest;
import dev.brume.iam.api.UpdateSAMLProviderRequest;
import dev.brume.iam.api.UpdateSAMLProviderResponse;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamTags;
import dev.brume.iam.engine.SamlDocument;
import dev.brume.iam.engine.SamlProviderRecord;
import dev.brume.iam.engine.SamlProviderRecord.SamlPrivateKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/**
 * SAML identity providers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html">CreateSAMLProvider</a>
 */
final class SamlProviderOperations {
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int ID_LENGTH = 22;

  /** The validity of documents without one; AWS's page does not state it. */
  private static final int DEFAULT_YEARS = 100;

  /** "SAML providers can have up to two private keys". */
  private static final int MAX_KEYS = 2;

  CreateSAMLProviderResponse createSAMLProvider(
      IamAccount account, CreateSAMLProviderRequest input) {
    SamlProviderRecord plain =
        new SamlProviderRecord(
            account.arn("saml-provider/" + input.name()),
            input.name(),
            account.ids().text(ID_LENGTH, BASE_32),
            input.samlMetadataDocument(),
            validUntil(account, input.samlMetadataDocument()),
            account.nowMillis(),
            IamTags.of(input.tags()),
            null,
            List.of());
    List<SamlPrivateKey> keys =
        input.addPrivateKey() == null
            ? List.of()
            : List.of(privateKey(account, input.addPrivateKey()));
    SamlProviderRecord provider = plain.encrypting(input.assertionEncryptionMode(), keys);
    requireKey(provider);
    account.samlProviders().add(provider);
    return CreateSAMLProviderResponse.builder()
        .samlProviderArn(provider.arn())
        .tags(Responses.tagsOrNull(provider.tags()))
        .build();
  }

  private static SamlPrivateKey privateKey(IamAccount account, String pem) {
    PemCertificates.requirePrivateKey(pem);
    return new SamlPrivateKey(account.ids().text(ID_LENGTH, BASE_32), account.nowMillis(), pem);
  }

  /** The text is not documented. */
  private static void requireKey(SamlProviderRecord provider) {
    if (provider.encryptionMode() != null && provider.privateKeys().isEmpty()) {
      throw IamErrors.invalidInputException(
          "A private key is required when AssertionEncryptionMode is set.");
    }
  }

  /** The validity of a document: its own, or the default. */
  private static long validUntil(IamAccount account, String document) {
    Element metadata =
        SamlDocument.metadata(document)
            .orElseThrow(() -> IamErrors.invalidInputException("Could not parse metadata"));
    String until = metadata.getAttribute("validUntil");
    try {
      if (!until.isEmpty()) {
        return Instant.parse(until).toEpochMilli();
      }
    } catch (DateTimeParseException e) {
      throw IamErrors.invalidInputException("Could not parse metadata");
    }
    return Instant.ofEpochMilli(account.nowMillis())
        .atOffset(ZoneOffset.UTC)
        .plusYears(DEFAULT_YEARS)
        .toInstant()
        .toEpochMilli();
  }

  GetSAMLProviderResponse getSAMLProvider(IamAccount account, GetSAMLProviderRequest input) {
    SamlProviderRecord provider = account.samlProviders().find(input.samlProviderArn());
    return GetSAMLProviderResponse.builder()
        .samlProviderUUID(provider.id())
        .samlMetadataDocument(provider.metadata())
        .createDate(Responses.moment(provider.createdMillis()))
        .validUntil(Responses.moment(provider.validUntilMillis()))
        .tags(Responses.tagsOrNull(provider.tags()))
        .assertionEncryptionMode(provider.encryptionMode())
        .privateKeyList(
            provider.privateKeys().isEmpty()
                ? null
                : provider.privateKeys().stream()
                    .map(
                        key ->
                            SAMLPrivateKey.builder()
                                .keyId(key.id())
                                .timestamp(Responses.moment(key.addedMillis()))
                                .build())
                    .toList())
        .build();
  }

  ListSAMLProvidersResponse listSAMLProviders(IamAccount account, ListSAMLProvidersRequest input) {
    return ListSAMLProvidersResponse.builder()
        .samlProviderList(
            account.samlProviders().all().stream()
                .map(
                    provider ->
                        SAMLProviderListEntry.builder()
                            .arn(provider.arn())
                            .validUntil(Responses.moment(provider.validUntilMillis()))
                            .createDate(Responses.moment(provider.createdMillis()))
                            .build())
                .toList())
        .build();
  }

  UpdateSAMLProviderResponse updateSAMLProvider(
      IamAccount account, UpdateSAMLProviderRequest input) {
    SamlProviderRecord provider = account.samlProviders().find(input.samlProviderArn());
    if (input.samlMetadataDocument() != null) {
      provider =
          provider.withMetadata(
              input.samlMetadataDocument(), validUntil(account, input.samlMetadataDocument()));
    }
    List<SamlPrivateKey> keys = new ArrayList<>(provider.privateKeys());
    String removed = input.removePrivateKey();
    if (removed != null && !keys.removeIf(key -> key.id().equals(removed))) {
      throw noSuchKey(removed);
    }
    if (input.addPrivateKey() != null) {
      keys.add(privateKey(account, input.addPrivateKey()));
    }
    if (keys.size() > MAX_KEYS) {
      throw IamErrors.limitExceededException(
          "Cannot exceed quota for PrivateKeysPerSAMLProvider: " + MAX_KEYS);
    }
    String mode =
        input.assertionEncryptionMode() == null
            ? provider.encryptionMode()
            : input.assertionEncryptionMode();
    provider = provider.encrypting(mode, keys);
    requireKey(provider);
    account.samlProviders().put(provider);
    return UpdateSAMLProviderResponse.builder().samlProviderArn(provider.arn()).build();
  }

  /** The text is not documented. */
  private static AwsError noSuchKey(String id) {
    return IamErrors.noSuchEntityException("Private key not found for id " + id);
  }

  void deleteSAMLProvider(IamAccount account, DeleteSAMLProviderRequest input) {
    account.samlProviders().find(input.samlProviderArn());
    account.samlProviders().remove(input.samlProviderArn());
  }

  void tagSAMLProvider(IamAccount account, TagSAMLProviderRequest input) {
    SamlProviderRecord provider = account.samlProviders().find(input.samlProviderArn());
    account.samlProviders().put(provider.withTags(IamTags.added(provider.tags(), input.tags())));
  }

  void untagSAMLProvider(IamAccount account, UntagSAMLProviderRequest input) {
    SamlProviderRecord provider = account.samlProviders().find(input.samlProviderArn());
    account
        .samlProviders()
        .put(provider.withTags(IamTags.without(provider.tags(), input.tagKeys())));
  }

  ListSAMLProviderTagsResponse listSAMLProviderTags(
      IamAccount account, ListSAMLProviderTagsRequest input) {
    MarkedPage<Tag> page =
        IamTagOperations.page(
            account, input, account.samlProviders().find(input.samlProviderArn()).tags());
    return ListSAMLProviderTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }
}
