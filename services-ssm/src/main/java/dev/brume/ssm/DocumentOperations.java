package dev.brume.ssm;

import dev.brume.core.checksum.ChecksumAlgorithm;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.Transition;
import dev.brume.core.kit.Transitions;
import dev.brume.core.scope.Scope;
import dev.brume.ssm.DocumentFinder.Found;
import dev.brume.ssm.api.CreateDocumentRequest;
import dev.brume.ssm.api.CreateDocumentResult;
import dev.brume.ssm.api.DeleteDocumentRequest;
import dev.brume.ssm.api.DeleteDocumentResult;
import dev.brume.ssm.api.DocumentDefaultVersionDescription;
import dev.brume.ssm.api.SsmErrors;
import dev.brume.ssm.api.UpdateDocumentDefaultVersionRequest;
import dev.brume.ssm.api.UpdateDocumentDefaultVersionResult;
import dev.brume.ssm.api.UpdateDocumentRequest;
import dev.brume.ssm.api.UpdateDocumentResult;
import dev.brume.ssm.engine.DocumentQuotas;
import dev.brume.ssm.engine.DocumentRecord;
import dev.brume.ssm.engine.DocumentRecord.RequiredDocument;
import dev.brume.ssm.engine.DocumentVersion;
import dev.brume.ssm.engine.SsmRegion;
import dev.brume.ssm.engine.StoredDocuments;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes, changes and deletes documents.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html">CreateDocument</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_UpdateDocument.html">UpdateDocument</a>
 */
final class DocumentOperations {
  /** "You can't use the following strings as document name prefixes". */
  private static final List<String> RESERVED = List.of("aws", "amazon", "amzn");

  /** AWS does not say how long it takes; it is over when one looks again. */
  private static final Duration ON_AWS = Duration.ofSeconds(1);

  private final DocumentFinder finder;
  private final Transitions transitions;

  DocumentOperations(DocumentFinder finder, Transitions transitions) {
    this.finder = finder;
    this.transitions = transitions;
  }

