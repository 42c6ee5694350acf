package dev.brume.iam;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.constraint.Violation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * IAM's texts for violated constraints: they show neither the value nor the valid ones (answers
 * recorded on AWS, iam, 2025), and names have a text of their own.
 */
final class IamConstraints {
  private static final String FAILED = " failed to satisfy constraint: ";
  private static final String PATTERN = "Member must satisfy regular expression pattern: ";
  private static final String VALUE_SET = "Member must satisfy enum value set";

  /** Members whose names may contain letters, digits and these characters. */
  private static final Set<String> NAMES =
      Set.of(
          "groupName",
          "instanceProfileName",
          "newGroupName",
          "newUserName",
          "policyName",
          "roleName",
          "userName");

  private static final Set<String> PATHS = Set.of("newPath", "path");

  private IamConstraints() {}

  static AwsError error(List<Violation> violations) {
    String noun = violations.size() == 1 ? " validation error" : " validation errors";
    String texts = violations.stream().map(IamConstraints::text).collect(Collectors.joining("; "));
    AwsError ofName = violations.size() == 1 ? nameError(violations.getFirst()) : null;
    return ofName != null
        ? ofName
        : AwsError.client("ValidationError", 400, violations.size() + noun + " detected: " + texts);
  }

  private static AwsError nameError(Violation violation) {
    if (!violation.text().contains(FAILED + PATTERN)) {
      return null;
    }
    if (PATHS.contains(violation.path())) {
      return AwsError.client(
          "ValidationError",
          400,
          "The specified value for "
              + violation.path()
              + " is invalid. It must begin and end with / and contain only alphanumeric characters"
              + " and/or / characters.");
    }
    if (!NAMES.contains(violation.path())) {
      return null;
    }
    return AwsError.client(
        "ValidationError",
        400,
        "The specified value for "
            + violation.path()
            + " is invalid. It must contain only alphanumeric characters and/or the following:"
            + " +=,.@_-");
  }

  private static String text(Violation violation) {
    String text = violation.text();
    String demand = text.substring(text.lastIndexOf(FAILED) + FAILED.length());
    String shown = demand.startsWith(VALUE_SET) ? VALUE_SET : demand;
    return "Value at '" + violation.path() + "'" + FAILED + shown;
  }
}
