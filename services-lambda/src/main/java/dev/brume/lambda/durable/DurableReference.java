package dev.brume.lambda.durable;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.engine.DurableExecution;
import dev.brume.lambda.engine.DurableExecutionRecord.Key;
import dev.brume.lambda.engine.LambdaRegion;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A durable execution as requests name it.
 *
 * @param scope account and region
 * @param key which it is
 * @param version of the function
 */
record DurableReference(Scope scope, Key key, String version) {
  private static final Pattern ARN =
      Pattern.compile(
          "arn:[a-zA-Z0-9-]+:lambda:([a-zA-Z0-9-]+):(\\d{12}):function:([a-zA-Z0-9_-]+):"
              + "(\\$LATEST(?:\\.PUBLISHED)?|[0-9]+)/durable-execution/"
              + "([a-zA-Z0-9_-]+)/([a-zA-Z0-9_-]+)");

  /** Reads an ARN; null where it is none. */
  static DurableReference parse(String arn) {
    Matcher form = ARN.matcher(arn);
    return form.matches()
        ? new DurableReference(
            new Scope(form.group(2), form.group(1)),
            new Key(form.group(3), form.group(5), form.group(6)),
            form.group(4))
        : null;
  }

  /** The execution of an ARN; null where there is none that the caller can see. */
  static DurableExecution findOrNull(FunctionFinder finder, RequestContext context, String arn) {
    DurableReference reference = parse(arn);
    if (reference == null || !reference.scope.equals(context.scope())) {
      return null;
    }
    LambdaRegion region = finder.region(context);
    DurableExecution found = region.durable().find(reference.key);
    return found == null || !found.record().version().equals(reference.version) ? null : found;
  }

  /**
   * The execution of an ARN.
   *
   * @throws AwsError ResourceNotFoundException; its words are not known
   */
  static DurableExecution find(FunctionFinder finder, RequestContext context, String arn) {
    DurableExecution found = findOrNull(finder, context, arn);
    if (found == null) {
      throw LambdaFaults.notFound("Durable execution not found: " + arn);
    }
    return found;
  }
}
