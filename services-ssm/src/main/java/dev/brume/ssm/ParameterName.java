package dev.brume.ssm;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import dev.brume.core.scope.Scope;
import dev.brume.ssm.api.SsmErrors;
import dev.brume.ssm.engine.ParameterQuotas;
import java.util.Locale;

/**
 * A parameter reference of a request: a name or an ARN, optionally with a version or a label after
 * a colon.
 *
 * @param scope the parameter's account and region
 * @param name the parameter's name
 * @param selector the version's number or its label; null for the latest
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html">Creating
 *     parameters</a>
 */
record ParameterName(Scope scope, String name, String selector) {
  private static final String REQUIREMENTS =
      "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it"
          + " can consist of sub-paths divided by slash symbol; each sub-path can be formed as a"
          + " mix of letters, numbers and the following 3 symbols .-_";

  static ParameterName of(Scope caller, String text) {
    Scope scope = caller;
    String rest = text;
    Arn arn = Arn.parse(text).orElse(null);
    if (arn != null) {
      if (!arn.is("ssm", "parameter") || !arn.region().equals(caller.region())) {
        throw ParameterRefusals.notFound();
      }
      scope = arn.scope();
      String resource = arn.resource().substring("parameter".length());
      rest = resource.indexOf('/', 1) < 0 ? resource.substring(1) : resource;
    }
    int colon = rest.indexOf(':');
    return colon < 0
        ? new ParameterName(scope, rest, null)
        : new ParameterName(scope, rest.substring(0, colon), rest.substring(colon + 1));
  }

  /**
   * The name with a leading slash: the ARN of a one-level parameter is the same with and without
   * it.
   */
  ParameterName rooted() {
    return new ParameterName(scope, "/" + name, selector);
  }

  /** Whether a text is the beginning of hierarchical names. */
  static boolean isPath(String text) {
    return text.matches("/[A-Za-z0-9._/-]*") && !text.contains("//");
  }

  /** Validates and returns the name of a new parameter. */
  static String checkedNew(String name) {
    if (!name.matches("[A-Za-z0-9._/-]+") || name.endsWith("/") || name.contains("//")) {
      throw ParameterRefusals.invalid(REQUIREMENTS);
    }
    String first = (name.startsWith("/") ? name.substring(1) : name).toLowerCase(Locale.ROOT);
    if (first.startsWith("ssm")) {
      throw ParameterRefusals.invalid(REQUIREMENTS);
    }
    if (first.startsWith("aws")) {
      throw AwsError.client(
          "AccessDeniedException", 400, "No access to reserved parameter name: " + name + ".");
    }
    if (name.indexOf('/') > 0) {
      throw ParameterRefusals.invalid("Parameter name must be a fully qualified name.");
    }
    if (name.length() > ParameterQuotas.NAME_LENGTH) {
      throw ParameterRefusals.invalid(
          "The parameter name is longer than " + ParameterQuotas.NAME_LENGTH + " characters.");
    }
    if (name.chars().filter(each -> each == '/').count() > ParameterQuotas.LEVELS) {
      throw SsmErrors.hierarchyLevelLimitExceededException(
          "A hierarchy can have a maximum of 15 levels. For more information, see Requirements and"
              + " constraints for parameter names in the AWS Systems Manager User Guide.");
    }
    return name;
  }
}
