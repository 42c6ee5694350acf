package dev.brume.logs.insights;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.id.Ids;
import dev.brume.core.kit.PageTokens;
import dev.brume.logs.LogGroupFinder;
import dev.brume.logs.LogsRefusals;
import dev.brume.logs.api.DeleteQueryDefinitionRequest;
import dev.brume.logs.api.DeleteQueryDefinitionResponse;
import dev.brume.logs.api.DescribeQueryDefinitionsRequest;
import dev.brume.logs.api.DescribeQueryDefinitionsResponse;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.api.PutQueryDefinitionRequest;
import dev.brume.logs.api.PutQueryDefinitionResponse;
import dev.brume.logs.api.QueryDefinition;
import dev.brume.logs.engine.LogsQueryDefinitionRecord;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;

/**
 * Queries that are kept: PutQueryDefinition and its like.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutQueryDefinition.html">PutQueryDefinition</a>
 */
public final class QueryDefinitionOperations {
  private static final String LANGUAGE = "CWLI";

  private final LogGroupFinder groups;
  private final Ids ids;

  /**
   * @param groups finds the region
   * @param ids makes the ids of definitions
   */
  public QueryDefinitionOperations(LogGroupFinder groups, Ids ids) {
    this.groups = groups;
    this.ids = ids;
  }

  /** Keeps a query, or changes one that is kept. */
  public PutQueryDefinitionResponse putQueryDefinition(
      RequestContext context, PutQueryDefinitionRequest input) {
    if (input.queryLanguage() != null && !input.queryLanguage().equals(LANGUAGE)) {
      throw LogsRefusals.unbuilt("Queries in " + input.queryLanguage() + " are not implemented.");
    }
    LogsRefusals.refuseUnbuilt("parameters", input.parameters());
    LogsRegion region = groups.region(context.scope());
    return region.call(
        () -> {
          String id = input.queryDefinitionId();
          if (id != null && region.queryDefinition(id) == null) {
            throw noDefinition();
          }
          if (id == null) {
            LogsQuotas.QUERY_DEFINITIONS.require(
                region.queryDefinitions().size() + 1,
                most -> LogsErrors.limitExceededException("Resource limit exceeded."));
          }
          LogsQueryDefinitionRecord definition =
              new LogsQueryDefinitionRecord(
                  id == null ? ids.uuid() : id,
                  input.name(),
                  input.queryString(),
                  input.logGroupNames(),
                  region.nowMillis());
          region.putQueryDefinition(definition);
          return PutQueryDefinitionResponse.builder().queryDefinitionId(definition.id()).build();
        });
  }

  /** AWS's words are not known. */
  private static AwsError noDefinition() {
    return LogsErrors.resourceNotFoundException("The specified query definition does not exist.");
  }

  /** The queries that are kept. */
  public DescribeQueryDefinitionsResponse describeQueryDefinitions(
      RequestContext context, DescribeQueryDefinitionsRequest input) {
    String prefix = input.queryDefinitionNamePrefix();
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "DescribeQueryDefinitions",
            LogsRefusals::invalidToken,
            context.scope(),
            prefix);
    String position = tokens.position(input.nextToken());
    boolean none = input.queryLanguage() != null && !input.queryLanguage().equals(LANGUAGE);
    LogsRegion region = groups.region(context.scope());
    var page =
        region.call(
            () ->
                tokens.page(
                    region.queryDefinitions().stream()
                        .filter(definition -> !none)
                        .filter(
                            definition -> prefix == null || definition.name().startsWith(prefix))
                        .filter(definition -> definition.id().compareTo(position) > 0),
                    input.maxResults() == null ? LogsQuotas.READ_QUERIES : input.maxResults(),
                    LogsQueryDefinitionRecord::id));
    return DescribeQueryDefinitionsResponse.builder()
        .queryDefinitions(page.map(QueryDefinitionOperations::show).elements())
        .nextToken(page.nextToken())
        .build();
  }

  private static QueryDefinition show(LogsQueryDefinitionRecord definition) {
    return QueryDefinition.builder()
        .queryLanguage(LANGUAGE)
        .queryDefinitionId(definition.id())
        .name(definition.name())
        .queryString(definition.text())
        .lastModified(definition.modifiedMillis())
        .logGroupNames(definition.groups())
        .build();
  }

  /** Forgets a query. */
  public DeleteQueryDefinitionResponse deleteQueryDefinition(
      RequestContext context, DeleteQueryDefinitionRequest input) {
    LogsRegion region = groups.region(context.scope());
    return region.call(
        () -> {
          if (!region.removeQueryDefinition(input.queryDefinitionId())) {
            throw noDefinition();
          }
          return DeleteQueryDefinitionResponse.builder().success(true).build();
        });
  }
}
