package dev.brume.lambda;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function reference in a request: a name, a partial or a full ARN, with or without a qualifier.
 *
 * @param scope account and region
 * @param name the function's name
 * @param qualifier a version or an alias; null for none
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html">FunctionName</a>
 */
public record FunctionReference(Scope scope, String name, String qualifier) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:arn:aws[a-zA-Z-]*:lambda:)?"
              + "(?:(?<region>(?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\\d):)?"
              + "(?:(?<account>\\d{12}):)?"
              + "(?:function:)?"
              + "(?<name>[a-zA-Z0-9_.-]+)"
              + "(?::(?<qualifier>\\$LATEST(?:\\.PUBLISHED)?|[a-zA-Z0-9_$-]+))?");

  /** Parses a text that matches the model's pattern; null if it is invalid. */
  public static FunctionReference parse(Scope scope, String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return null;
    }
    String region = form.group("region");
    String account = form.group("account");
    return new FunctionReference(
        new Scope(
            account == null ? scope.account() : account, region == null ? scope.region() : region),
        form.group("name"),
        form.group("qualifier"));
  }

  /**
   * Parses a function's name and a separate qualifier.
   *
   * @param qualifier null for none
   * @throws dev.brume.core.error.AwsError if the function is in another region or account, or two
   *     qualifiers differ
   */
  public static FunctionReference of(RequestContext context, String text, String qualifier) {
    Scope scope = context.scope();
    FunctionReference reference = parse(scope, text);
    if (reference == null) {
      throw LambdaFaults.functionNotFound(
          scope.colonArn("lambda", "function", text).withQualifier(qualifier).toString());
    }
    if (qualifier != null
        && reference.qualifier != null
        && !qualifier.equals(reference.qualifier)) {
      throw LambdaFaults.invalid(
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    String region = reference.scope.region();
    if (!region.equals(scope.region())) {
      throw LambdaFaults.notFound(
          "Functions from '"
              + region
              + "' are not reachable in this region ('"
              + scope.region()
              + "')");
    }
    if (!reference.scope.account().equals(scope.account())) {
      throw LambdaFaults.accessDenied();
    }
    return reference.qualifier == null ? reference.at(qualifier) : reference;
  }

  /** The same function with another qualifier. */
  public FunctionReference at(String newQualifier) {
    return new FunctionReference(scope, name, newQualifier);
  }

  /** The ARN, with the qualifier if there is one. */
  public String arn() {
    return scope.colonArn("lambda", "function", name).withQualifier(qualifier).toString();
  }
}
