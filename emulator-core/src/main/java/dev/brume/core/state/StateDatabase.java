package dev.brume.core.state;

import dev.brume.core.blob.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Opens, creates, checks and closes the SQLite database of a state file. */
final class StateDatabase {
  static final Logger LOG = LoggerFactory.getLogger(StateDatabase.class);

  /** The version of the tables below. Files with a higher one are refused. */
  static final int FORMAT = 1;

  /** Marks the file as Brume's: "Brum". */
  private static final int APPLICATION_ID = 0x4272756d;

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private static final String[] TABLES = {
    "CREATE TABLE last_commit (number INTEGER NOT NULL)",
    "INSERT INTO last_commit VALUES (0)",
    "CREATE TABLE shape (id INTEGER PRIMARY KEY, text TEXT NOT NULL)",
    "CREATE TABLE kept_table (id INTEGER PRIMARY KEY, service TEXT NOT NULL,"
        + " account TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL, owner TEXT NOT NULL,"
        + " checksum INTEGER NOT NULL)",
    "CREATE TABLE entry (table_id INTEGER NOT NULL, key NOT NULL, value BLOB NOT NULL,"
        + " PRIMARY KEY (table_id, key)) WITHOUT ROWID",
  };

  /** Smaller files are not shrunk when they are closed: 16 MiB. */
  private static final long MIN_PAGES_TO_SHRINK = 4096;

  private static final String NO_ROOM = "there is no room on its disk";

  /** The index of a log, which SQLite creates when it opens a file: 32 KiB, and some. */
  private static final long MIN_ROOM_BYTES = 64 * 1024;

  /** The log size at which it is merged into the file, which waits for the disk: 16 MiB. */
  private static final int PAGES_TO_CHECKPOINT = 4096;

  /**
   * The offset of the size of pages in an SQLite file; 1 stands for 65,536.
   *
   * @see <a href="https://www.sqlite.org/fileformat2.html#the_database_header">SQLite: the database
   *     header</a>
   */
  private static final int PAGE_BYTES_AT = 16;

  /** The offset of their number. */
  private static final int PAGES_AT = 28;

  /** The offset of the application id in an SQLite file. */
  private static final int APPLICATION_ID_AT = 68;

  /** The number of first bytes that tell whether a file may be a state file. */
  static final int BEGINNING_BYTES = APPLICATION_ID_AT + Integer.BYTES;

  private StateDatabase() {}

  /** Whether a file that begins with {@code bytes} may be a state file. */
  static boolean mayBegin(byte[] bytes) {
    return bytes.length >= BEGINNING_BYTES
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        && ByteBuffer.wrap(bytes).getInt(APPLICATION_ID_AT) == APPLICATION_ID;
  }

  /** The length of the file that begins with {@code bytes}, according to them. */
  static long length(byte[] bytes) {
    ByteBuffer beginning = ByteBuffer.wrap(bytes);
    int pageBytes = beginning.getShort(PAGE_BYTES_AT) & 0xffff;
    long pages = beginning.getInt(PAGES_AT) & 0xffffffffL;
    return pages * (pageBytes == 1 ? 65_536 : pageBytes);
  }

  /** See {@link StateFile#open}. */
  static Connection open(Path path, boolean sync) {
    if (!Files.exists(path)) {
      create(path);
    }
    checkIsDatabase(path);
    Connection connection = null;
    try {
      connection = connect(path, sync);
      check(connection, path);
      return connection;
    } catch (SQLException e) {
      closeQuietly(connection);
      throw failure(path, e);
    } catch (StateException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  /** Creates the file under another name first, so that it appears complete or not at all. */
  private static void create(Path path) {
    Path unfinished = path.resolveSibling(path.getFileName() + ".new");
    try {
      for (String suffix : StateDirectory.SUFFIXES) {
        Files.deleteIfExists(Path.of(unfinished + suffix));
        Files.deleteIfExists(Path.of(path + suffix));
      }
      SqliteLibrary.load();
      Connection connection = new SQLiteConfig().createConnection("jdbc:sqlite:" + unfinished);
      try (connection;
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("PRAGMA application_id = " + APPLICATION_ID);
        statement.execute("PRAGMA user_version = " + FORMAT);
        for (String table : TABLES) {
          statement.execute(table);
        }
        connection.commit();
      }
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (SQLException | IOException e) {
      String reason = hasNoRoom(path) ? NO_ROOM : e.getMessage();
      throw new StateException("The state file " + path + " can't be made: " + reason, e);
    }
  }

  private static void checkIsDatabase(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw new DamagedStateException(path + " is no state file");
      }
    } catch (IOException e) {
      throw new StateException(
          "The state file " + path + " can't be read: " + FileProblem.of(e), e);
    }
  }

  private static Connection connect(Path path, boolean sync) throws SQLException {
    SqliteLibrary.load();
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(0);
    Connection connection = config.createConnection("jdbc:sqlite:" + path);
    try (Statement statement = connection.createStatement()) {
      // Before anything is read, so that the log's index is on the heap: a file for it needs space,
      // which a full disk does not have.
      statement.execute("PRAGMA locking_mode = EXCLUSIVE");
      statement.execute("PRAGMA synchronous = " + (sync ? "FULL" : "NORMAL"));
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  private static void check(Connection connection, Path path) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (number(statement, "PRAGMA application_id") != APPLICATION_ID) {
        throw new DamagedStateException(path + " is a database, but no state file");
      }
      long format = number(statement, "PRAGMA user_version");
      if (format > FORMAT) {
        throw new StateException(
            String.format(
                "The state file %s has format %d and needs a newer version; this one reads %d",
                path, format, FORMAT));
      }
      checkTables(statement, path);
      try (ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
        if (!row.next() || !row.getString(1).equals("ok")) {
          throw new DamagedStateException(
              "The state file " + path + " is damaged: " + row.getString(1).replace('\n', ' '));
        }
      }
      connection.commit();
    }
  }

  /**
   * Makes commits go to a log beside the file, which makes them cheap. Only done for an intact
   * file, because it writes to it.
   */
  static void startLog(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA wal_autocheckpoint = " + PAGES_TO_CHECKPOINT);
      connection.setAutoCommit(false);
    }
  }

