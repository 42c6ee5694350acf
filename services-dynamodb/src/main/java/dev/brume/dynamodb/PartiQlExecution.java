package dev.brume.dynamodb;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.schema.Blob;
import dev.brume.dynamodb.api.DynamoDbErrors;
import dev.brume.dynamodb.api.ExecuteStatementInput;
import dev.brume.dynamodb.api.ExecuteStatementOutput;
import dev.brume.dynamodb.engine.ConditionFailed;
import dev.brume.dynamodb.engine.IndexRecord;
import dev.brume.dynamodb.engine.ItemPage;
import dev.brume.dynamodb.engine.ItemRange;
import dev.brume.dynamodb.engine.ItemTable;
import dev.brume.dynamodb.engine.ItemWrite;
import dev.brume.dynamodb.engine.KeyDefinition;
import dev.brume.dynamodb.engine.PageRequest;
import dev.brume.dynamodb.engine.TableRecord;
import dev.brume.dynamodb.engine.WriteOutcome;
import dev.brume.dynamodb.expression.BooleanExpression;
import dev.brume.dynamodb.expression.ConditionEvaluation;
import dev.brume.dynamodb.expression.Operand;
import dev.brume.dynamodb.expression.Path;
import dev.brume.dynamodb.expression.UpdatePlan;
import dev.brume.dynamodb.item.ItemSize;
import dev.brume.dynamodb.item.ItemValue;
import dev.brume.dynamodb.item.Nesting;
import dev.brume.dynamodb.item.Validation;
import dev.brume.dynamodb.item.WireItem;
import dev.brume.dynamodb.partiql.PartiQlStatement;
import java.util.Base64;
import java.util.List;

/**
 * Executes statements. A select with a partition key is a query, any other a scan; a write requires
 * the whole key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.select.html">PartiQL
 *     select statements for DynamoDB</a>
 */
final class PartiQlExecution {

  private final TableFinder tables;

  PartiQlExecution(TableFinder tables) {
    this.tables = tables;
  }

  // ------------------------------------------------------------------------------- selects

  ExecuteStatementOutput select(
      RequestContext context, PartiQlStatement.Select select, ExecuteStatementInput input) {
    ItemTable table = tables.table(context, select.table());
    TableRecord record = table.record();
    boolean consistent = Boolean.TRUE.equals(input.consistentRead());
    PageParameters page =
        new PageParameters(
            select.table(), select.index(), null, null, select.projection(), consistent);
    IndexRecord index = page.index(record, "Query");
    page.checkProjected(table, index);
    KeyDefinition key = index == null ? record.key() : index.key();
    List<ItemRange> known =
        new KeyConjuncts(select.where())
            .ranges(key, select.descends(key.partition().getFirst().name()));
    checkOrder(select, key, known);
    boolean forward = key.sort().isEmpty() || !select.descends(key.sort().getFirst().name());
    ItemPage read =
        read(
            table,
            known == null ? List.of(ItemRange.ALL) : known,
            input.nextToken() == null ? null : position(input.nextToken(), input),
            new PageRequest(
                select.index(),
                ItemRange.ALL,
                forward,
                input.limit() == null ? 0 : input.limit(),
                select.where(),
                select.projection(),
                page.wantsWholeItems(table, index),
                false,
                consistent));
    return ExecuteStatementOutput.builder()
        .items(WireItem.all(read.items()))
        .nextToken(
            read.lastKey() == null
                ? null
                : token(table.position(select.index(), read.lastKey()), input))
        .lastEvaluatedKey(WireItem.of(read.lastKey()))
        .consumedCapacity(
            page.consumed(read, index)
                .shown(input.returnConsumedCapacity(), select.table(), record))
        .build();
  }

  /**
   * A page of ranges that are read one after the other.
   *
   * @param after the position after which it begins; null for the beginning
   */
  private static ItemPage read(
      ItemTable table, List<ItemRange> ranges, Blob after, PageRequest request) {
    ItemPage all = null;
    boolean begun = after == null;
    for (ItemRange range : ranges) {
      ItemRange rest = range;
      if (!begun) {
        if (!range.contains(after)) {
          continue;
        }
        begun = true;
        rest = range.after(after, request.forward());
      }
      int limit =
          request.limit() == 0 || all == null ? request.limit() : request.limit() - all.scanned();
      ItemPage next = table.read(request.of(rest, limit));
      all = all == null ? next : all.and(next);
      if (all.lastKey() != null) {
        break;
      }
    }
    if (all == null) {
      throw invalidToken();
    }
    return all;
  }

  private static void checkOrder(
      PartiQlStatement.Select select, KeyDefinition key, List<ItemRange> known) {
    if (select.orders().isEmpty()) {
      return;
    }
    if (select.where() == null) {
      throw Validation.error("Must have WHERE clause in the statement when using ORDER BY clause.");
    }
    if (known == null) {
      throw Validation.error(
          "Must have at least one non-optional hash key condition in WHERE clause when using ORDER"
              + " BY clause.");
    }
    for (PartiQlStatement.Order order : select.orders()) {
      if (!key.has(order.name())) {
        throw Validation.error(
            "Variable reference "
                + order.name()
                + " in ORDER BY clause must be part of the primary key");
      }
    }
  }

