package dev.brume.ssm;

import dev.brume.ssm.DocumentFinder.Found;
import dev.brume.ssm.api.DocumentDescription;
import dev.brume.ssm.api.DocumentIdentifier;
import dev.brume.ssm.api.DocumentParameter;
import dev.brume.ssm.api.DocumentRequires;
import dev.brume.ssm.api.DocumentVersionInfo;
import dev.brume.ssm.api.Tag;
import dev.brume.ssm.engine.DocumentRecord;
import dev.brume.ssm.engine.DocumentVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** StoredDocuments as responses show them. */
final class DocumentDescriptions {
  private DocumentDescriptions() {}

  /** A version of a document, in a state. */
  static DocumentDescription description(Found found, String status) {
    DocumentRecord document = found.document();
    DocumentVersion version = found.version();
    return DocumentDescription.builder()
        .hash(version.hash())
        .hashType("Sha256")
        .name(found.shownName())
        .displayName(version.displayName())
        .versionName(version.versionName())
        .owner(found.scope().account())
        .createdDate(Instant.ofEpochMilli(version.createdMillis()))
        .status(status)
        .documentVersion(Long.toString(version.number()))
        .description(version.description())
        .parameters(version.parameters().stream().map(DocumentDescriptions::parameter).toList())
        .platformTypes(version.platforms())
        .documentType(document.type())
        .schemaVersion(version.schemaVersion())
        .latestVersion(Long.toString(document.latest()))
        .defaultVersion(Long.toString(document.defaultVersion()))
        .documentFormat(version.format())
        .targetType(version.targetType())
        .tags(tags(document))
        .requires(requires(document))
        .build();
  }

  private static DocumentParameter parameter(DocumentVersion.DeclaredParameter declared) {
    return DocumentParameter.builder()
        .name(declared.name())
        .type(declared.type())
        .description(declared.description())
        .defaultValue(declared.defaultValue())
        .build();
  }

  private static List<Tag> tags(DocumentRecord document) {
    return document.tags().entrySet().stream().map(DocumentDescriptions::tag).toList();
  }

  private static Tag tag(Map.Entry<String, String> tag) {
    return Tag.builder().key(tag.getKey()).value(tag.getValue()).build();
  }

  static List<DocumentRequires> requires(DocumentRecord document) {
    return document.requires().isEmpty()
        ? null
        : document.requires().stream()
            .map(
                each ->
                    DocumentRequires.builder()
                        .name(each.name())
                        .version(each.version())
                        .requireType(each.requireType())
                        .versionName(each.versionName())
                        .build())
            .toList();
  }

  /** A document in a list: its default version. */
  static DocumentIdentifier identifier(Found found) {
    DocumentVersion version = found.version();
    return DocumentIdentifier.builder()
        .name(found.shownName())
        .createdDate(Instant.ofEpochMilli(version.createdMillis()))
        .displayName(version.displayName())
        .owner(found.scope().account())
        .versionName(version.versionName())
        .platformTypes(version.platforms())
        .documentVersion(Long.toString(version.number()))
        .documentType(found.document().type())
        .schemaVersion(version.schemaVersion())
        .documentFormat(version.format())
        .targetType(version.targetType())
        .tags(tags(found.document()))
        .requires(requires(found.document()))
        .build();
  }

  /** A version in the list of a document's versions. */
  static DocumentVersionInfo versionInfo(
      String name, DocumentRecord document, DocumentVersion version, long nowMillis) {
    return DocumentVersionInfo.builder()
        .name(name)
        .displayName(version.displayName())
        .documentVersion(Long.toString(version.number()))
        .versionName(version.versionName())
        .createdDate(Instant.ofEpochMilli(version.createdMillis()))
        .isDefaultVersion(version.number() == document.defaultVersion())
        .documentFormat(version.format())
        .status(version.state().at(nowMillis))
        .build();
  }
}