  CreateDocumentResult createDocument(RequestContext context, CreateDocumentRequest input) {
    if (input.attachments() != null && !input.attachments().isEmpty()) {
      ParameterRefusals.refuseUnbuilt("Attachments", input.attachments());
    }
    String name = input.name();
    String lower = name.toLowerCase(Locale.ROOT);
    if (RESERVED.stream().anyMatch(lower::startsWith)) {
      throw DocumentRefusals.reservedName(name);
    }
    String type = input.documentType() == null ? DocumentContent.COMMAND : input.documentType();
    String format = input.documentFormat() == null ? DocumentText.JSON : input.documentFormat();
    DocumentContent content = DocumentContent.of(input.content(), format, type);
    Map<String, String> tags =
        input.tags() == null ? Map.of() : ParameterTags.checked(input.tags());
    DocumentRecord document = new DocumentRecord(name, type, 1, 1, requires(input), Map.of(), tags);
    SsmRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          StoredDocuments documents = region.documents();
          if (documents.find(name) != null) {
            throw SsmErrors.documentAlreadyExists(
                "Document with same name " + name + " already exists");
          }
          DocumentQuotas.DOCUMENTS.require(
              documents.count() + 1L,
              most ->
                  SsmErrors.documentLimitExceeded(
                      "You can have at most " + most + " active SSM documents."));
          Given given =
              new Given(
                  input.versionName(),
                  input.displayName(),
                  input.targetType(),
                  input.content(),
                  format);
          DocumentVersion version = version(region, 1, given, content, "Creating");
          documents.put(document);
          documents.putVersion(document, version);
          return CreateDocumentResult.builder()
              .documentDescription(
                  DocumentDescriptions.description(
                      own(context.scope(), region, document, version), "Creating"))
              .build();
        });
  }

  private static List<RequiredDocument> requires(CreateDocumentRequest input) {
    return input.requires() == null
        ? List.of()
        : input.requires().stream()
            .map(
                each ->
                    new RequiredDocument(
                        each.name(), each.version(), each.requireType(), each.versionName()))
            .toList();
  }

  private static Found own(
      Scope scope, SsmRegion region, DocumentRecord document, DocumentVersion version) {
    return new Found(scope, region, document, version, document.name());
  }

  /** What a request says of a version. */
  private record Given(
      String versionName, String displayName, String targetType, String content, String format) {}

  private DocumentVersion version(
      SsmRegion region, long number, Given given, DocumentContent content, String passing) {
    long now = region.nowMillis();
    Transition state = transitions.begin(passing, "Active", now, ON_AWS);
    return new DocumentVersion(
        number,
        given.versionName(),
        given.displayName(),
        given.targetType(),
        given.content(),
        given.format(),
        hash(given.content()),
        content.description(),
        content.schemaVersion(),
        content.parameters(),
        content.platforms(),
        now,
        state);
  }

  private static String hash(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(ChecksumAlgorithm.SHA256.of(bytes));
  }

  /** "Currently, Systems Manager supports updating only the latest version of the document." */
  UpdateDocumentResult updateDocument(RequestContext context, UpdateDocumentRequest input) {
    if (input.attachments() != null && !input.attachments().isEmpty()) {
      ParameterRefusals.refuseUnbuilt("Attachments", input.attachments());
    }
    String type =
        finder.change(context.scope(), input.name(), (region, document) -> document.type());
    String format = input.documentFormat() == null ? DocumentText.JSON : input.documentFormat();
    DocumentContent content = DocumentContent.of(input.content(), format, type);
    return finder.change(
        context.scope(),
        input.name(),
        (region, document) -> {
          DocumentVersion latest = region.documents().version(document, document.latest());
          if (input.documentVersion() != null
              && !input.documentVersion().equals(DocumentFinder.LATEST)
              && !input.documentVersion().equals(Long.toString(document.latest()))) {
            throw DocumentRefusals.unknownVersion();
          }
          checkUpdate(region, document, latest, content, input);
          Given given =
              new Given(
                  input.versionName(),
                  input.displayName() == null ? latest.displayName() : input.displayName(),
                  input.targetType() == null ? latest.targetType() : input.targetType(),
                  input.content(),
                  format);
          long number = document.latest() + 1;
          DocumentVersion version = version(region, number, given, content, "Updating");
          DocumentRecord updated = document.withLatest(number);
          region.documents().put(updated);
          region.documents().putVersion(updated, version);
          return UpdateDocumentResult.builder()
              .documentDescription(
                  DocumentDescriptions.description(
                      own(context.scope(), region, updated, version), "Updating"))
              .build();
        });
  }

  private static void checkUpdate(
      SsmRegion region,
      DocumentRecord document,
      DocumentVersion latest,
      DocumentContent content,
      UpdateDocumentRequest input) {
    if (String.valueOf(content.schemaVersion()).equals("1.2")) {
      throw DocumentRefusals.badSchema(); // "any update … required … a different name".
    }
    if (latest.content().equals(input.content())) {
      throw SsmErrors.duplicateDocumentContent(
          "The content of the association document matches another document. Change the content"
              + " of the document and try again.");
    }
    List<DocumentVersion> versions = region.documents().versions(document);
    if (input.versionName() != null
        && versions.stream().anyMatch(each -> input.versionName().equals(each.versionName()))) {
      throw SsmErrors.duplicateDocumentVersionName(
          "The version name has already been used in this document. Specify a different version"
              + " name, and then try again.");
    }
    DocumentQuotas.VERSIONS.require(
        versions.size() + 1L,
        most ->
            SsmErrors.documentVersionLimitExceeded(
                "The document has too many versions. Delete one or more document versions and try"
                    + " again."));
  }

  UpdateDocumentDefaultVersionResult updateDocumentDefaultVersion(
      RequestContext context, UpdateDocumentDefaultVersionRequest input) {
    return finder.change(
        context.scope(),
        input.name(),
        (region, document) -> {
          DocumentVersion version =
              DocumentFinder.version(region, document, input.documentVersion(), null);
          region.documents().put(document.withDefault(version.number()));
          return UpdateDocumentDefaultVersionResult.builder()
              .description(
                  DocumentDefaultVersionDescription.builder()
                      .name(document.name())
                      .defaultVersion(Long.toString(version.number()))
                      .defaultVersionName(version.versionName())
                      .build())
              .build();
        });
  }

  /**
   * Deletes all versions where none is named.
   *
   * @throws AwsError InvalidDocumentOperation for a document that is shared, and for the default
   *     version alone
   */
  DeleteDocumentResult deleteDocument(RequestContext context, DeleteDocumentRequest input) {
    boolean isForced = Boolean.TRUE.equals(input.force());
    return finder.change(
        context.scope(),
        input.name(),
        (region, document) -> {
          if (!document.shares().isEmpty()) {
            throw SsmErrors.invalidDocumentOperation(
                "You attempted to delete a document while it is still shared. You must stop"
                    + " sharing the document before you can delete it.");
          }
          if (document.type().equals("ApplicationConfigurationSchema") && !isForced) {
            // "You must specify a Force flag"; the words of the error are not documented.
            throw SsmErrors.invalidDocumentOperation(
                "Documents of type ApplicationConfigurationSchema are deleted by Force only.");
          }
          if (input.documentVersion() == null && input.versionName() == null) {
            region.documents().remove(document);
            return DeleteDocumentResult.builder().build();
          }
          DocumentVersion version =
              DocumentFinder.version(
                  region, document, input.documentVersion(), input.versionName());
          if (version.number() == document.defaultVersion()) {
            throw SsmErrors.invalidDocumentOperation(
                "Default version of the document can't be deleted.");
          }
          region.documents().removeVersion(document, version);
          return DeleteDocumentResult.builder().build();
        });
  }
}
