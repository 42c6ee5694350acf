package dev.brume.ssm;

import dev.brume.core.error.AwsError;
import dev.brume.ssm.api.SsmErrors;

/** The errors of documents: in the API Reference's words where AWS's own are not known. */
final class DocumentRefusals {
  private DocumentRefusals() {}

  static AwsError unknown(String name) {
    return SsmErrors.invalidDocument("Document with name " + name + " does not exist.");
  }

  static AwsError unknownVersion() {
    return SsmErrors.invalidDocumentVersion("The document version isn't valid or doesn't exist.");
  }

  static AwsError badContent(String message) {
    return SsmErrors.invalidDocumentContent(message);
  }

  static AwsError badSchema() {
    return SsmErrors.invalidDocumentSchemaVersion(
        "The version of the document schema isn't supported.");
  }

  static AwsError reservedName(String name) {
    return ParameterRefusals.invalid(
        "Invalid document "
            + name
            + ". Document names can't begin with aws, amazon or amzn: these prefixes are"
            + " reserved.");
  }
}
