/**
 * All state of every service, and its persistence.
 *
 * <p>A service declares its tables as constants, with records of its own as values (never generated
 * API types, whose members AWS renames), and a root that is created from them:
 *
 * <pre>{@code
 * // values: small records; numerous ones hold bytes in the service's own encoding
 * record TableRecord(String name, Instant created, long itemCount) {}
 *
 * record ItemRecord(Blob attributes) {}
 *
 * // a hashed table of a region, and a sorted one of each DynamoDB table
 * static final TableSpec<String, TableRecord> TABLES =
 *     new TableSpec<>("dynamodb", "tables", String.class, TableRecord.class);
 * static final TableSpec<ByteKey, ItemRecord> ITEMS =
 *     TableSpec.sorted("dynamodb", "items", ItemRecord.class);
 *
 * static final RootSpec<DynamoRegion> ROOT =
 *     new RootSpec<>("dynamodb", true, DynamoRegion::new).withTables(List.of(TABLES, ITEMS));
 *
 * // in the constructor of the items' owner
 * SortedTable<ItemRecord> items = tables.sorted(ITEMS, tableIdentity);
 * SortedTable.Order<ItemRecord> byEmail = items.index("by-email", this::emailKey);
 *
 * // under the owner's short lock
 * items.put(ByteKey.builder().text(partitionKey).decimal(sortKey).build(), item);
 *
 * // without any lock: a query of a partition from a sort key on, newest first
 * KeyRange range = KeyRange.startingWith(ByteKey.of(partitionKey)).before(lastKey);
 * for (SortedTable.Entry<ItemRecord> entry : items.scanBackwards(range)) { ... }
 * }</pre>
 *
 * <p>State of a whole account or of the server has a root of that level ({@link
 * dev.brume.core.state.RootSpec#of}), requested in {@link dev.brume.core.scope.Scope#ofAccount} or
 * {@link dev.brume.core.scope.Scope#SERVER}; names that are globally unique are kept in a {@link
 * dev.brume.core.state.NameIndex}. Components of records may be added, removed and moved; older
 * values are read by component name.
 */
package dev.brume.core.state;
