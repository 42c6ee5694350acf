package dev.brume.lambda.tag;

import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.schema.Unit;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.ListTagsRequest;
import dev.brume.lambda.api.ListTagsResponse;
import dev.brume.lambda.api.TagResourceRequest;
import dev.brume.lambda.api.UntagResourceRequest;
import dev.brume.lambda.engine.LambdaRegion;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * TagResource, UntagResource and ListTags.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html">TagResource</a>
 */
public final class FunctionTagOperations implements OperationGroup {
  private final FunctionFinder finder;

  /**
   * @param finder finds functions
   */
  public FunctionTagOperations(FunctionFinder finder) {
    this.finder = finder;
  }

  @Override
  public void bind(Binder binder) {
    binder.on(LambdaApi.LIST_TAGS, this::listTags);
    binder.on(LambdaApi.TAG_RESOURCE, this::tagResource);
    binder.on(LambdaApi.UNTAG_RESOURCE, this::untagResource);
  }

  private TaggedResource find(RequestContext context, String text) {
    Arn arn = Arn.parse(text).orElseThrow(LambdaFaults::resourceNotFound);
    LambdaRegion region = finder.region(context);
    if (!arn.scope().equals(context.scope())) {
      throw LambdaFaults.accessDenied();
    }
    return TaggedResource.find(region, arn);
  }

  public Unit tagResource(RequestContext context, TagResourceRequest input) {
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          TaggedResource resource = find(context, input.resource());
          if (input.tags().isEmpty()) {
            throw LambdaFaults.invalid("An error occurred and the request cannot be processed.");
          }
          Map<String, String> given = FunctionTags.RULES.checked(input.tags());
          resource.set(FunctionTags.RULES.merged(resource.tags(), given));
          return Unit.INSTANCE;
        });
  }

  public Unit untagResource(RequestContext context, UntagResourceRequest input) {
    LambdaRegion region = finder.region(context);
    return region.change(
        () -> {
          TaggedResource resource = find(context, input.resource());
          Map<String, String> left = new LinkedHashMap<>(resource.tags());
          left.keySet().removeAll(input.tagKeys());
          resource.set(left);
          return Unit.INSTANCE;
        });
  }

  public ListTagsResponse listTags(RequestContext context, ListTagsRequest input) {
    return ListTagsResponse.builder().tags(find(context, input.resource()).tags()).build();
  }
}