  /** The number of the last commit in the file at {@code path} without the log beside it. */
  static long commitWithoutLog(Path path) throws SQLException {
    SqliteLibrary.load();
    String url = "jdbc:sqlite:file:" + path.toUri().getRawPath() + "?immutable=1";
    try (Connection connection = new SQLiteConfig().createConnection(url);
        Statement statement = connection.createStatement()) {
      return number(statement, "SELECT number FROM last_commit");
    }
  }

  /** Whether {@code failure} is caused by a full disk. */
  static boolean isFull(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        && (sqlite.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_FULL.code;
  }

  /** Rolls back the uncommitted changes, and begins a transaction. */
  static void rollBack(Connection connection) throws SQLException {
    if (connection.getAutoCommit()) {
      connection.setAutoCommit(false);
      return;
    }
    try {
      connection.rollback();
    } catch (SQLException e) {
      // After some failures, such as a full disk, SQLite has already rolled back. The driver does
      // not notice: it requests another rollback, which fails, and does not begin again.
      try (Statement statement = connection.createStatement()) {
        statement.execute("BEGIN");
      } catch (SQLException again) {
        e.addSuppressed(again);
        throw e;
      }
    }
  }

  /**
   * Merges the log into the file and releases its space; returns whether that succeeded. Where the
   * file would have to grow by more than there is room, nothing is merged until this is called
   * again: half a merge would take the rest of the disk and release nothing.
   */
  static boolean mergeLog(Connection connection, Path path) {
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      try {
        long bytes = number(statement, "PRAGMA page_count") * number(statement, "PRAGMA page_size");
        boolean fits = usableBytes(path) >= bytes - path.toFile().length();
        statement.execute("PRAGMA wal_autocheckpoint = " + (fits ? PAGES_TO_CHECKPOINT : 0));
        if (!fits) {
          return false;
        }
        try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
          return row.next() && row.getInt(1) == 0;
        }
      } finally {
        connection.setAutoCommit(false);
      }
    } catch (SQLException e) {
      LOG.debug("The log can't be merged into the file", e);
      return false;
    }
  }

  /** Refuses foreign views, triggers or tables, which could affect the statements. */
  private static void checkTables(Statement statement, Path path) throws SQLException {
    Set<String> expected = new HashSet<>();
    for (String sql : TABLES) {
      if (sql.startsWith("CREATE")) {
        expected.add(sql);
      }
    }
    Set<String> found = new HashSet<>();
    try (ResultSet row = statement.executeQuery("SELECT sql FROM sqlite_schema")) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    if (!found.equals(expected)) {
      throw new DamagedStateException("The state file " + path + " is damaged: its tables differ");
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The exception for a failed access to a file. */
  static StateException failure(Path path, SQLException failure) {
    SQLiteErrorCode code =
        failure instanceof SQLiteException sqlite
            ? sqlite.getResultCode()
            : SQLiteErrorCode.SQLITE_ERROR;
    return switch (code.code & 0xff) {
      case 1, 11, 20, 24, 26 ->
          new DamagedStateException(
              "The state file " + path + " is damaged: " + failure.getMessage(), failure);
      case 5, 6 -> new StateException("The state file " + path + " is in use", failure);
      default ->
          new StateException(
              "The state file "
                  + path
                  + " can't be used: "
                  + (hasNoRoom(path) ? NO_ROOM : failure.getMessage()),
              failure);
    };
  }

  /** Whether the disk is too full even for an index of the log. */
  static boolean hasNoRoom(Path path) {
    return usableBytes(path) < MIN_ROOM_BYTES;
  }

  private static long usableBytes(Path path) {
    return path.toAbsolutePath().getParent().toFile().getUsableSpace();
  }

  /** Merges the log into the file, and shrinks the file if most of it is free. */
  static void close(Connection connection, Path path) {
    try (connection;
        Statement statement = connection.createStatement()) {
      connection.rollback();
      connection.setAutoCommit(true);
      long pages = number(statement, "PRAGMA page_count");
      if (pages > MIN_PAGES_TO_SHRINK && number(statement, "PRAGMA freelist_count") > pages / 2) {
        statement.execute("VACUUM");
      }
      statement.execute("PRAGMA journal_mode = DELETE");
    } catch (SQLException e) {
      LOG.warn("{} was not closed cleanly", path, e);
    }
  }

  static void closeQuietly(Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("A database that failed before failed to close", e);
      }
    }
  }
}
