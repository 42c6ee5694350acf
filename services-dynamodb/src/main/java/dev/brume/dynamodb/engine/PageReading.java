package dev.brume.dynamodb.engine;

import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.expression.ConditionEvaluation;
import dev.brume.dynamodb.expression.Projection;
import dev.brume.dynamodb.item.ItemValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads one page. It ends at the limit, or with the item at which the evaluated data reaches a
 * megabyte; filtered items count too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html">Paginating
 *     table query results</a>
 */
final class PageReading {
  private static final int MAX_PAGE_BYTES = 1024 * 1024;
  private static final int READ_UNIT_BYTES = 4096;

  private final PageRequest request;
  private final SecondaryIndex index;
  private final KeyDefinition primary;
  private final List<ItemValue> items = new ArrayList<>();
  private int count;
  private int scanned;
  private long tableBytes;
  private long tableFetches;
  private long indexBytes;
  private boolean full;
  private ItemValue last;
  private ItemValue lastKey;

  PageReading(PageRequest request, SecondaryIndex index, KeyDefinition primary) {
    this.request = request;
    this.index = index;
    this.primary = primary;
  }

  /** Evaluates an item; false if the page is already full. */
  boolean add(Blob key, StoredItem stored) {
    if (full) {
      lastKey = keyOf(last);
      return false;
    }
    ItemValue whole = stored.value();
    ItemValue item = index == null ? whole : index.projected(whole);
    int size = item.sizeBytes();
    if (index == null) {
      tableBytes += size;
    } else {
      indexBytes += size;
      if (request.wholeItems()) {
        fetch(whole);
        item = whole;
      }
    }
    scanned++;
    last = whole;
    take(item);
    full = scanned == request.limit() || tableBytes + indexBytes >= MAX_PAGE_BYTES;
    if (scanned == request.limit()) {
      lastKey = keyOf(last);
      return false;
    }
    return true;
  }

  private void fetch(ItemValue whole) {
    int size = whole.sizeBytes();
    tableBytes += size;
    tableFetches += Math.max(1, (size + READ_UNIT_BYTES - 1) / READ_UNIT_BYTES);
  }

  private void take(ItemValue item) {
    if (request.filter() != null && !ConditionEvaluation.holds(request.filter(), item)) {
      return;
    }
    count++;
    if (!request.countOnly()) {
      items.add(request.projection() == null ? item : request.projection().of(item));
    }
  }

  private ItemValue keyOf(ItemValue item) {
    Set<String> names = new LinkedHashSet<>(primary.names());
    if (index != null) {
      names.addAll(index.record().key().names());
    }
    return Projection.ofNames(names).of(item);
  }

  ItemPage page() {
    return new ItemPage(items, count, scanned, lastKey, tableBytes, tableFetches, indexBytes);
  }
}
