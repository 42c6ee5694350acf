package dev.brume.lambda.durable;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.api.Event;
import dev.brume.lambda.api.GetDurableExecutionHistoryRequest;
import dev.brume.lambda.api.GetDurableExecutionHistoryResponse;
import dev.brume.lambda.engine.DurableEventRecord;
import dev.brume.lambda.engine.DurableExecution;
import java.util.List;

/**
 * GetDurableExecutionHistory.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetDurableExecutionHistory.html">
 *     GetDurableExecutionHistory</a>
 */
public final class DurableHistoryOperation {
  private final FunctionFinder finder;

  /**
   * @param finder finds functions
   */
  public DurableHistoryOperation(FunctionFinder finder) {
    this.finder = finder;
  }

  /** The events of an execution, the oldest first unless it is asked for the newest. */
  public GetDurableExecutionHistoryResponse getDurableExecutionHistory(
      RequestContext context, GetDurableExecutionHistoryRequest input) {
    DurableExecution execution =
        DurableReference.find(finder, context, input.durableExecutionArn());
    boolean reverse = Boolean.TRUE.equals(input.reverseOrder());
    PageTokens tokens =
        PageTokens.of(
            "lambda",
            "GetDurableExecutionHistory",
            () -> LambdaFaults.invalid("Invalid marker"),
            execution.key(),
            reverse);
    String position = tokens.position(input.marker());
    int last = position.isEmpty() ? 0 : Integer.parseInt(position);
    List<DurableEventRecord> all = finder.region(context).durable().history(execution.key());
    List<DurableEventRecord> ordered = reverse ? all.reversed() : all;
    PageTokens.Page<DurableEventRecord> page =
        tokens.page(
            ordered.stream()
                .filter(
                    event ->
                        last == 0 || (reverse ? event.number() < last : event.number() > last)),
            DurableQuotas.limit(input.maxItems()),
            event -> Integer.toString(event.number()));
    boolean data = !Boolean.FALSE.equals(input.includeExecutionData());
    EventShapes shapes = new EventShapes(execution.key(), data);
    List<Event> events = page.elements().stream().map(shapes::event).toList();
    return GetDurableExecutionHistoryResponse.builder()
        .events(events)
        .nextMarker(page.nextToken())
        .build();
  }
}
