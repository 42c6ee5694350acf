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
   * A version of a function, as it was asked for.
   *
   * @param region where it is
   * @param function what all versions share
   * @param version the version
   * @param alias the alias by which it was asked for; null where there was none
   * @param qualifier as it was asked for; null where it was not
   */
  public record Found(
      LambdaRegion region,
      FunctionRecord function,
      FunctionVersionRecord version,
      FunctionAliasRecord alias,
      String qualifier) {
    /** The ARN as it was asked for. */
    public String arn() {
      return region.functionArn(function.name(), qualifier);
    }
  }

  public FunctionFinder(Store store, RootSpec<LambdaRegion> spec) {
    this.store = store;
    this.spec = spec;
  }

  /** The region that the request acts in. */
  public LambdaRegion region(RequestContext context) {
    return region(context.scope());
  }

  /** The region of a scope. */
  public LambdaRegion region(Scope scope) {
    return store.root(spec, scope);
  }

  /**
   * The function that a request names, whatever the qualifier.
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
   * The version that a request names, by number, by alias, or as the one being worked on.
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

  /** The same; null where there is none. */
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