  /** A token is valid only for the same statement with the same parameters. */
  private static PageTokens tokens(ExecuteStatementInput input) {
    return PageTokens.of(
        "dynamodb",
        "ExecuteStatement",
        PartiQlExecution::invalidToken,
        RequestDigest.of(input.statement(), input.parameters()));
  }

  /** The token for the page after {@code position}. */
  private static String token(Blob position, ExecuteStatementInput input) {
    return tokens(input).after(Base64.getEncoder().encodeToString(position.bytes()));
  }

  private static Blob position(String token, ExecuteStatementInput input) {
    return Blob.of(Base64.getDecoder().decode(tokens(input).position(token)));
  }

  private static AwsError invalidToken() {
    return Validation.error("NextToken does not match request");
  }

  /**
   * A select of a single item.
   *
   * @param key its key
   * @param select the statement
   */
  record SingleRead(ItemValue key, PartiQlStatement.Select select) {
    /** The item's selected attributes; null if the item does not match. */
    ItemValue shown(ItemValue item) {
      if (item == null || !ConditionEvaluation.holds(select.where(), item)) {
        return null;
      }
      return select.projection() == null ? item : select.projection().of(item);
    }
  }

  /**
   * A select within a batch or transaction, which has to say the whole key.
   *
   * @param within the operation
   */
  SingleRead single(ItemTable table, PartiQlStatement.Select select, String within) {
    ItemValue key =
        select.index() != null ? null : new KeyConjuncts(select.where()).key(table.record().key());
    if (key == null) {
      throw Validation.error(
          "Select statements within "
              + within
              + " must specify the primary key in the where clause.");
    }
    return new SingleRead(key, select);
  }

  // -------------------------------------------------------------------------------- writes

  /**
   * The write of a statement.
   *
   * @param returning null for nothing
   */
  record Write(ItemTable table, ItemWrite write, String returning, UpdatePlan plan) {
    /** The result of RETURNING; null for nothing. */
    ItemValue returned(WriteOutcome outcome) {
      if (returning == null) {
        return null;
      }
      ItemValue item = returning.endsWith("OLD") ? outcome.before() : outcome.after();
      boolean whole = returning.startsWith("ALL") || plan == null;
      return item == null || whole ? item : plan.touched().of(item);
    }
  }

  /** The write of {@code statement}. */
  Write write(RequestContext context, PartiQlStatement statement) {
    ItemTable table = tables.table(context, statement.table());
    TableRecord record = table.record();
    return switch (statement) {
      case PartiQlStatement.Insert insert -> insert(table, insert);
      case PartiQlStatement.Update update -> {
        ItemValue key = key(record, update.where());
        WriteReading.checkUpdate(record, update.plan());
        ItemWrite write =
            new ItemWrite(ItemWrite.Kind.UPDATE, key, null, update.plan(), update.where());
        yield new Write(table, write, update.returning(), update.plan());
      }
      case PartiQlStatement.Delete delete -> {
        ItemValue key = key(record, delete.where());
        BooleanExpression rest = new KeyConjuncts(delete.where()).rest(record.key());
        ItemWrite write = new ItemWrite(ItemWrite.Kind.DELETE, key, null, null, rest);
        yield new Write(table, write, delete.returning(), null);
      }
      case PartiQlStatement.Exists exists -> {
        ItemValue key = single(table, exists.select(), PartiQlOperations.TRANSACTION).key();
        ItemWrite write =
            new ItemWrite(ItemWrite.Kind.CHECK, key, null, null, exists.select().where());
        yield new Write(table, write, null, null);
      }
      case PartiQlStatement.Select select ->
          throw new IllegalArgumentException("A select writes nothing");
    };
  }

  private static Write insert(ItemTable table, PartiQlStatement.Insert insert) {
    if (insert.item().sizeBytes() > ItemSize.MAX_ITEM_BYTES) {
      throw Validation.error("Item size has exceeded the maximum allowed size");
    }
    Nesting.check(insert.item());
    Path key = Path.of(table.record().key().partition().getFirst().name());
    BooleanExpression absent =
        new BooleanExpression.Test(new Operand.Call("attribute_not_exists", List.of(key)));
    return new Write(
        table,
        new ItemWrite(ItemWrite.Kind.PUT, insert.item(), insert.item(), null, absent),
        null,
        null);
  }

  private static ItemValue key(TableRecord record, BooleanExpression where) {
    ItemValue key = new KeyConjuncts(where).key(record.key());
    if (key == null) {
      throw Validation.error(
          "Where clause does not contain a mandatory equality on all key attributes");
    }
    return key;
  }

  /** Performs a single write. */
  WriteOutcome written(Write write, String onFailure) {
    TransactionStep.check(write.table().record(), write.write());
    try {
      return write.table().write(write.write());
    } catch (ConditionFailed failed) {
      if (write.write().kind() == ItemWrite.Kind.PUT) {
        throw DynamoDbErrors.duplicateItemException("Duplicate primary key exists in table");
      }
      throw ItemWriteOperations.conditionFailed(failed, onFailure);
    }
  }
}
