package dev.brume.lambda;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.lambda.engine.FunctionAliasRecord;
import dev.brume.lambda.engine.FunctionRecord;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;

/** Finds functions, their versions and their aliases. Called in a section of the store. */
public final class FunctionFinder {
  private final Store store;
  private final RootSpec<LambdaRegion> spec;

  /**
   * A requested version of a function.
   *
   * @param region its region
   * @param function the function's record
   * @param version the version
   * @param alias the requested alias; null for none
   * @param qualifier the requested qualifier; null for none
   */
  public record Found(
      LambdaRegion region,
      FunctionRecord function,
      FunctionVersionRecord version,
      FunctionAliasRecord alias,
      String qualifier) {
    /** The ARN with the requested qualifier. */
    public String arn() {
      return region.functionArn(function.name(), qualifier);
    }
  }

  public FunctionFinder(Store store, RootSpec<LambdaRegion> spec) {
    this.store = store;
    this.spec = spec;
  }

  /** The request's region. */
  public LambdaRegion region(RequestContext context) {
    return region(context.scope());
  }

  /** The region of a scope. */
  public LambdaRegion region(Scope scope) {
    return store.root(spec, scope);
  }

  /**
   * The function that a request names, ignoring the qualifier.
   *
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException, with the qualifier
   */
  public FunctionRecord function(LambdaRegion region, FunctionReference reference) {
    FunctionRecord function = region.functions().get(reference.name());
    if (function == null) {
      throw LambdaFaults.functionNotFound(reference.arn());
    }
    return function;
  }

  /**
   * The version that a request names, by number, by alias, or as {@code $LATEST}.
   *
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException
   */
  public Found find(FunctionReference reference) {
    Found found = findOrNull(reference);
    if (found == null) {
      throw LambdaFaults.functionNotFound(reference.arn());
    }
    return found;
  }

  /** The same; null if there is none. */
  public Found findOrNull(FunctionReference reference) {
    LambdaRegion region = region(reference.scope());
    FunctionRecord function = region.functions().get(reference.name());
    if (function == null) {
      return null;
    }
    String qualifier = reference.qualifier();
    if (qualifier == null) {
      return new Found(region, function, region.latest(function.name()), null, null);
    }
    FunctionAliasRecord alias = region.aliases().get(function.name(), qualifier);
    String version = alias == null ? qualifier : alias.version();
    FunctionVersionRecord found = region.version(function.name(), version);
    return found == null ? null : new Found(region, function, found, alias, qualifier);
  }
}
