package dev.brume.ssm;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.ssm.api.AccountSharingInfo;
import dev.brume.ssm.api.DescribeDocumentPermissionRequest;
import dev.brume.ssm.api.DescribeDocumentPermissionResponse;
import dev.brume.ssm.api.ModifyDocumentPermissionRequest;
import dev.brume.ssm.api.ModifyDocumentPermissionResponse;
import dev.brume.ssm.api.SsmErrors;
import dev.brume.ssm.engine.DocumentQuotas;
import dev.brume.ssm.engine.DocumentRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * With whom documents are shared.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ModifyDocumentPermission.html">ModifyDocumentPermission</a>
 */
final class DocumentPermissionOperations {
  private final DocumentFinder finder;

  DocumentPermissionOperations(DocumentFinder finder) {
    this.finder = finder;
  }

  /** "If you specify an ID to add and the same ID to remove, the system removes access". */
  ModifyDocumentPermissionResponse modifyDocumentPermission(
      RequestContext context, ModifyDocumentPermissionRequest input) {
    if (accounts(input.accountIdsToAdd()).isEmpty()
        && accounts(input.accountIdsToRemove()).isEmpty()) {
      // The text is not documented.
      throw ParameterRefusals.invalid(
          "You must specify a value for AccountIdsToAdd or AccountIdsToRemove.");
    }
    return finder.change(
        context.scope(),
        input.name(),
        (region, document) -> {
          Map<String, String> shares = new TreeMap<>(document.shares());
          String version =
              input.sharedDocumentVersion() == null
                  ? DocumentFinder.DEFAULT
                  : input.sharedDocumentVersion();
          for (String account : accounts(input.accountIdsToAdd())) {
            shares.put(account, version);
          }
          accounts(input.accountIdsToRemove()).forEach(shares::remove);
          DocumentQuotas.SHARES.require(
              shares.size(),
              most ->
                  SsmErrors.documentPermissionLimit(
                      "The document can't be shared with more Amazon Web Services accounts. You can"
                          + " specify a maximum of 20 accounts per API operation to share a"
                          + " private document."));
          region.documents().put(document.withShares(shares));
          return ModifyDocumentPermissionResponse.builder().build();
        });
  }

  /** "All" is taken in any case. */
  private static List<String> accounts(List<String> given) {
    return given == null
        ? List.of()
        : given.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
  }

  DescribeDocumentPermissionResponse describeDocumentPermission(
      RequestContext context, DescribeDocumentPermissionRequest input) {
    PageTokens tokens =
        PageTokens.of(
            "ssm",
            "DescribeDocumentPermission",
            ParameterRefusals::invalidToken,
            context.scope(),
            input.name());
    String position = tokens.position(input.nextToken());
    int limit = input.maxResults() == null ? DocumentQuotas.LISTED_PERMISSIONS : input.maxResults();
    Map<String, String> shares =
        finder.change(context.scope(), input.name(), (region, document) -> shares(document));
    Page<String> page =
        tokens.page(
            shares.keySet().stream().filter(account -> account.compareTo(position) > 0),
            limit,
            account -> account);
    return DescribeDocumentPermissionResponse.builder()
        .accountIds(page.elements())
        .accountSharingInfoList(
            page.elements().stream()
                .map(
                    account ->
                        AccountSharingInfo.builder()
                            .accountId(account)
                            .sharedDocumentVersion(shares.get(account))
                            .build())
                .toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static Map<String, String> shares(DocumentRecord document) {
    return new TreeMap<>(document.shares());
  }
}
