package dev.brume.logs.engine;

/** An export is to be done. */
public record LogsExportRun(String id) {}
