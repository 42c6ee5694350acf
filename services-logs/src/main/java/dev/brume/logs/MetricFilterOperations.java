package dev.brume.logs;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Unit;
import dev.brume.logs.api.DeleteMetricFilterRequest;
import dev.brume.logs.api.DescribeMetricFiltersRequest;
import dev.brume.logs.api.DescribeMetricFiltersResponse;
import dev.brume.logs.api.LogsErrors;
import dev.brume.logs.api.MetricFilter;
import dev.brume.logs.api.MetricFilterMatchRecord;
import dev.brume.logs.api.MetricTransformation;
import dev.brume.logs.api.PutMetricFilterRequest;
import dev.brume.logs.api.TestMetricFilterRequest;
import dev.brume.logs.api.TestMetricFilterResponse;
import dev.brume.logs.engine.LogsQuotas;
import dev.brume.logs.engine.LogsRegion;
import dev.brume.logs.engine.MetricFilterRecord;
import dev.brume.logs.engine.MetricFilterRecord.Metric;
import dev.brume.logs.pattern.LogPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Metric filters: stored, shown and tested; they emit no metrics.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html">PutMetricFilter</a>
 */
final class MetricFilterOperations {
  private final LogGroupFinder finder;

  /** A filter and the name of its group. */
  private record Owned(String group, MetricFilterRecord filter) {
    String place() {
      return group + "\n" + filter.name();
    }
  }

  MetricFilterOperations(LogGroupFinder finder) {
    this.finder = finder;
  }

  Unit putMetricFilter(RequestContext context, PutMetricFilterRequest input) {
    LogsRefusals.refuseUnbuilt("applyOnTransformedLogs", input.applyOnTransformedLogs());
    LogsRefusals.refuseUnbuilt("fieldSelectionCriteria", input.fieldSelectionCriteria());
    LogsRefusals.refuseUnbuilt("emitSystemFieldDimensions", input.emitSystemFieldDimensions());
    LogsRefusals.pattern(input.filterPattern());
    List<Metric> metrics =
        input.metricTransformations().stream().map(MetricFilterOperations::metric).toList();
    return finder.with(
        context.scope(),
        input.logGroupName(),
        (region, group) -> {
          List<MetricFilterRecord> known = region.metricFilters(group.name());
          boolean isNew = known.stream().noneMatch(one -> one.name().equals(input.filterName()));
          LogsQuotas.METRIC_FILTERS.require(
              known.size() + (isNew ? 1 : 0),
              most -> LogsErrors.limitExceededException("Resource limit exceeded."));
          region.putMetricFilter(
              group.name(),
              new MetricFilterRecord(
                  input.filterName(), input.filterPattern(), metrics, region.nowMillis()));
          return Unit.INSTANCE;
        });
  }

  private static Metric metric(MetricTransformation given) {
    return new Metric(
        given.metricName(),
        given.metricNamespace(),
        given.metricValue(),
        given.defaultValue(),
        given.dimensions() == null ? Map.of() : given.dimensions(),
        given.unit());
  }

  DescribeMetricFiltersResponse describeMetricFilters(
      RequestContext context, DescribeMetricFiltersRequest input) {
    if ((input.metricName() == null) != (input.metricNamespace() == null)) {
      throw LogsRefusals.invalid("metricName and metricNamespace must be specified together.");
    }
    String prefix = input.filterNamePrefix() == null ? "" : input.filterNamePrefix();
    PageTokens tokens =
        PageTokens.of(
            "logs",
            "DescribeMetricFilters",
            LogsRefusals::invalidToken,
            context.scope(),
            input.logGroupName(),
            prefix,
            input.metricName(),
            input.metricNamespace());
    String position = tokens.position(input.nextToken());
    int limit = input.limit() == null ? LogsQuotas.LISTED : input.limit();
    LogsRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          if (input.logGroupName() != null && region.find(input.logGroupName()) == null) {
            throw LogsRefusals.noGroup();
          }
          var page =
              tokens
                  .page(
                      owned(region, input.logGroupName())
                          .filter(one -> one.filter().name().startsWith(prefix))
                          .filter(one -> isOf(one.filter(), input))
                          .filter(one -> one.place().compareTo(position) > 0),
                      limit,
                      Owned::place)
                  .map(MetricFilterOperations::show);
          return DescribeMetricFiltersResponse.builder()
              .metricFilters(page.elements())
              .nextToken(page.nextToken())
              .build();
        });
  }

  private static Stream<Owned> owned(LogsRegion region, String group) {
    Stream<String> groups =
        group == null ? region.list("").map(one -> one.name()) : Stream.of(group);
    return groups.flatMap(
        name -> region.metricFilters(name).stream().map(filter -> new Owned(name, filter)));
  }

  private static boolean isOf(MetricFilterRecord filter, DescribeMetricFiltersRequest input) {
    return input.metricName() == null
        || filter.metrics().stream()
            .anyMatch(
                metric ->
                    metric.name().equals(input.metricName())
                        && metric.namespace().equals(input.metricNamespace()));
  }

  private static MetricFilter show(Owned owned) {
    MetricFilterRecord filter = owned.filter();
    return MetricFilter.builder()
        .filterName(filter.name())
        .filterPattern(filter.pattern())
        .metricTransformations(
            filter.metrics().stream()
                .map(
                    metric ->
                        MetricTransformation.builder()
                            .metricName(metric.name())
                            .metricNamespace(metric.namespace())
                            .metricValue(metric.value())
                            .defaultValue(metric.defaultValue())
                            .dimensions(metric.dimensions().isEmpty() ? null : metric.dimensions())
                            .unit(metric.unit())
                            .build())
                .toList())
        .creationTime(filter.createdMillis())
        .logGroupName(owned.group())
        .applyOnTransformedLogs(false)
        .build();
  }

  Unit deleteMetricFilter(RequestContext context, DeleteMetricFilterRequest input) {
    return finder.with(
        context.scope(),
        input.logGroupName(),
        (region, group) -> {
          if (!region.removeMetricFilter(group.name(), input.filterName())) {
            throw LogsErrors.resourceNotFoundException(
                "The specified metric filter does not exist.");
          }
          return Unit.INSTANCE;
        });
  }

  TestMetricFilterResponse testMetricFilter(RequestContext context, TestMetricFilterRequest input) {
    LogPattern pattern = LogsRefusals.pattern(input.filterPattern());
    List<MetricFilterMatchRecord> matches = new ArrayList<>();
    long number = 0;
    for (String message : input.logEventMessages()) {
      number++;
      if (pattern.matches(message)) {
        matches.add(
            MetricFilterMatchRecord.builder()
                .eventNumber(number)
                .eventMessage(message)
                .extractedValues(pattern.extract(message))
                .build());
      }
    }
    return TestMetricFilterResponse.builder().matches(matches).build();
  }
}
