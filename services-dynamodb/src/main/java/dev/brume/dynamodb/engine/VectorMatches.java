package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.item.ItemValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The most similar items of a search so far, best first. Of two with the same score the one earlier
 * in the table comes first.
 */
final class VectorMatches {
  private final VectorDistance distance;
  private final Blob[] keys;
  private final StoredItem[] items;
  private final double[] scores;
  private int count;
  private long examined;

  VectorMatches(VectorDistance distance, int topK) {
    this.distance = distance;
    keys = new Blob[topK];
    items = new StoredItem[topK];
    scores = new double[topK];
  }

  /** Counts a vector that was compared. */
  void examine() {
    examined++;
  }

  /** Whether a vector with no better score than this may be among the best. */
  boolean mayTake(double score) {
    return count < scores.length || !distance.isBetter(scores[count - 1], score);
  }

  /** The key of a match; null where there are fewer. */
  Blob key(int place) {
    return keys[place];
  }

  /** The score of a match. */
  double score(int place) {
    return scores[place];
  }

  void offer(Blob key, StoredItem item, double score) {
    int last = count - 1;
    if (count == scores.length && !isBefore(key, score, last)) {
      return;
    }
    int place = count == scores.length ? last : count++;
    while (place > 0 && isBefore(key, score, place - 1)) {
      keys[place] = keys[place - 1];
      items[place] = items[place - 1];
      scores[place] = scores[place - 1];
      place--;
    }
    keys[place] = key;
    items[place] = item;
    scores[place] = score;
  }

  private boolean isBefore(Blob key, double score, int place) {
    return scores[place] == score
        ? key.compareTo(keys[place]) < 0
        : distance.isBetter(score, scores[place]);
  }

  /** The result, with the projected part of each item. */
  VectorResult result(VectorIndex index) {
    List<ItemValue> found = new ArrayList<>(count);
    List<Double> foundScores = new ArrayList<>(count);
    Blob former = null;
    for (int i = 0; i < count; i++) {
      // An item that was written during the search may have been seen twice.
      if (!keys[i].equals(former)) {
        found.add(index.projected(items[i].value()));
        foundScores.add(scores[i]);
      }
      former = keys[i];
    }
    return new VectorResult(found, foundScores, examined);
  }
}
