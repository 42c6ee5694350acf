package dev.brume.ssm.engine;

import dev.brume.core.state.Table;
import dev.brume.core.state.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The documents of an account in a region. Used inside of {@link SsmRegion#call}. */
public final class StoredDocuments {
  private final Tables tables;
  private final Table<String, DocumentRecord> records;
  private final NavigableMap<String, DocumentRecord> byName = new TreeMap<>();

  StoredDocuments(Tables tables) {
    this.tables = tables;
    records = tables.table(SsmTables.DOCUMENTS, "");
    records.forEach(byName::put);
  }

  /** How many there are. */
  public int count() {
    return byName.size();
  }

  /** The document, or null. */
  public DocumentRecord find(String name) {
    return byName.get(name);
  }

  /** The documents by name, those after {@code afterName}. */
  public Stream<DocumentRecord> list(String afterName) {
    return byName.tailMap(afterName, false).values().stream();
  }

  /** Adds a document, or changes it. */
  public void put(DocumentRecord document) {
    records.put(document.name(), document);
    byName.put(document.name(), document);
  }

  /** Removes a document with its versions. */
  public void remove(DocumentRecord document) {
    tables.drop(SsmTables.DOCUMENT_VERSIONS, document.name());
    byName.remove(document.name());
    records.remove(document.name());
  }

  private Table<Long, DocumentVersion> versionsOf(DocumentRecord document) {
    return tables.table(SsmTables.DOCUMENT_VERSIONS, document.name());
  }

  /** The versions of a document, the newest first. */
  public List<DocumentVersion> versions(DocumentRecord document) {
    List<DocumentVersion> all = new ArrayList<>();
    versionsOf(document).forEach((number, version) -> all.add(version));
    all.sort(Comparator.comparingLong(DocumentVersion::number).reversed());
    return all;
  }

  /** A version, or null. */
  public DocumentVersion version(DocumentRecord document, long number) {
    return versionsOf(document).get(number);
  }

  /** The version that is meant where none is named. */
  public DocumentVersion defaultVersion(DocumentRecord document) {
    return version(document, document.defaultVersion());
  }

  /** Adds a version. */
  public void putVersion(DocumentRecord document, DocumentVersion version) {
    versionsOf(document).put(version.number(), version);
  }

  /** Removes a version that is not the default one. */
  public void removeVersion(DocumentRecord document, DocumentVersion version) {
    versionsOf(document).remove(version.number());
    if (version.number() == document.latest()) {
      put(document.withLatest(versions(document).getFirst().number()));
    }
  }
}
