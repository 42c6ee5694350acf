package dev.brume.iam;

import dev.brume.iam.api.AddClientIDToOpenIDConnectProviderRequest;
import dev.brume.iam.api.CreateOpenIDConnectProviderRequest;
import dev.brume.iam.api.CreateOpenIDConnectProviderResponse;
import dev.brume.iam.api.DeleteOpenIDConnectProviderRequest;
import dev.brume.iam.api.GetOpenIDConnectProviderRequest;
import dev.brume.iam.api.GetOpenIDConnectProviderResponse;
import dev.brume.iam.api.IamErrors;
import dev.brume.iam.api.ListOpenIDConnectProviderTagsRequest;
import dev.brume.iam.api.ListOpenIDConnectProviderTagsResponse;
import dev.brume.iam.api.ListOpenIDConnectProvidersRequest;
import dev.brume.iam.api.ListOpenIDConnectProvidersResponse;
import dev.brume.iam.api.OpenIDConnectProviderListEntry;
import dev.brume.iam.api.RemoveClientIDFromOpenIDConnectProviderRequest;
import dev.brume.iam.api.Tag;
import dev.brume.iam.api.TagOpenIDConnectProviderRequest;
import dev.brume.iam.api.UntagOpenIDConnectProviderRequest;
import dev.brume.iam.api.UpdateOpenIDConnectProviderThumbprintRequest;
import dev.brume.iam.engine.IamAccount;
import dev.brume.iam.engine.IamTags;
import dev.brume.iam.engine.OidcProviderRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * OpenID Connect identity providers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html">CreateOpenIDConnectProvider</a>
 */
final class OidcProviderOperations {
  private static final String SCHEME = "https://";

  /** "You can register up to 100 client IDs with a single IAM OIDC provider." */
  private static final int MAX_CLIENT_IDS = 100;

  /** "you can specify up to five thumbprints". */
  private static final int MAX_THUMBPRINTS = 5;

  CreateOpenIDConnectProviderResponse createOpenIDConnectProvider(
      IamAccount account, CreateOpenIDConnectProviderRequest input) {
    if (!input.url().startsWith(SCHEME) || input.url().length() == SCHEME.length()) {
      throw IamErrors.invalidInputException("Invalid Open ID Connect Provider URL");
    }
    String url = input.url().substring(SCHEME.length());
    OidcProviderRecord provider =
        new OidcProviderRecord(
            account.arn("oidc-provider/" + url),
            url,
            checked(input.clientIDList()),
            checkedThumbprints(input.thumbprintList()),
            account.nowMillis(),
            IamTags.of(input.tags()));
    account.providers().add(provider);
    return CreateOpenIDConnectProviderResponse.builder()
        .openIDConnectProviderArn(provider.arn())
        .tags(Responses.tagsOrNull(provider.tags()))
        .build();
  }

  private static List<String> checked(List<String> clientIds) {
    List<String> ids = clientIds == null ? List.of() : clientIds.stream().distinct().toList();
    if (ids.size() > MAX_CLIENT_IDS) {
      throw IamErrors.limitExceededException(
          "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: " + MAX_CLIENT_IDS);
    }
    return ids;
  }

  private static List<String> checkedThumbprints(List<String> thumbprints) {
    if (thumbprints == null) {
      return List.of();
    }
    if (thumbprints.size() > MAX_THUMBPRINTS) {
      throw IamErrors.invalidInputException("Thumbprint list must contain fewer than 5 entries.");
    }
    return List.copyOf(thumbprints);
  }

  GetOpenIDConnectProviderResponse getOpenIDConnectProvider(
      IamAccount account, GetOpenIDConnectProviderRequest input) {
    OidcProviderRecord provider = account.providers().find(input.openIDConnectProviderArn());
    return GetOpenIDConnectProviderResponse.builder()
        .url(provider.url())
        .clientIDList(provider.clientIds())
        .thumbprintList(provider.thumbprints())
        .createDate(Responses.moment(provider.createdMillis()))
        .tags(Responses.tags(provider.tags()))
        .build();
  }

  ListOpenIDConnectProvidersResponse listOpenIDConnectProviders(
      IamAccount account, ListOpenIDConnectProvidersRequest input) {
    return ListOpenIDConnectProvidersResponse.builder()
        .openIDConnectProviderList(
            account.providers().all().stream()
                .map(each -> OpenIDConnectProviderListEntry.builder().arn(each.arn()).build())
                .toList())
        .build();
  }

  /** "This operation is idempotent; it does not fail" for an id that is there already. */
  void addClientIDToOpenIDConnectProvider(
      IamAccount account, AddClientIDToOpenIDConnectProviderRequest input) {
    OidcProviderRecord provider = account.providers().find(input.openIDConnectProviderArn());
    List<String> ids = new ArrayList<>(provider.clientIds());
    ids.add(input.clientID());
    account.providers().put(provider.withClientIds(checked(ids)));
  }

  /** "This operation is idempotent; it does not fail" for an id that is not there. */
  void removeClientIDFromOpenIDConnectProvider(
      IamAccount account, RemoveClientIDFromOpenIDConnectProviderRequest input) {
    OidcProviderRecord provider = account.providers().find(input.openIDConnectProviderArn());
    List<String> ids = new ArrayList<>(provider.clientIds());
    ids.remove(input.clientID());
    account.providers().put(provider.withClientIds(ids));
  }

  void updateOpenIDConnectProviderThumbprint(
      IamAccount account, UpdateOpenIDConnectProviderThumbprintRequest input) {
    OidcProviderRecord provider = account.providers().find(input.openIDConnectProviderArn());
    account.providers().put(provider.withThumbprints(checkedThumbprints(input.thumbprintList())));
  }

  /** "This operation is idempotent; it does not fail" for a provider that is not there. */
  void deleteOpenIDConnectProvider(IamAccount account, DeleteOpenIDConnectProviderRequest input) {
    account.providers().remove(input.openIDConnectProviderArn());
  }

  void tagOpenIDConnectProvider(IamAccount account, TagOpenIDConnectProviderRequest input) {
    OidcProviderRecord provider = account.providers().find(input.openIDConnectProviderArn());
    account.providers().put(provider.withTags(IamTags.added(provider.tags(), input.tags())));
  }

  void untagOpenIDConnectProvider(IamAccount account, UntagOpenIDConnectProviderRequest input) {
    OidcProviderRecord provider = account.providers().find(input.openIDConnectProviderArn());
    account.providers().put(provider.withTags(IamTags.without(provider.tags(), input.tagKeys())));
  }

  ListOpenIDConnectProviderTagsResponse listOpenIDConnectProviderTags(
      IamAccount account, ListOpenIDConnectProviderTagsRequest input) {
    MarkedPage<Tag> page =
        IamTagOperations.page(
            account, input, account.providers().find(input.openIDConnectProviderArn()).tags());
    return ListOpenIDConnectProviderTagsResponse.builder()
        .tags(page.items())
        .isTruncated(page.isTruncated())
        .marker(page.marker())
        .build();
  }
}
