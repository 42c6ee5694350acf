package dev.brume.core.state;

import dev.brume.core.blob.BodyStoreException;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.codec.Shape;
import dev.brume.core.state.codec.ValueCodec;
import dev.brume.core.state.codec.ValueFormatException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The tables of a store in an SQLite file. Every entry carries a checksum over all its content, and
 * each commit is numbered. Not safe for concurrent use.
 */
final class StateFile implements AutoCloseable {
  private static final int MAX_MESSAGE_LENGTH = 300;

  private final Path path;
  private final StateDirectory directory;
  private final ValueCodec codec;
  private final Connection connection;
  private Statements statements;

  /** Whether a write has failed since the transaction began. */
  private boolean mustBegin;

  private final Map<TableKey, Long> idsByTable = new HashMap<>();
  private final Set<Integer> shapesWritten = new HashSet<>();
  private long nextTableId = 1;

  /** Another codec whose shapes this file's codec already knows. */
  private ValueCodec learntFrom;

  private long commit;
  private long commitsFound;

  /** Receives the contents of a file, entry by entry: first the bodies, if it has any. */
  @FunctionalInterface
  interface Loader {
    void load(TableKey table, Object key, Stored value);

    /** The next bytes of the body with that id; all pieces of one body come consecutively. */
    default void body(long id, byte[] piece) {
      throw new IllegalStateException("There is no place for bodies");
    }

    /** Whether to continue without the damaged part; otherwise loading ends. */
    default boolean goesOnWithout(String damage) {
      return false;
    }
  }

  /** The prepared statements. The driver closes those that fail. */
  private record Statements(
      PreparedStatement putEntry,
      PreparedStatement removeEntry,
      PreparedStatement clearEntries,
      PreparedStatement putTable,
      PreparedStatement removeTable,
      PreparedStatement putShape,
      PreparedStatement putCommit) {
    static Statements prepare(Connection connection) throws SQLException {
      return new Statements(
          connection.prepareStatement("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)"),
          connection.prepareStatement("DELETE FROM entry WHERE table_id = ? AND key = ?"),
          connection.prepareStatement("DELETE FROM entry WHERE table_id = ?"),
          connection.prepareStatement("INSERT INTO kept_table VALUES (?, ?, ?, ?, ?, ?, ?)"),
          connection.prepareStatement("DELETE FROM kept_table WHERE id = ?"),
          connection.prepareStatement("INSERT OR IGNORE INTO shape VALUES (?, ?)"),
          connection.prepareStatement("UPDATE last_commit SET number = ?"));
    }

    void close() throws SQLException {
      putEntry.close();
      removeEntry.close();
      clearEntries.close();
      putTable.close();
      removeTable.close();
      putShape.close();
      putCommit.close();
    }
  }

  private StateFile(Path path, StateDirectory directory, ValueCodec codec, Connection connection)
      throws SQLException {
    this.path = path;
    this.directory = directory;
    this.codec = codec;
    this.connection = connection;
    statements = Statements.prepare(connection);
  }

  /**
   * Opens the file at {@code path}, or creates an empty one.
   *
   * @param directory knows the last acknowledged commit; null for a standalone file
   * @param sync whether commits are forced to the disk
   * @param codec reads and writes the values
   * @throws DamagedStateException if it is not a state file or is inconsistent
   * @throws StateException if it can't be opened or is of a newer version
   */
  static StateFile open(Path path, StateDirectory directory, boolean sync, ValueCodec codec) {
    Connection connection = connect(path, directory, sync);
    try {
      return new StateFile(path, directory, codec, connection);
    } catch (SQLException e) {
      StateDatabase.closeQuietly(connection);
      throw StateDatabase.failure(path, e);
    }
  }

  /** On a full disk the reserved space is released: opening needs some. */
  private static Connection connect(Path path, StateDirectory directory, boolean sync) {
    try {
      return StateDatabase.open(path, sync);
    } catch (DamagedStateException e) {
      throw e;
    } catch (StateException e) {
      if (directory == null || !StateDatabase.hasNoRoom(path) || !directory.reserve().giveUp()) {
        throw e;
      }
      return StateDatabase.open(path, sync);
    }
  }

