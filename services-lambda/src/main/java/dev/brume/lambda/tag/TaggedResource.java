package dev.brume.lambda.tag;

import dev.brume.core.scope.Arn;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.engine.CapacityProviderRecord;
import dev.brume.lambda.engine.CodeSigningRecord;
import dev.brume.lambda.engine.EventSourceMappingRecord;
import dev.brume.lambda.engine.FunctionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A resource of Lambda that can have tags.
 *
 * @param tags its tags
 * @param change sets them, within {@link LambdaRegion#change}
 */
record TaggedResource(Map<String, String> tags, Consumer<Map<String, String>> change) {
  /**
   * The resource with an ARN.
   *
   * @throws dev.brume.core.error.AwsError ResourceNotFoundException
   */
  static TaggedResource find(LambdaRegion region, Arn arn) {
    return switch (arn.resourceType()) {
      case "function" -> function(region, arn);
      case "code-signing-config" -> codeSigning(region, arn);
      case "event-source-mapping" -> mapping(region, arn);
      case "capacity-provider" -> capacityProvider(region, arn);
      default -> throw LambdaFaults.resourceNotFound();
    };
  }

  private static TaggedResource function(LambdaRegion region, Arn arn) {
    if (!arn.qualifier().isEmpty()) {
      throw LambdaFaults.invalid(
          "Tags on function aliases and versions are not supported. Please specify a function"
              + " ARN.");
    }
    FunctionRecord function = region.functions().get(arn.resourceId());
    if (function == null) {
      throw LambdaFaults.functionNotFound(arn.toString());
    }
    return new TaggedResource(
        function.tags(),
        tags -> {
          region.functions().put(function.withTags(tags), function.name());
          region.put(region.latest(function.name()).revised(region.newId()));
        });
  }

  private static TaggedResource mapping(LambdaRegion region, Arn arn) {
    EventSourceMappingRecord mapping = region.mappings().get(arn.resourceId());
    if (mapping == null) {
      throw LambdaFaults.notFound("Event source mapping not found: " + arn);
    }
    return new TaggedResource(
        mapping.tags(), tags -> region.mappings().put(mapping.withTags(tags), mapping.uuid()));
  }

  private static TaggedResource capacityProvider(LambdaRegion region, Arn arn) {
    CapacityProviderRecord provider = region.capacityProviders().get(arn.resourceId());
    if (provider == null) {
      throw LambdaFaults.notFound("Capacity provider not found: " + arn);
    }
    return new TaggedResource(
        provider.tags(),
        tags -> region.capacityProviders().put(provider.withTags(tags), provider.name()));
  }

  private static TaggedResource codeSigning(LambdaRegion region, Arn arn) {
    CodeSigningRecord config = region.codeSigning().get(arn.resourceId());
    if (config == null) {
      throw LambdaFaults.notFound(
          "The Lambda code signing configuration " + arn + " can not be found.");
    }
    return new TaggedResource(
        config.tags(), tags -> region.codeSigning().put(config.withTags(tags), config.id()));
  }

  /** Sets the tags. */
  void set(Map<String, String> newTags) {
    change.accept(Map.copyOf(newTags));
  }
}
