package dev.brume.core.state;

/** Which table of the store is meant. */
record TableKey(InMemoryStore.Part part, String name, String owner) {}
