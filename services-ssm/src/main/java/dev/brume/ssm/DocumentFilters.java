package dev.brume.ssm;

import dev.brume.core.scope.Scope;
import dev.brume.ssm.api.DocumentFilter;
import dev.brume.ssm.api.DocumentKeyValuesFilter;
import dev.brume.ssm.api.SsmErrors;
import dev.brume.ssm.engine.DocumentRecord;
import dev.brume.ssm.engine.DocumentVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which documents a list holds: all filters must match, each by one of its values. "If you specify
 * more than one … the request returns documents that match any of the values", by prefix for names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DocumentKeyValuesFilter.html">DocumentKeyValuesFilter</a>
 */
record DocumentFilters(List<DocumentKeyValuesFilter> filters) {
  private static final String TAG = "tag:";
  private static final Set<String> KEYS =
      Set.of("DocumentType", "Name", "Owner", "PlatformTypes", "SearchKeyword", "TargetType");

  /** Those of a request, in either form. */
  static DocumentFilters of(List<DocumentFilter> old, List<DocumentKeyValuesFilter> filters) {
    List<DocumentKeyValuesFilter> all = new ArrayList<>();
    if (old != null) {
      for (DocumentFilter filter : old) {
        all.add(
            DocumentKeyValuesFilter.builder()
                .key(filter.key())
                .values(List.of(filter.value()))
                .build());
      }
    }
    if (filters != null) {
      all.addAll(filters);
    }
    for (DocumentKeyValuesFilter filter : all) {
      String key = filter.key();
      if (key == null || !key.startsWith(TAG) && !key.equals("tag-key") && !KEYS.contains(key)) {
        throw SsmErrors.invalidFilterKey("The specified key isn't valid.");
      }
    }
    return new DocumentFilters(all);
  }

  boolean admit(DocumentRecord document, DocumentVersion version, Scope owner) {
    return filters.stream().allMatch(filter -> matches(filter, document, version, owner));
  }

  private static boolean matches(
      DocumentKeyValuesFilter filter,
      DocumentRecord document,
      DocumentVersion version,
      Scope owner) {
    List<String> values = filter.values() == null ? List.of() : filter.values();
    String key = filter.key();
    if (key.startsWith(TAG)) {
      String tag = document.tags().get(key.substring(TAG.length()));
      return tag != null && (values.isEmpty() || values.contains(tag));
    }
    return values.stream()
        .anyMatch(
            value ->
                switch (key) {
                  case "Name" -> document.name().startsWith(value);
                  case "DocumentType" -> document.type().equals(value);
                  case "PlatformTypes" ->
                      version.platforms().stream().anyMatch(value::equalsIgnoreCase);
                  case "TargetType" -> value.equals(version.targetType());
                  case "Owner" -> isOwner(value, document, owner);
                  case "tag-key" -> document.tags().containsKey(value);
                  default ->
                      document
                          .name()
                          .toLowerCase(Locale.ROOT)
                          .contains(value.toLowerCase(Locale.ROOT));
                });
  }

  /** The list has the caller's own documents only. */
  private static boolean isOwner(String value, DocumentRecord document, Scope owner) {
    return switch (value) {
      case "Self", "All" -> true;
      case "Private" -> !document.shares().containsKey(DocumentRecord.EVERYBODY);
      case "Public" -> document.shares().containsKey(DocumentRecord.EVERYBODY);
      default -> value.equals(owner.account());
    };
  }
}
