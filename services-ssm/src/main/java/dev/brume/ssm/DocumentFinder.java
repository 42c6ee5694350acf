package dev.brume.ssm;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.ssm.engine.DocumentRecord;
import dev.brume.ssm.engine.DocumentVersion;
import dev.brume.ssm.engine.SsmRegion;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Finds the document, and the version of it, that a request names. */
final class DocumentFinder {
  static final String LATEST = "$LATEST";
  static final String DEFAULT = "$DEFAULT";
  static final String ALL = "$ALL";
  private static final String DOCUMENT = "document";

  private final ParameterFinder regions;

  DocumentFinder(ParameterFinder regions) {
    this.regions = regions;
  }

  SsmRegion region(Scope scope) {
    return regions.region(scope);
  }

  /**
   * What was found.
   *
   * @param scope whose it is
   * @param version the one that was named, or the default one
   * @param shownName the document's name, or its ARN for those with whom it is shared
   */
  record Found(
      Scope scope,
      SsmRegion region,
      DocumentRecord document,
      DocumentVersion version,
      String shownName) {}

  /** The ARN of a document of a scope. */
  static String arn(Scope scope, String name) {
    return scope.arn("ssm", DOCUMENT + "/" + name).toString();
  }

  /** The scope and the name that a name or an ARN means. */
  static Arn target(Scope caller, String text) {
    Arn arn = Arn.parse(text).orElse(null);
    if (arn == null) {
      return Arn.parse(arn(caller, text)).orElseThrow(() -> DocumentRefusals.unknown(text));
    }
    if (!arn.is("ssm", DOCUMENT) || !arn.region().equals(caller.region())) {
      throw DocumentRefusals.unknown(text);
    }
    return arn;
  }

  /** The name that an ARN of a document ends in. */
  static String nameOf(Arn arn) {
    return arn.resource().substring(DOCUMENT.length() + 1);
  }

  /**
   * Does a step under the lock with one of the caller's own documents.
   *
   * @throws AwsError InvalidDocument
   */
  <T> T change(Scope scope, String name, BiFunction<SsmRegion, DocumentRecord, T> step) {
    SsmRegion region = region(scope);
    return region.call(
        () -> {
          DocumentRecord document = region.documents().find(name);
          if (document == null) {
            throw DocumentRefusals.unknown(name);
          }
          return step.apply(region, document);
        });
  }

  /**
   * Does a step under the lock with a document that the caller may read.
   *
   * @param text its name, or its ARN
   * @param number of a version, {@code $LATEST} or {@code $DEFAULT}; null where it is not given
   * @param versionName null where it is not given
   * @throws AwsError InvalidDocument, InvalidDocumentVersion
   */
  <T> T read(
      Scope caller, String text, String number, String versionName, Function<Found, T> step) {
    Arn arn = target(caller, text);
    Scope owner = arn.scope();
    SsmRegion region = region(owner);
    return region.call(
        () -> {
          DocumentRecord document = region.documents().find(nameOf(arn));
          if (document == null || !isShared(document, owner, caller)) {
            throw DocumentRefusals.unknown(text);
          }
          DocumentVersion version = version(region, document, number, versionName);
          if (!isVisible(document, version, owner, caller)) {
            throw DocumentRefusals.unknownVersion();
          }
          String name = owner.equals(caller) ? document.name() : arn(owner, document.name());
          return step.apply(new Found(owner, region, document, version, name));
        });
  }

  private static String share(DocumentRecord document, Scope caller) {
    String own = document.shares().get(caller.account());
    return own != null ? own : document.shares().get(DocumentRecord.EVERYBODY);
  }

  private static boolean isShared(DocumentRecord document, Scope owner, Scope caller) {
    return owner.equals(caller) || share(document, caller) != null;
  }

  private static boolean isVisible(
      DocumentRecord document, DocumentVersion version, Scope owner, Scope caller) {
    if (owner.equals(caller)) {
      return true;
    }
    return switch (share(document, caller)) {
      case ALL -> true;
      case LATEST -> version.number() == document.latest();
      default -> version.number() == document.defaultVersion();
    };
  }

  /** The version that a request means. */
  static DocumentVersion version(
      SsmRegion region, DocumentRecord document, String number, String versionName) {
    DocumentVersion version = null;
    if (number == null && versionName != null) {
      version =
          region.documents().versions(document).stream()
              .filter(each -> versionName.equals(each.versionName()))
              .findFirst()
              .orElse(null);
    } else if (number == null || number.equals(DEFAULT)) {
      version = region.documents().defaultVersion(document);
    } else if (number.equals(LATEST)) {
      version = region.documents().version(document, document.latest());
    } else if (number.length() <= 18) {
      version = region.documents().version(document, Long.parseLong(number));
    }
    boolean isNamed = version != null && number != null && versionName != null;
    if (version == null || isNamed && !versionName.equals(version.versionName())) {
      throw DocumentRefusals.unknownVersion();
    }
    return version;
  }
}
