package dev.brume.kinesis;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.kinesis.engine.KinesisStream;
import dev.brume.kinesis.engine.StreamAttachment;
import dev.brume.kinesis.engine.StreamAttachments;
import dev.brume.kinesis.engine.StreamRefusals;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pages of ListQueues and ListChannels. Their tokens expire after 300 seconds, as those of
 * ListShards.
 */
final class AttachmentPages {
  private AttachmentPages() {}

  /**
   * A filter by stream.
   *
   * @param streamArn the stream
   * @param created when it was created, to the second; null for any time
   */
  record OfStream(String streamArn, Instant created) {
    private boolean admits(StreamAttachment<?> attachment) {
      KinesisStream stream = attachment.stream();
      return stream.arn().equals(streamArn)
          && (created == null
              || created.getEpochSecond() == stream.state().createdMillis() / 1_000);
    }
  }

  /**
   * A page, in the order of ids.
   *
   * @param filters one of which has to admit each element; none admits all
   * @param token null for the first page
   * @throws AwsError InvalidArgumentException or ExpiredNextTokenException, by the token
   */
  static <A extends StreamAttachment<?>> Page<A> page(
      RequestContext context,
      String operation,
      StreamAttachments<?, A> all,
      List<OfStream> filters,
      String token,
      int limit,
      long nowMillis) {
    PageTokens tokens =
        PageTokens.of(
            StreamFinder.SERVICE,
            operation,
            () -> StreamRefusals.invalid("Invalid NextToken."),
            context.scope(),
            filters);
    Stream<A> rest =
        all.listAfter(StreamFinder.after(tokens.position(token), nowMillis))
            .filter(
                each ->
                    filters.isEmpty() || filters.stream().anyMatch(filter -> filter.admits(each)));
    return tokens.page(rest, limit, each -> each.state().id() + "/" + nowMillis);
  }
}
