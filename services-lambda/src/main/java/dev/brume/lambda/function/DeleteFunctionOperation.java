package dev.brume.lambda.function;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.NameIndex;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.api.DeleteFunctionRequest;
import dev.brume.lambda.api.DeleteFunctionResponse;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.engine.FunctionAliasRecord;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * DeleteFunction.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunction.html">
 *     DeleteFunction</a>
 */
public final class DeleteFunctionOperation implements OperationGroup {
  private static final int NO_CONTENT = 204;

  private final FunctionFinder finder;
  private final NameIndex urlIds;
  private final BiConsumer<Scope, String> deleted;

  /**
   * @param finder finds functions
   * @param urlIds finds the function of a URL id
   * @param deleted called for deleted functions
   */
  public DeleteFunctionOperation(
      FunctionFinder finder, NameIndex urlIds, BiConsumer<Scope, String> deleted) {
    this.finder = finder;
    this.urlIds = urlIds;
    this.deleted = deleted;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.DELETE_FUNCTION, this::deleteFunction);
  }

  /** Deletes a function, or one of its published versions. */
  public DeleteFunctionResponse deleteFunction(
      RequestContext context, DeleteFunctionRequest input) {
    FunctionReference reference =
        FunctionReference.of(context, input.functionName(), input.qualifier());
    String qualifier = reference.qualifier();
    if (FunctionVersionRecord.LATEST.equals(qualifier)) {
      throw LambdaFaults.invalid(
          "$LATEST version cannot be deleted without deleting the function.");
    }
    if (qualifier != null && qualifier.indexOf('$') < 0 && !isNumber(qualifier)) {
      throw LambdaFaults.invalid("Deletion of aliases is not currently supported.");
    }
    LambdaRegion region = finder.region(context);
    region.change(
        () -> {
          finder.function(region, reference.at(null));
          if (qualifier == null) {
            region
                .urls()
                .all(reference.name())
                .forEach(url -> urlIds.release(url.id(), region.scope()));
            region.removeFunction(reference.name());
            deleted.accept(region.scope(), reference.name());
          } else {
            deleteVersion(region, reference.name(), qualifier);
          }
          return null;
        });
    return DeleteFunctionResponse.builder().statusCode(NO_CONTENT).build();
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(Character::isDigit);
  }

  private static void deleteVersion(LambdaRegion region, String function, String version) {
    List<String> pointing =
        region.aliases().all(function).stream()
            .filter(
                alias -> alias.version().equals(version) || alias.weights().containsKey(version))
            .map(FunctionAliasRecord::name)
            .toList();
    if (!pointing.isEmpty()) {
      throw LambdaFaults.conflict(
          "Version cannot be deleted as it is referenced by alias: " + String.join(", ", pointing));
    }
    region.removeVersion(function, version);
  }
}