  ValueCodec codec() {
    return codec;
  }

  /** The number of commits when it was loaded. */
  long commitsFound() {
    return commitsFound;
  }

  @Override
  public String toString() {
    return path.toString();
  }

  // ------------------------------------------------------------------------------ reading

  /**
   * Reads everything; call once, before the first commit.
   *
   * @throws DamagedStateException if anything is damaged; entries passed until then must be
   *     discarded
   */
  void load(Loader loader) {
    try (Statement statement = connection.createStatement()) {
      loadCommit(statement);
      loadShapes(statement);
      loadEntries(statement, loadTables(statement, loader), loader);
      connection.commit();
      if (directory != null) {
        StateDatabase.startLog(connection);
      }
    } catch (SQLException e) {
      throw StateDatabase.failure(path, e);
    } catch (IllegalArgumentException | ValueFormatException | BodyStoreException e) {
      throw new DamagedStateException(
          "The state file " + path + " is damaged: " + shortened(e.getMessage()), e);
    }
  }

  private void loadCommit(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT number FROM last_commit")) {
      if (!row.next()) {
        throw damaged("it has no number of the last commit");
      }
      commit = row.getLong(1);
      commitsFound = commit;
    }
    if (directory != null && commit < directory.lastAcknowledged()) {
      long missing = directory.lastAcknowledged() - commit;
      if (directory.sameBoot()) {
        openWithoutItsEnd(missing);
        return;
      }
      StateDatabase.LOG.warn(
          "The machine went down before the last {} commits to {} reached its disk", missing, path);
    }
  }

  /**
   * The end of the log is damaged: everything before it is intact, unless the log was already
   * merged into the file beyond that point, which mixes older pages with newer ones.
   */
  private void openWithoutItsEnd(long missing) throws SQLException {
    if (StateDatabase.commitWithoutLog(path) > commit) {
      throw damaged("it lacks the last " + missing + " commits");
    }
    Path copy = directory.keepCopy();
    StateDatabase.LOG.error(
        "THE LAST {} COMMITS TO {} ARE LOST: the end of its log is damaged. The state is opened as"
            + " it was before them; what was found is kept as {}",
        missing,
        path,
        copy.getFileName());
    directory.acknowledge(commit);
  }

  private void loadShapes(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT id, text FROM shape")) {
      while (row.next()) {
        Shape shape = Shape.parse(row.getString(2));
        if (shape.id() != row.getInt(1)) {
          throw damaged("the shape " + shape.text() + " has the wrong id");
        }
        codec.learn(shape);
        shapesWritten.add(shape.id());
      }
    }
  }

  private Map<Long, TableKey> loadTables(Statement statement, Loader loader) throws SQLException {
    Map<Long, TableKey> tables = new HashMap<>();
    String sql = "SELECT id, service, account, region, name, owner, checksum FROM kept_table";
    try (ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        long id = row.getLong(1);
        Scope scope = new Scope(row.getString(3), row.getString(4));
        InMemoryStore.Part part = new InMemoryStore.Part(row.getString(2), scope);
        TableKey table = new TableKey(part, row.getString(5), row.getString(6));
        if (row.getLong(7) != Checksums.of(id, table)) {
          refuse("the table " + table + " has the wrong checksum", loader);
        }
        tables.put(id, table);
        idsByTable.put(table, id);
        nextTableId = Math.max(nextTableId, id + 1);
      }
    }
    return tables;
  }

  private void loadEntries(Statement statement, Map<Long, TableKey> tables, Loader loader)
      throws SQLException {
    String sql = "SELECT table_id, key, value FROM entry ORDER BY table_id, key";
    try (ResultSet row = statement.executeQuery(sql)) {
      long lastId = -1;
      Object last = null;
      while (row.next()) {
        long id = row.getLong(1);
        Object column = row.getObject(2);
        TableKey table = tables.get(id);
        Object key = StoredKey.read(column, table != null && table.isSorted());
        byte[] bytes = Checksums.unwrap(id, key, row.getBytes(3));
        if (table == null || bytes == null || table.isSorted() != (key instanceof ByteKey)) {
          String of = table == null ? "a table that is not there" : table.toString();
          refuse("the entry " + key + " of " + of + " has the wrong checksum", loader);
          continue;
        }
        // A misplaced page contains intact entries that also occur elsewhere.
        if (id < lastId || (id == lastId && StoredKey.compare(last, column) >= 0)) {
          refuse("the entry " + key + " of " + table + " is in the wrong place", loader);
        }
        lastId = id;
        last = column;
        if (BodyRows.isOfBody(table)) {
          loader.body(BodyRows.id(table), bytes);
        } else {
          loader.load(table, key, new Stored(bytes, codec, codec.bodiesIn(bytes)));
        }
      }
    }
  }

  private void refuse(String damage, Loader loader) {
    if (!loader.goesOnWithout(damage)) {
      throw damaged(damage);
    }
  }

  private DamagedStateException damaged(String what) {
    return new DamagedStateException("The state file " + path + " is damaged: " + shortened(what));
  }

  /** What a message says of contents that may be of any length, or of none. */
  private static String shortened(String text) {
    if (text == null) {
      return "it can't be decoded";
    }
    return text.length() <= MAX_MESSAGE_LENGTH ? text : text.substring(0, MAX_MESSAGE_LENGTH) + "…";
  }

  // ------------------------------------------------------------------------------ writing

  /** Whether the disk has no more space than its reserve, which is for deletions. */
  boolean lacksRoom() {
    return directory != null && directory.reserve().isUsedUp();
  }

  /** Whether the file was removed or replaced: writes would be lost. */
  boolean isGone() {
    return directory != null && directory.isGone();
  }

  /**
   * Writes a batch atomically; when this returns, it survives the process. If the disk is full, the
   * reserved space is released, and the log is merged into the file once, which may free space too.
   */
  void commit(ChangeBatch batch) throws SQLException {
    if (isGone()) {
      throw new StateException(path + " was removed or replaced while the server was running");
    }
    if (mustBegin) {
      beginAnew();
    }
    try {
      write(batch);
    } catch (SQLException e) {
      if (mustBegin || directory == null || !StateDatabase.isFull(e)) {
        // A standalone file has no log; and what was written before the batch is rolled back.
        throw e;
      }
      mustBegin = true;
      boolean hasRoom = directory.reserve().giveUp();
      hasRoom |= StateDatabase.mergeLog(connection, path);
      if (!hasRoom) {
        throw e;
      }
      beginAnew();
      write(batch);
    }
  }

  private void write(ChangeBatch batch) throws SQLException {
    Map<TableKey, Long> added = new HashMap<>();
    Set<TableKey> emptied = new HashSet<>();
    Set<Integer> newShapes;
    try {
      for (Map.Entry<TableKey, ChangeBatch.Changes> entry : batch.tables().entrySet()) {
        write(entry.getKey(), entry.getValue(), added, emptied);
      }
      newShapes = writeShapes();
      statements.putCommit.setLong(1, commit + 1);
      statements.putCommit.executeUpdate();
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw e;
    }
    commit++;
    idsByTable.keySet().removeAll(emptied);
    idsByTable.putAll(added);
    shapesWritten.addAll(newShapes);
    if (directory != null) {
      directory.acknowledge(commit);
      if (directory.reserve().take()) {
        StateDatabase.mergeLog(connection, path);
      }
    }
  }

  private void write(
      TableKey table, ChangeBatch.Changes changes, Map<TableKey, Long> added, Set<TableKey> emptied)
      throws SQLException {
    Long id = idsByTable.get(table);
    if (changes.cleared() && id != null) {
      statements.clearEntries.setLong(1, id);
      statements.clearEntries.executeUpdate();
      if (changes.values().isEmpty()) {
        statements.removeTable.setLong(1, id);
        statements.removeTable.executeUpdate();
        emptied.add(table);
        return;
      }
    }
    for (Map.Entry<Object, Object> entry : changes.values().entrySet()) {
      if (entry.getValue() != ChangeBatch.REMOVED) {
        id = id == null ? addTable(table, added) : id;
        put(id, entry.getKey(), entry.getValue());
      } else if (id != null) {
        statements.removeEntry.setLong(1, id);
        statements.removeEntry.setObject(2, StoredKey.written(entry.getKey()));
        statements.removeEntry.executeUpdate();
      }
    }
  }

  private Long addTable(TableKey table, Map<TableKey, Long> added) throws SQLException {
    long id = nextTableId++;
    Scope scope = table.part().scope();
    statements.putTable.setLong(1, id);
    statements.putTable.setString(2, table.part().service());
    statements.putTable.setString(3, scope.account());
    statements.putTable.setString(4, scope.region());
    statements.putTable.setString(5, table.name());
    statements.putTable.setString(6, table.owner());
    statements.putTable.setLong(7, Checksums.of(id, table));
    statements.putTable.executeUpdate();
    added.put(table, id);
    return id;
  }

  private void put(long tableId, Object key, Object value) throws SQLException {
    put(tableId, key, value instanceof Stored stored ? adopt(stored) : codec.encode(value));
  }

  private void put(long tableId, Object key, byte[] bytes) throws SQLException {
    statements.putEntry.setLong(1, tableId);
    statements.putEntry.setObject(2, StoredKey.written(key));
    statements.putEntry.setBytes(3, Checksums.wrap(tableId, key, bytes));
    statements.putEntry.executeUpdate();
  }

  /** The bytes of a value that another codec may have encoded. */
  private byte[] adopt(Stored stored) {
    if (stored.codec() != codec) {
      if (stored.codec() != learntFrom) {
        stored.codec().shapes().forEach(codec::learn);
        learntFrom = stored.codec();
      }
      return stored.bodies().relink(stored.bytes());
    }
    return stored.bytes();
  }

  private void rollBack(Exception cause) {
    mustBegin = true;
    try {
      beginAnew();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Rolls back after a failed write. */
  private void beginAnew() throws SQLException {
    StateDatabase.rollBack(connection);
    statements.close();
    statements = Statements.prepare(connection);
    mustBegin = false;
  }

  /** Writes the next bytes of a body, which are committed with the next batch. */
  void putBody(long id, long number, byte[] piece) throws SQLException {
    TableKey table = BodyRows.table(id);
    Long tableId = idsByTable.get(table);
    if (tableId == null) {
      tableId = addTable(table, idsByTable);
    }
    put(tableId, number, piece);
  }

  /** Removes all bodies: those of a loaded file are in files of their own by now. */
  void removeBodies() {
    ChangeBatch batch = new ChangeBatch();
    idsByTable.keySet().stream().filter(BodyRows::isOfBody).forEach(batch::clear);
    if (batch.isEmpty()) {
      return;
    }
    try {
      commit(batch);
    } catch (SQLException e) {
      throw StateDatabase.failure(path, e);
    }
  }

  /** Writes the shapes that the file does not contain yet, and returns their ids. */
  private Set<Integer> writeShapes() throws SQLException {
    if (codec.shapeCount() == shapesWritten.size()) {
      return Set.of();
    }
    Set<Integer> written = new HashSet<>();
    for (Shape shape : codec.shapes()) {
      int id = shape.id();
      if (!shapesWritten.contains(id)) {
        statements.putShape.setInt(1, id);
        statements.putShape.setString(2, shape.text());
        statements.putShape.executeUpdate();
        written.add(id);
      }
    }
    return written;
  }

  /** Closes the file as it is, but keeps the lock on its directory. */
  void abandon() {
    StateDatabase.closeQuietly(connection);
  }

  /**
   * Closes the file, which then contains all commits without its log, and unlocks its directory.
   */
  @Override
  public void close() {
    StateDatabase.close(connection, path);
    if (directory != null) {
      directory.close();
    }
  }
}
