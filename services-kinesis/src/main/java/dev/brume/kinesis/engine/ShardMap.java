package dev.brume.kinesis.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The shards of a stream at one moment, by number, and the open ones by hash key. */
final class ShardMap {
  static final ShardMap EMPTY = new ShardMap(new TreeMap<>());

  private final NavigableMap<Integer, KinesisShard> all;
  private final KinesisShard[] open;

  private ShardMap(NavigableMap<Integer, KinesisShard> all) {
    this.all = Collections.unmodifiableNavigableMap(all);
    open =
        all.values().stream()
            .filter(shard -> shard.state().isOpen())
            .sorted(Comparator.comparing(shard -> shard.state().span().from()))
            .toArray(KinesisShard[]::new);
  }

  /** The map with additional shards, and with newly closed ones updated. */
  ShardMap with(Collection<KinesisShard> more) {
    NavigableMap<Integer, KinesisShard> changed = new TreeMap<>(all);
    more.forEach(shard -> changed.put(shard.state().number(), shard));
    return new ShardMap(changed);
  }

  /** The map without some shards. */
  ShardMap without(Collection<Integer> numbers) {
    NavigableMap<Integer, KinesisShard> changed = new TreeMap<>(all);
    numbers.forEach(changed::remove);
    return new ShardMap(changed);
  }

  /** All shards by number, including closed ones. */
  Collection<KinesisShard> all() {
    return all.values();
  }

  /** The shard with that number, or null. */
  KinesisShard find(int number) {
    return all.get(number);
  }

  int openCount() {
    return open.length;
  }

  /** The open shards, by hash key. */
  List<KinesisShard> open() {
    return List.of(open);
  }

  /** The open shard at an index. */
  KinesisShard open(int place) {
    return open[place];
  }

  /** The open shard for that hash key. */
  KinesisShard openFor(HashKey key) {
    int low = 0;
    int high = open.length - 1;
    while (low < high) {
      int middle = low + high + 1 >>> 1;
      if (open[middle].state().span().from().compareTo(key) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return open[low];
  }

  /** The shards into which the shard with that number was split or merged. */
  List<ShardState> childrenOf(int number) {
    List<ShardState> children = new ArrayList<>(2);
    for (KinesisShard shard : all.tailMap(number, false).values()) {
      if (shard.state().isChildOf(number)) {
        children.add(shard.state());
      }
    }
    return children;
  }
}
