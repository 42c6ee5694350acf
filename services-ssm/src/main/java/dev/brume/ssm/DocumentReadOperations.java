package dev.brume.ssm;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.ssm.DocumentFinder.Found;
import dev.brume.ssm.api.DescribeDocumentRequest;
import dev.brume.ssm.api.DescribeDocumentResult;
import dev.brume.ssm.api.DocumentIdentifier;
import dev.brume.ssm.api.GetDocumentRequest;
import dev.brume.ssm.api.GetDocumentResult;
import dev.brume.ssm.api.ListDocumentVersionsRequest;
import dev.brume.ssm.api.ListDocumentVersionsResult;
import dev.brume.ssm.api.ListDocumentsRequest;
import dev.brume.ssm.api.ListDocumentsResult;
import dev.brume.ssm.engine.DocumentQuotas;
import dev.brume.ssm.engine.DocumentRecord;
import dev.brume.ssm.engine.DocumentVersion;
import dev.brume.ssm.engine.SsmRegion;
import java.time.Instant;
import java.util.List;

/** Shows and lists documents and their versions. */
final class DocumentReadOperations {
  private final DocumentFinder finder;

  DocumentReadOperations(DocumentFinder finder) {
    this.finder = finder;
  }

  DescribeDocumentResult describeDocument(RequestContext context, DescribeDocumentRequest input) {
    return finder.read(
        context.scope(),
        input.name(),
        input.documentVersion(),
        input.versionName(),
        found ->
            DescribeDocumentResult.builder()
                .document(DocumentDescriptions.description(found, status(found)))
                .build());
  }

  private static String status(Found found) {
    return found.version().state().at(found.region().nowMillis());
  }

  /** "The document format can be either JSON or YAML. JSON is the default format." */
  GetDocumentResult getDocument(RequestContext context, GetDocumentRequest input) {
    Found found =
        finder.read(
            context.scope(),
            input.name(),
            input.documentVersion(),
            input.versionName(),
            each -> each);
    DocumentVersion version = found.version();
    boolean isText = version.format().equals(DocumentText.TEXT);
    String wanted = input.documentFormat() == null ? DocumentText.JSON : input.documentFormat();
    String format = isText ? DocumentText.TEXT : wanted;
    return GetDocumentResult.builder()
        .name(found.shownName())
        .createdDate(Instant.ofEpochMilli(version.createdMillis()))
        .displayName(version.displayName())
        .versionName(version.versionName())
        .documentVersion(Long.toString(version.number()))
        .status(status(found))
        .content(DocumentText.converted(version.content(), version.format(), format))
        .documentType(found.document().type())
        .documentFormat(format)
        .requires(DocumentDescriptions.requires(found.document()))
        .attachmentsContent(List.of())
        .build();
  }

  /** AWS does not document the order: here the newest comes first. */
  ListDocumentVersionsResult listDocumentVersions(
      RequestContext context, ListDocumentVersionsRequest input) {
    PageTokens tokens =
        PageTokens.of(
            "ssm",
            "ListDocumentVersions",
            ParameterRefusals::invalidToken,
            context.scope(),
            input.name());
    String position = tokens.position(input.nextToken());
    long before = position.isEmpty() ? Long.MAX_VALUE : Long.parseLong(position);
    int limit = input.maxResults() == null ? DocumentQuotas.LISTED : input.maxResults();
    return finder.read(
        context.scope(),
        input.name(),
        null,
        null,
        found -> {
          SsmRegion region = found.region();
          DocumentRecord document = found.document();
          Page<DocumentVersion> page =
              tokens.page(
                  region.documents().versions(document).stream()
                      .filter(version -> version.number() < before),
                  limit,
                  version -> Long.toString(version.number()));
          return ListDocumentVersionsResult.builder()
              .documentVersions(
                  page.elements().stream()
                      .map(
                          version ->
                              DocumentDescriptions.versionInfo(
                                  found.shownName(), document, version, region.nowMillis()))
                      .toList())
              .nextToken(page.nextToken())
              .build();
        });
  }

  /** StoredDocuments of AWS and of others are in no list: there are none of AWS's here. */
  ListDocumentsResult listDocuments(RequestContext context, ListDocumentsRequest input) {
    DocumentFilters filters = DocumentFilters.of(input.documentFilterList(), input.filters());
    PageTokens tokens =
        PageTokens.of(
            "ssm", "ListDocuments", ParameterRefusals::invalidToken, context.scope(), filters);
    String position = tokens.position(input.nextToken());
    int limit = input.maxResults() == null ? DocumentQuotas.LISTED : input.maxResults();
    SsmRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          Page<DocumentIdentifier> page =
              tokens
                  .page(
                      region
                          .documents()
                          .list(position)
                          .filter(
                              each ->
                                  filters.admit(
                                      each,
                                      region.documents().defaultVersion(each),
                                      context.scope())),
                      limit,
                      DocumentRecord::name)
                  .map(
                      each ->
                          DocumentDescriptions.identifier(
                              new Found(
                                  context.scope(),
                                  region,
                                  each,
                                  region.documents().defaultVersion(each),
                                  each.name())));
          return ListDocumentsResult.builder()
              .documentIdentifiers(page.elements())
              .nextToken(page.nextToken())
              .build();
        });
  }
}
