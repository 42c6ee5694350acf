package dev.brume.kinesis.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Scales a stream to a number of shards of equal size by splits and merges. "This can cause
 * short-lived shards to be created, in addition to the final shards."
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html">UpdateShardCount</a>
 */
final class UniformScaling implements KinesisStream.ShardChange {
  private final List<KeySpan> wanted;

  UniformScaling(int target) {
    wanted = KeySpan.divide(target);
  }

  @Override
  public void in(Resharding at) {
    Deque<KinesisShard> pieces = new ArrayDeque<>(at.openBefore());
    for (KeySpan span : wanted) {
      List<KinesisShard> parts = new ArrayList<>();
      while (!pieces.isEmpty() && pieces.peek().state().span().overlaps(span)) {
        KinesisShard piece = pieces.poll();
        if (piece.state().span().to().compareTo(span.to()) > 0) {
          List<KinesisShard> halves = at.split(piece, span.to().next());
          parts.add(halves.getFirst());
          pieces.push(halves.getLast());
          break;
        }
        parts.add(piece);
      }
      KinesisShard merged = parts.getFirst();
      for (KinesisShard part : parts.subList(1, parts.size())) {
        merged = at.merge(merged, part);
      }
    }
  }
}
